//! Identifiers and their check digits, a column at a time.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, RecordBatch};
use arrow_schema::{DataType, Field};

use super::columns::{Texts, column};
use super::words::{Words, words_type};
use super::{Ask, wrong};
use crate::{Error, ident};

/// Checks the texts of a column as identifiers of a scheme. The answers: `<column>_valid`, and `<column>_code`, which is
/// `ok` or the first rule broken; both null where the cell is.
pub struct Identifiers {
    column: String,
    scheme: String,
}

impl Identifiers {
    /// Checks of `column` by `scheme`, such as `uscc`.
    ///
    /// # Errors
    /// `input.scheme`.
    pub fn new(column: &str, scheme: &str) -> Result<Self, Error> {
        ident::check(scheme, "")?;
        Ok(Self { column: column.to_owned(), scheme: scheme.to_owned() })
    }
}

impl Ask for Identifiers {
    fn columns(&self) -> Vec<Field> {
        vec![
            Field::new(format!("{}_valid", self.column), DataType::Boolean, true),
            Field::new(format!("{}_code", self.column), words_type(), true),
        ]
    }

    fn answer(&self, rows: &RecordBatch, _: u64) -> Result<Vec<ArrayRef>, Error> {
        let texts = column(rows, &self.column, "expected a column of texts", Texts::of)?
            .ok_or_else(|| wrong(&self.column, "the column is missing"))?;
        let mut valid = Vec::with_capacity(rows.num_rows());
        let mut codes = Words::with_capacity(rows.num_rows());
        for row in 0..rows.num_rows() {
            let checked = texts.get(row).map(|text| ident::check(&self.scheme, text)).transpose()?;
            valid.push(checked.as_ref().map(|checked| checked.valid));
            codes.push(checked.map(|checked| checked.code));
        }
        Ok(vec![Arc::new(BooleanArray::from(valid)), codes.finish(|code| (*code).to_owned())?])
    }
}
