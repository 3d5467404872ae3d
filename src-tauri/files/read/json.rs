//! JSON: an array of objects, each a row; the keys, in the order of their first appearance, are the header.
//! An object around the array, as interfaces answer, is looked through.

use std::collections::HashMap;
use std::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::limits::{Limit, count};
use super::{Cell, Error, Sink};

/// Pushes the header as row 1 and each object as a row into `sink`.
pub(super) fn read(text: &str, sink: &mut dyn Sink) -> Result<(), Error> {
    sink.sheet("")?;
    let mut table = Table::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Rows(&mut table).deserialize(&mut reader).and_then(|()| reader.end());
    if let Some(limit) = table.passed {
        return Err(Error::too_much(limit));
    }
    read.map_err(|error| Error::Damaged(error.to_string()))?;
    sink.row(1)?;
    for (column, key) in (0..).zip(&table.keys) {
        sink.cell(column, Cell::text(key))?;
    }
    for (number, row) in (2..).zip(table.rows) {
        sink.row(number)?;
        for (column, value) in (0..).zip(&row) {
            sink.cell(column, value.cell())?;
        }
    }
    Ok(())
}

/// A value, owned until all keys are known.
enum Value {
    Empty,
    Text(Box<str>),
    Number(Box<str>),
    Bool(bool),
}

impl Value {
    fn cell(&self) -> Cell<'_> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::text(text),
            Self::Number(text) => Cell::Number(text),
            Self::Bool(truth) => Cell::Bool(*truth),
        }
    }
}

#[derive(Default)]
struct Table {
    keys: Vec<String>,
    places: HashMap<String, usize>,
    rows: Vec<Vec<Value>>,
    cells: u64,
    passed: Option<Limit>,
}

struct Rows<'a>(&'a mut Table);

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = ();
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Object(self.0))?.is_some() {}
        Ok(())
    }
    /// `{"data": [ … ], "total": 3}`: the one array of objects is the table.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key::<de::IgnoredAny>()?.is_some() {
            map.next_value_seed(Around(&mut *self.0))?;
        }
        if self.0.rows.is_empty() { Err(de::Error::custom("no array of objects")) } else { Ok(()) }
    }
}

/// A value beside or around the table.
struct Around<'a>(&'a mut Table);

impl<'de> DeserializeSeed<'de> for Around<'_> {
    type Value = ();
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Around<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects, or a value beside it")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        if self.0.rows.is_empty() { Rows(self.0).visit_seq(seq) } else { Err(de::Error::custom("two arrays")) }
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key::<de::IgnoredAny>()?.is_some() {
            map.next_value_seed(Around(&mut *self.0))?;
        }
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
}

struct Object<'a>(&'a mut Table);

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let table = self.0;
        let mut row = Vec::with_capacity(table.keys.len());
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value::<Scalar>()?.0;
            let place = table.places.get(&key).copied().unwrap_or_else(|| {
                table.keys.push(key.clone());
                table.places.insert(key, table.keys.len() - 1);
                table.keys.len() - 1
            });
            if place as u64 >= Limit::Columns.most() {
                table.passed = Some(Limit::Columns);
                return Err(de::Error::custom("too wide"));
            }
            let more = (place + 1).saturating_sub(row.len()) as u64;
            if count(&mut table.cells, more, Limit::Cells).is_err() {
                table.passed = Some(Limit::Cells);
                return Err(de::Error::custom("too many"));
            }
            while row.len() <= place {
                row.push(Value::Empty);
            }
            row[place] = value;
        }
        table.rows.push(row);
        Ok(())
    }
}

struct Scalar(Value);

impl<'de> de::Deserialize<'de> for Scalar {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl Visitor<'_> for ScalarVisitor {
    type Value = Scalar;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true, false or null")
    }
    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar(Value::Text(text.into())))
    }
    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(Value::Empty))
    }
    fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar(Value::Bool(value)))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar(Value::Number(value.to_string().into())))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar(Value::Number(value.to_string().into())))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar(Value::Number(value.to_string().into())))
    }
}
