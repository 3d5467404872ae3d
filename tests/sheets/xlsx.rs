//! .xlsx, by a library for it.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::{Cell, Grid};

/// The file that holds this grid.
///
/// # Panics
/// For what no sheet can hold: merged cells that overlap, texts beyond 32,767 characters.
#[must_use]
pub fn write(grid: &Grid) -> Vec<u8> {
    try_write(grid).expect("a grid that a sheet can hold")
}

fn try_write(grid: &Grid) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (plain, day) = (Format::new(), Format::new().set_num_format("yyyy-mm-dd"));
    let sheet = book.add_worksheet();
    if !grid.name.is_empty() {
        sheet.set_name(&grid.name)?;
    }
    for (top, bottom, left, right) in &grid.merges {
        sheet.merge_range(*top, column(*left), *bottom, column(*right), "", &plain)?;
    }
    for (row, at, cell) in grid.cells() {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => drop(sheet.write_string(row, column(at), text)?),
            Cell::Number(number) => drop(sheet.write_number(row, column(at), *number)?),
            Cell::Date(serial) => drop(sheet.write_number_with_format(row, column(at), f64::from(*serial), &day)?),
        }
    }
    book.save_to_buffer()
}

fn column(at: u32) -> u16 {
    u16::try_from(at).expect("a near column")
}
