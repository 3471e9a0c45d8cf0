//! Literals.

use crate::text::real::read;
use std::borrow::Cow;

use super::super::ast::{Expr, ExprKind, Literal, UnaryOperator};
use super::super::parser::Parser;
use super::super::token::{TokenKind, unquote};
use crate::dryrun::mysql::expression::early;
use crate::dryrun::mysql::refusal::Answer;
use crate::mysql::charset;

impl<'t> Parser<'t> {
    /// A literal without a sign, NULL among them.
    pub fn literal(&mut self) -> Answer<Expr<'t>> {
        match self.maybe_literal()? {
            Some(literal) => Ok(literal),
            None => self.syntax_error(),
        }
    }

    /// A literal, or a number behind its sign: a default without parentheses.
    pub fn signed_literal(&mut self) -> Answer<Expr<'t>> {
        let at = self.offset();
        let operator = match self.peek().kind {
            TokenKind::Symbol(b'-') => UnaryOperator::Minus,
            TokenKind::Symbol(b'+') => UnaryOperator::Plus,
            _ => return self.literal(),
        };
        self.advance();
        if !matches!(self.peek().kind, TokenKind::Integer | TokenKind::Decimal | TokenKind::Float) {
            return self.syntax_error();
        }
        let operand = Box::new(self.literal()?);
        Ok(self.spanned(at, ExprKind::Unary { operator, operand }))
    }

    /// The literal that stands here, if any.
    pub(super) fn maybe_literal(&mut self) -> Answer<Option<Expr<'t>>> {
        let token = self.peek();
        let text = token.text(self.text);
        let literal = match token.kind {
            TokenKind::Integer => Literal::Integer(text),
            TokenKind::Decimal => Literal::Decimal(text),
            TokenKind::Float if read(text).is_some_and(f64::is_infinite) => {
                return self.refuse(1367, &["double", text]);
            }
            TokenKind::Float => Literal::Float(text),
            TokenKind::Hex | TokenKind::HexText | TokenKind::Bit | TokenKind::BitText => {
                return self.digits_literal(None).map(Some);
            }
            TokenKind::Text | TokenKind::NationalText => return self.joined_text(None).map(Some),
            TokenKind::Introducer => {
                self.advance();
                let introducer = text.get(1..);
                self.warn_of_introducer(introducer.unwrap_or(""));
                let expr = match self.peek().kind {
                    TokenKind::Text => self.joined_text(introducer)?,
                    TokenKind::Hex | TokenKind::HexText | TokenKind::Bit | TokenKind::BitText => {
                        self.digits_literal(introducer)?
                    }
                    _ => return self.syntax_error(),
                };
                return Ok(Some(Expr { at: token.start, ..expr }));
            }
            TokenKind::Word => match self.keyword_literal() {
                Some(Literal::Temporal { kind, .. }) => {
                    self.advance();
                    let text = self.text()?;
                    let literal = Literal::Temporal { kind, text };
                    if self.mariadb() {
                        early::literal(&literal, self.server)?;
                    }
                    return Ok(Some(self.spanned(token.start, ExprKind::Literal(literal))));
                }
                Some(literal) => literal,
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        self.advance();
        Ok(Some(self.spanned(token.start, ExprKind::Literal(literal))))
    }

    /// MySQL's warnings of old charsets, which it has as soon as it reads the introducer.
    fn warn_of_introducer(&mut self, written: &str) {
        if let Some(charset) = charset::charset(written, self.server) {
            self.warn_of_charset(charset.name, written);
        }
    }

    fn keyword_literal(&self) -> Option<Literal<'t>> {
        for (word, literal) in [("NULL", Literal::Null), ("TRUE", Literal::True), ("FALSE", Literal::False)] {
            if self.is_word(word) {
                return Some(literal);
            }
        }
        let temporal = ["DATE", "TIME", "TIMESTAMP"].into_iter().find(|word| self.is_word(word))?;
        let text_follows = self.ahead(1).kind == TokenKind::Text;
        text_follows.then_some(Literal::Temporal { kind: temporal, text: Cow::Borrowed("") })
    }

    /// `x'41'`, `0x41`, `b'1'`, `0b1`.
    fn digits_literal(&mut self, introducer: Option<&'t str>) -> Answer<Expr<'t>> {
        let token = self.advance();
        let text = token.text(self.text);
        let quoted = matches!(token.kind, TokenKind::HexText | TokenKind::BitText);
        let digits = text.get(2..text.len().saturating_sub(usize::from(quoted))).unwrap_or("");
        let literal = match token.kind {
            TokenKind::Hex | TokenKind::HexText => Literal::Hex { digits, introducer },
            _ => Literal::Bit { digits, introducer },
        };
        if self.mariadb() {
            early::literal(&literal, self.server)?;
        }
        Ok(self.spanned(token.start, ExprKind::Literal(literal)))
    }

    /// Strings beside each other are one.
    fn joined_text(&mut self, introducer: Option<&'t str>) -> Answer<Expr<'t>> {
        let first = self.advance();
        let mut text = unquote(first, self.text);
        while self.is_text() {
            let more = self.text()?;
            text.to_mut().push_str(&more);
        }
        let national = first.kind == TokenKind::NationalText;
        if national {
            self.deprecate(3720, &[]);
        }
        Ok(self.spanned(first.start, ExprKind::Literal(Literal::Text { text, introducer, national })))
    }
}
