//! The whole content as sorted JSON lines, without journal and clock: two equal stores dump equal bytes.

use std::io::Write;

use serde_json::{Map, Value};

use super::Store;
use crate::error::{Error, Result};
use crate::journal::text_of;

impl Store {
    /// Writes the dump: a line a row, `{"table", "id", …fields}`, tables by name, rows by id; values strings, missing
    /// ones left out.
    ///
    /// # Errors
    /// [`Error::Db`], [`Error::Io`].
    pub fn dump(&self, out: &mut dyn Write) -> Result<()> {
        for table in self.capture().tables.iter() {
            let sql = ["SELECT * FROM \"", &table.name, "\" ORDER BY id"].concat();
            let mut statement = self.conn.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let mut line = Map::new();
                line.insert("table".to_owned(), Value::String(table.name.clone()));
                for (at, (column, _)) in table.columns.iter().enumerate() {
                    if let Some(text) = text_of(row.get_ref(at)?) {
                        line.insert(column.clone(), Value::String(text));
                    }
                }
                let written =
                    serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from).and_then(|()| out.write_all(b"\n"));
                written.map_err(|source| Error::Io { path: "dump".to_owned(), source })?;
            }
        }
        Ok(())
    }
}
