//! Spreadsheets as other programs write them, for tests that read them: the same grid as .xlsx, .xls and .ods.

pub mod compound;
pub mod ods;
pub mod xls;
pub mod xlsx;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A date, in days since 1899-12-30.
    Date(u32),
}

impl Cell {
    /// Text, and nothing for none.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// Its rows, from the first on.
    pub rows: Vec<Vec<Cell>>,
    /// Merged cells: first and last row, first and last column, from 0.
    pub merges: Vec<(u32, u32, u32, u32)>,
}

impl Grid {
    /// The cells that hold something, under their row and column, in order.
    pub fn cells(&self) -> impl Iterator<Item = (u32, u32, &Cell)> {
        (0..)
            .zip(&self.rows)
            .flat_map(|(row, cells)| (0..).zip(cells).map(move |(column, cell)| (row, column, cell)))
            .filter(|(_, _, cell)| **cell != Cell::Empty)
    }
}
