//! From a parsed JSON text to a type: serde's data model over nodes that know their places.
//!
//! Why not a parser's own: those take a struct as a list too, and every number as every type, and each such way is
//! compiled once for each type. This one knows what a project file has, says where a mistake is, and is half the size.

use std::fmt;

use jsonc_parser::ast::Value as Node;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeSeed, EnumAccess, IntoDeserializer, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::{described, span};
use crate::text::{Span, real};

/// What does not fit, and where; the place is that of the innermost value that was looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit {
    pub span: Option<Span>,
    pub message: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Misfit { span: None, message: message.to_string() }
    }
}

#[derive(Clone, Copy)]
pub(super) struct FromNode<'de>(pub &'de Node<'de>);

impl<'de> IntoDeserializer<'de, Misfit> for FromNode<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl FromNode<'_> {
    fn expected(self, what: &str) -> Misfit {
        let message = format!("{what} is expected here, but {} stands", described(self.0));
        Misfit { span: Some(span(self.0)), message }
    }

    /// Gives an error that knows no place this node's.
    fn here<T>(self, result: Result<T, Misfit>) -> Result<T, Misfit> {
        result.map_err(|error| Misfit { span: error.span.or(Some(span(self.0))), ..error })
    }
}

impl<'de> de::Deserializer<'de> for FromNode<'de> {
    type Error = Misfit;

    /// For values whose type the reader does not know: kept attributes of registrations.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Node::StringLit(_) => self.deserialize_str(visitor),
            Node::NumberLit(number) => {
                if let Ok(whole) = number.value.parse::<u64>() {
                    visitor.visit_u64(whole)
                } else if let Ok(whole) = number.value.parse::<i64>() {
                    visitor.visit_i64(whole)
                } else {
                    self.deserialize_f64(visitor)
                }
            }
            Node::BooleanLit(_) => self.deserialize_bool(visitor),
            Node::NullKeyword(_) => visitor.visit_unit(),
            Node::Array(_) => self.deserialize_seq(visitor),
            Node::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Node::BooleanLit(boolean) = self.0 else { return Err(self.expected("true or false")) };
        self.here(visitor.visit_bool(boolean.value))
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Node::NumberLit(number) = self.0 else { return Err(self.expected("a number")) };
        let whole = number.value.parse().map_err(|_| self.expected("a whole number that is not negative"))?;
        self.here(visitor.visit_u64(whole))
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Node::NumberLit(number) = self.0 else { return Err(self.expected("a number")) };
        let number = real::read(number.value).ok_or_else(|| self.expected("a number"))?;
        self.here(visitor.visit_f64(number))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Node::StringLit(text) = self.0 else { return Err(self.expected("a text")) };
        self.here(visitor.visit_str(&text.value))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Node::NullKeyword(_) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Node::Array(array) = self.0 else { return Err(self.expected("a list")) };
        self.here(visitor.visit_seq(SeqDeserializer::new(array.elements.iter().map(FromNode))))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Node::Object(object) = self.0 else { return Err(self.expected("an object")) };
        let entries = object.properties.iter().map(|property| (property.name.as_str(), FromNode(&property.value)));
        self.here(visitor.visit_map(MapDeserializer::new(entries)))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.here(visitor.visit_enum(self))
    }

    /// A value that this version does not know: read past.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i8 i16 i32 i64 u8 u16 f32 char bytes byte_buf unit unit_struct tuple_struct }
}

/// A choice is its name, `"regular"`, or its name with what belongs to it, `{"director": {...}}`.
impl<'de> EnumAccess<'de> for FromNode<'de> {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Misfit> {
        match self.0 {
            Node::StringLit(_) => Ok((seed.deserialize(self)?, self)),
            Node::Object(object) => {
                let [property] = object.properties.as_slice() else { return Err(self.expected("one choice")) };
                let name: de::value::StrDeserializer<Misfit> = property.name.as_str().into_deserializer();
                Ok((seed.deserialize(name)?, FromNode(&property.value)))
            }
            _ => Err(self.expected("a choice")),
        }
    }
}

impl<'de> VariantAccess<'de> for FromNode<'de> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Misfit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        de::Deserializer::deserialize_seq(self, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Misfit> {
        de::Deserializer::deserialize_map(self, visitor)
    }
}
