//! Expressions: operators and their order. What stands between operators is read in the modules below.
//!
//! Source: MySQL manual, "Operator Precedence", "Expressions"; MariaDB manual, "Operator Precedence"; where each server
//! stops was measured.

mod call;
mod cast;
mod keywords;
mod literal;
mod operand;

use super::ast::{BinaryOperator, Expr, ExprKind, UnaryOperator};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::mysql::Feature;

/// How deep an expression may nest here; a chain of operators nests once for each.
const MAX_DEPTH: u32 = 80;

impl<'t> Parser<'t> {
    /// Any expression, up to the first token that does not belong to it.
    pub fn expression(&mut self) -> Answer<Expr<'t>> {
        self.nested(|parser| parser.logical(1))
    }

    /// An expression of the arithmetic and bit operators, without comparisons: what the grammars have for partition
    /// values.
    pub fn bit_expression(&mut self) -> Answer<Expr<'t>> {
        self.nested(|parser| parser.arithmetic(1))
    }

    /// An expression without operators, without parentheses around it and without COLLATE: MariaDB's default of a
    /// column.
    pub fn simple_expression(&mut self) -> Answer<Expr<'t>> {
        if self.is_symbol(b'(') {
            return self.syntax_error();
        }
        self.nested(Self::operand)
    }

    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Answer<T>) -> Answer<T> {
        self.deeper()?;
        let depth = self.depth;
        let read = read(self);
        self.depth = depth - 1;
        read
    }

    /// One level more; [`Parser::nested`] takes it back.
    fn deeper(&mut self) -> Answer<()> {
        if self.depth >= MAX_DEPTH {
            return Err(Stop::unknown("an expression nests too deeply"));
        }
        self.depth += 1;
        Ok(())
    }

    fn spanned(&self, at: u32, kind: ExprKind<'t>) -> Expr<'t> {
        Expr { kind, at, end: self.last_end() }
    }

    fn binary(&self, operator: BinaryOperator, left: Expr<'t>, right: Expr<'t>) -> Expr<'t> {
        let at = left.at;
        self.spanned(at, ExprKind::Binary { operator, left: Box::new(left), right: Box::new(right) })
    }

    /// OR, XOR and AND of at least the strength `least`.
    fn logical(&mut self, least: u8) -> Answer<Expr<'t>> {
        let depth = self.depth;
        let mut left = self.negation()?;
        while let Some((operator, strength)) = self.logical_operator().filter(|(_, strength)| *strength >= least) {
            self.deeper()?;
            match self.advance().kind {
                TokenKind::And => self.deprecate(1287, &["&&", "AND"]),
                TokenKind::Or => self.deprecate(1287, &["|| as a synonym for OR", "OR"]),
                _ => {}
            }
            let right = self.logical(strength + 1)?;
            left = self.binary(operator, left, right);
        }
        self.depth = depth;
        Ok(left)
    }

    fn logical_operator(&self) -> Option<(BinaryOperator, u8)> {
        match self.peek().kind {
            TokenKind::Or => Some((BinaryOperator::Or, 1)),
            TokenKind::And => Some((BinaryOperator::And, 3)),
            TokenKind::Word if self.is_word("OR") => Some((BinaryOperator::Or, 1)),
            TokenKind::Word if self.is_word("XOR") => Some((BinaryOperator::Xor, 2)),
            TokenKind::Word if self.is_word("AND") => Some((BinaryOperator::And, 3)),
            _ => None,
        }
    }

    fn negation(&mut self) -> Answer<Expr<'t>> {
        let at = self.offset();
        if !self.take_word("NOT") {
            return self.truth();
        }
        let operand = Box::new(self.nested(Self::negation)?);
        Ok(self.spanned(at, ExprKind::Unary { operator: UnaryOperator::Not, operand }))
    }

    /// Comparisons and IS.
    fn truth(&mut self) -> Answer<Expr<'t>> {
        let depth = self.depth;
        let mut left = self.predicate()?;
        loop {
            let at = left.at;
            if self.take_word("IS") {
                self.deeper()?;
                let negated = self.take_word("NOT");
                let operand = Box::new(left);
                if self.take_word("NULL") {
                    left = self.spanned(at, ExprKind::IsNull { operand, negated });
                    continue;
                }
                let Some(truth) = self.take_any_word(&["TRUE", "FALSE", "UNKNOWN"]) else { return self.syntax_error() };
                left = self.spanned(at, ExprKind::IsTruth { operand, negated, truth });
                // MySQL's grammar ends here, MariaDB's goes on.
                if !self.mariadb() {
                    break;
                }
                continue;
            }
            let Some(operator) = self.comparison_operator() else { break };
            let operator_at = self.offset();
            self.deeper()?;
            self.advance();
            let all_or_any = self.is_word("ALL") || (self.is_any_word(&["ANY", "SOME"]) && self.opens(1));
            let null_safe = operator == BinaryOperator::NullSafeEqual;
            let right = if all_or_any && !(null_safe && self.mariadb()) {
                self.advance();
                let query = self.parenthesized_query(false)?;
                if null_safe {
                    return self.syntax_error_at(operator_at);
                }
                query
            } else {
                self.predicate()?
            };
            left = self.binary(operator, left, right);
        }
        self.depth = depth;
        Ok(left)
    }

    fn comparison_operator(&self) -> Option<BinaryOperator> {
        Some(match self.peek().kind {
            TokenKind::Symbol(b'=') => BinaryOperator::Equal,
            TokenKind::NullSafeEqual => BinaryOperator::NullSafeEqual,
            TokenKind::NotEqual => BinaryOperator::NotEqual,
            TokenKind::Symbol(b'<') => BinaryOperator::Less,
            TokenKind::LessEqual => BinaryOperator::LessEqual,
            TokenKind::Symbol(b'>') => BinaryOperator::Greater,
            TokenKind::GreaterEqual => BinaryOperator::GreaterEqual,
            _ => return None,
        })
    }

    /// IN, BETWEEN, LIKE, REGEXP, SOUNDS LIKE, MEMBER OF: MySQL's grammar has one of them at most, MariaDB's a chain.
    fn predicate(&mut self) -> Answer<Expr<'t>> {
        let depth = self.depth;
        let mut left = self.arithmetic(1)?;
        loop {
            let before = self.mark();
            left = self.predicate_behind(left)?;
            if self.mark() == before || !self.mariadb() {
                break;
            }
            self.deeper()?;
        }
        self.depth = depth;
        Ok(left)
    }

    fn predicate_behind(&mut self, operand: Expr<'t>) -> Answer<Expr<'t>> {
        const BEGINS: &[&str] = &["NOT", "IN", "BETWEEN", "LIKE", "REGEXP", "RLIKE", "SOUNDS", "MEMBER"];
        if self.is_any_word(BEGINS) { self.predicate_of(operand) } else { Ok(operand) }
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn predicate_of(&mut self, operand: Expr<'t>) -> Answer<Expr<'t>> {
        let at = operand.at;
        let negated = self.take_word("NOT");
        let operand = Box::new(operand);
        let kind = if self.take_word("IN") {
            let list = match self.query_ahead() {
                true => vec![self.parenthesized_query(false)?],
                false => self.list(Self::expression)?,
            };
            ExprKind::In { operand, list, negated }
        } else if self.take_word("BETWEEN") {
            let low = Box::new(if self.mariadb() { self.nested(Self::predicate)? } else { self.arithmetic(1)? });
            self.expect_word("AND")?;
            let high = Box::new(self.nested(Self::predicate)?);
            ExprKind::Between { operand, low, high, negated }
        } else if self.take_word("LIKE") {
            let pattern = Box::new(self.pattern()?);
            let escape = if self.take_word("ESCAPE") { Some(Box::new(self.pattern()?)) } else { None };
            ExprKind::Like { operand, pattern, escape, negated }
        } else if self.take_any_word(&["REGEXP", "RLIKE"]).is_some() {
            ExprKind::Regexp { operand, pattern: Box::new(self.arithmetic(1)?), negated }
        } else if negated {
            return self.syntax_error();
        } else if self.take_word("SOUNDS") {
            self.expect_word("LIKE")?;
            let right = Box::new(self.arithmetic(1)?);
            ExprKind::Binary { operator: BinaryOperator::SoundsLike, left: operand, right }
        } else if self.has_new_expressions() && self.take_word("MEMBER") {
            self.take_word("OF");
            self.expect_symbol(b'(')?;
            let array = Box::new(self.nested(Self::collated)?);
            self.expect_symbol(b')')?;
            ExprKind::MemberOf { operand, array }
        } else {
            return Ok(*operand);
        };
        Ok(self.spanned(at, kind))
    }

    /// What stands behind LIKE and ESCAPE.
    fn pattern(&mut self) -> Answer<Expr<'t>> {
        if self.mariadb() { self.arithmetic(1) } else { self.collated() }
    }

    pub(super) fn has_new_expressions(&self) -> bool {
        self.server.has(Feature::NewExpressions)
    }

    /// MySQL's warning of something old, which it has since 8.0.
    pub(super) fn deprecate(&mut self, errno: u16, parts: &[&str]) {
        if self.server.has(Feature::Deprecations) {
            self.warn(errno, parts);
        }
    }

    /// The operators from `|` (1) to `^` (6) of at least the strength `least`, all from left to right.
    fn arithmetic(&mut self, least: u8) -> Answer<Expr<'t>> {
        let depth = self.depth;
        let mut left = self.collated()?;
        while let Some((operator, strength)) = self.arithmetic_operator().filter(|(_, strength)| *strength >= least) {
            self.deeper()?;
            self.advance();
            let additive = matches!(operator, BinaryOperator::Add | BinaryOperator::Subtract);
            let right = if additive && self.is_word("INTERVAL") && !self.interval_function() {
                self.interval()?
            } else {
                self.arithmetic(strength + 1)?
            };
            left = self.binary(operator, left, right);
        }
        self.depth = depth;
        Ok(left)
    }

    fn arithmetic_operator(&self) -> Option<(BinaryOperator, u8)> {
        Some(match self.peek().kind {
            TokenKind::Symbol(b'|') => (BinaryOperator::BitOr, 1),
            TokenKind::Symbol(b'&') => (BinaryOperator::BitAnd, 2),
            TokenKind::ShiftLeft => (BinaryOperator::ShiftLeft, 3),
            TokenKind::ShiftRight => (BinaryOperator::ShiftRight, 3),
            TokenKind::Symbol(b'+') => (BinaryOperator::Add, 4),
            TokenKind::Symbol(b'-') => (BinaryOperator::Subtract, 4),
            TokenKind::Symbol(b'*') => (BinaryOperator::Multiply, 5),
            TokenKind::Symbol(b'/') => (BinaryOperator::Divide, 5),
            TokenKind::Symbol(b'%') => (BinaryOperator::Modulo, 5),
            TokenKind::Word if self.is_word("DIV") => (BinaryOperator::IntegerDivide, 5),
            TokenKind::Word if self.is_word("MOD") => (BinaryOperator::Modulo, 5),
            TokenKind::Symbol(b'^') => (BinaryOperator::BitXor, 6),
            _ => return None,
        })
    }

    /// Signs, `~`, `!` and BINARY before an operand, COLLATE behind it. COLLATE is the stronger one.
    pub(super) fn collated(&mut self) -> Answer<Expr<'t>> {
        let at = self.offset();
        let operator = match self.peek().kind {
            TokenKind::Symbol(b'-') => Some(UnaryOperator::Minus),
            TokenKind::Symbol(b'+') => Some(UnaryOperator::Plus),
            TokenKind::Symbol(b'~') => Some(UnaryOperator::Invert),
            TokenKind::Symbol(b'!') => Some(UnaryOperator::Bang),
            TokenKind::Word if self.is_word("BINARY") => Some(UnaryOperator::Binary),
            _ => None,
        };
        if let Some(operator) = operator {
            self.advance();
            if operator == UnaryOperator::Bang {
                self.deprecate(1287, &["!", "NOT"]);
            }
            let operand = Box::new(self.nested(Self::collated)?);
            if operator == UnaryOperator::Binary {
                self.deprecate(1287, &["BINARY expr", "CAST"]);
            }
            return Ok(self.spanned(at, ExprKind::Unary { operator, operand }));
        }
        let depth = self.depth;
        let mut operand = self.operand()?;
        while self.take_word("COLLATE") {
            self.deeper()?;
            // Here the grammars have no COLLATE binary, and MySQL does not warn of the collations of utf8mb3.
            let warnings = self.warnings.len();
            let collation = if self.is_word("BINARY") { self.syntax_error()? } else { self.collation_name()? };
            self.warnings.truncate(warnings);
            operand = self.spanned(at, ExprKind::Collate { operand: Box::new(operand), collation });
        }
        self.depth = depth;
        Ok(operand)
    }
}
