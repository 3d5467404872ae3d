//! The form of the pack's files: UTF-8 without BOM, LF, a field quoted only where it must be.

/// A sheet as it is built up.
pub struct Sheet {
    columns: usize,
    text: String,
}

impl Sheet {
    /// A sheet with its header row.
    pub fn new(header: &[&str]) -> Self {
        let mut sheet = Self { columns: header.len(), text: String::new() };
        sheet.row(header);
        sheet
    }

    /// Adds a row of exactly the header's width.
    pub fn row<T: AsRef<str>>(&mut self, fields: &[T]) {
        assert_eq!(fields.len(), self.columns, "a row of another width than its header");
        for (at, field) in fields.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            let field = field.as_ref();
            if field.contains(['"', ',', '\n']) {
                self.text.push('"');
                self.text.push_str(&field.replace('"', "\"\""));
                self.text.push('"');
            } else {
                self.text.push_str(field);
            }
        }
        self.text.push('\n');
    }

    /// The file's text.
    pub fn into_text(self) -> String {
        self.text
    }
}

/// Splits such a file again, header included; the tests read back what was written.
#[cfg(test)]
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            other => field.push(other),
        }
    }
    rows
}
