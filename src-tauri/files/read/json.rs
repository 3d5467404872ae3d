//! JSON: an array of objects, each a row; the keys, in the order of their first appearance, are the header.

use std::collections::HashMap;
use std::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::limits::Limit;
use super::{Cell, Error, Options, Sink, encoding};

/// Pushes the header as row 1 and each object as a row into `sink`.
pub(super) fn read(bytes: &[u8], options: &Options, sink: &mut dyn Sink) -> Result<(), Error> {
    let (text, encoding) = encoding::decode(bytes, options.encoding)?;
    sink.encoding(encoding);
    sink.sheet("")?;
    let mut table = Table::default();
    let mut reader = serde_json::Deserializer::from_str(&text);
    let read = Rows(&mut table).deserialize(&mut reader).and_then(|()| reader.end());
    if table.wide {
        return Err(Error::too_much(Limit::Columns));
    }
    read.map_err(|error| Error::Damaged(error.to_string()))?;
    sink.row(1, table.keys.iter().map(|key| Cell::text(key)).collect())?;
    for (i, mut row) in table.rows.into_iter().enumerate() {
        row.resize(row.len().max(1), Cell::Empty);
        sink.row(u32::try_from(i + 2).unwrap_or(u32::MAX), row)?;
    }
    Ok(())
}

#[derive(Default)]
struct Table {
    keys: Vec<String>,
    places: HashMap<String, usize>,
    rows: Vec<Vec<Cell>>,
    wide: bool,
}

struct Rows<'a>(&'a mut Table);

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = ();
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
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
                table.wide = true;
                return Err(de::Error::custom("too wide"));
            }
            if row.len() <= place {
                row.resize(place + 1, Cell::Empty);
            }
            row[place] = value;
        }
        table.rows.push(row);
        Ok(())
    }
}

struct Scalar(Cell);

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
        Ok(Scalar(Cell::text(text)))
    }
    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(Cell::Empty))
    }
    fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar(Cell::Bool(value)))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar(Cell::Number(value.to_string().into())))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar(Cell::Number(value.to_string().into())))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar(Cell::Number(value.to_string().into())))
    }
}
