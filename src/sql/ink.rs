//! What each token of a script is, for an editor that colours and folds it: the reader's own tokens.

use super::token::{Token, lex};
use crate::mysql::{Server, keyword, types};
use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    Keyword,
    /// The type of a column.
    Type,
    /// A name: in quotes, or where only a name can stand.
    Name,
    Text,
    Number,
    Comment,
    /// A comment that some server executes.
    Hint,
    Symbol(char),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inked {
    pub span: Span,
    pub ink: Ink,
}

/// Parentheses over several lines; the span is what stands between them.
pub type Fold = Span;

/// The tokens of a text in order, and its folds. Any text is taken.
pub fn inked(text: &str, server: Server) -> (Vec<Inked>, Vec<Fold>) {
    let lexed = lex(text, Span::new(0, text.len()));
    let mut tokens = Vec::with_capacity(lexed.lexemes.len() + lexed.comments.len());
    let mut comments = lexed.comments.iter().peekable();
    let (mut folds, mut open) = (Vec::new(), Vec::new());
    let mut place = Place::default();
    for (at, lexeme) in lexed.lexemes.iter().enumerate() {
        while let Some(comment) = comments.next_if(|comment| comment.span.start < lexeme.span.start) {
            tokens.push(Inked { span: comment.span, ink: if comment.hint { Ink::Hint } else { Ink::Comment } });
        }
        let next = lexed.lexemes.get(at + 1).map(|next| &next.token);
        let ink = place.pass(&lexeme.token, next, server);
        match ink {
            Ink::Symbol('(') => open.push(lexeme.span.end),
            Ink::Symbol(')') => folds.extend(open.pop().map(|start| Span::new(start, lexeme.span.start))),
            Ink::Symbol(';') => open.clear(),
            _ => {}
        }
        tokens.push(Inked { span: lexeme.span, ink });
    }
    for comment in comments {
        tokens.push(Inked { span: comment.span, ink: if comment.hint { Ink::Hint } else { Ink::Comment } });
    }
    folds.retain(|fold| fold.of(text).contains('\n'));
    (tokens, folds)
}

/// Where in a statement the next token stands.
#[derive(Default)]
struct Place {
    depth: usize,
    /// How many tokens of the statement have passed.
    passed: usize,
    /// The statement is CREATE TABLE, and this many tokens of the element have passed.
    element: Option<usize>,
    creates_table: bool,
    after_dot: bool,
}

/// Words that begin a key or a check where a column's name could stand.
const BEGIN_KEY: &[&str] =
    &["PRIMARY", "UNIQUE", "KEY", "INDEX", "FULLTEXT", "SPATIAL", "CONSTRAINT", "FOREIGN", "CHECK", "PERIOD"];

impl Place {
    fn pass(&mut self, token: &Token, next: Option<&Token>, server: Server) -> Ink {
        let ink = self.ink(token, next, server);
        self.after_dot = ink == Ink::Symbol('.');
        match ink {
            Ink::Symbol('(') => {
                self.depth += 1;
                if self.depth == 1 && self.creates_table && self.element.is_none() {
                    self.element = Some(0);
                    return ink;
                }
            }
            Ink::Symbol(')') => self.depth = self.depth.saturating_sub(1),
            Ink::Symbol(';') => {
                *self = Place::default();
                return ink;
            }
            Ink::Symbol(',') if self.depth == 1 && self.element.is_some() => {
                self.element = Some(0);
                return ink;
            }
            _ => {}
        }
        if let Token::Word(word) = token
            && self.depth == 0
            && self.passed <= 3
        {
            self.creates_table |= self.passed > 0 && word.eq_ignore_ascii_case("TABLE");
        }
        self.passed += 1;
        if let Some(element) = &mut self.element {
            *element += 1;
        }
        ink
    }

    fn ink(&self, token: &Token, next: Option<&Token>, server: Server) -> Ink {
        let word = match token {
            Token::Word(word) => *word,
            Token::Quoted(_) => return Ink::Name,
            Token::Text(_) | Token::NationalText(_) => return Ink::Text,
            Token::Number(_) | Token::Bits => return Ink::Number,
            Token::Symbol(symbol) => return Ink::Symbol(*symbol),
        };
        if self.after_dot || word.starts_with('@') {
            return Ink::Name;
        }
        match self.element.filter(|_| self.depth == 1) {
            Some(0) => {
                let key = BEGIN_KEY.iter().any(|known| known.eq_ignore_ascii_case(word));
                // `key int`: a column may be called so, though not without quotes.
                let typed = matches!(next, Some(Token::Word(next)) if types::find(next).is_some());
                if key && !typed { Ink::Keyword } else { Ink::Name }
            }
            Some(1) if types::find(word).is_some() => Ink::Type,
            _ if keyword::is_keyword(word, server) => Ink::Keyword,
            _ => Ink::Name,
        }
    }
}
