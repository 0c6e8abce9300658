//! What every command prints with.

use std::io::{self, Write};

use comfy_table::{presets, CellAlignment, Table};

pub(crate) use comfy_table::CellAlignment::{Left, Right};

/// Bytes on standard output, whoever reads them.
pub(crate) fn say(bytes: &[u8]) {
    // A reader that went away has seen what it wanted.
    let _ = io::stdout().lock().write_all(bytes);
}

/// Rows as wide as their longest cells, without lines; figures are aligned to the right.
pub(crate) fn table<const N: usize>(
    columns: [CellAlignment; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).add_rows(rows);
    for (column, alignment) in table.column_iter_mut().zip(columns) {
        column.set_padding((2, 0)).set_cell_alignment(alignment);
    }

    table.trim_fmt() + "\n"
}
