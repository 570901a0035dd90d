//! Columns of answers: words from short lists, each kept once, and lists of them.

use std::sync::Arc;

use arrow_array::types::Int16Type;
use arrow_array::{Array, ArrayRef, DictionaryArray, Int16Array, ListArray, StringArray};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field};

use crate::Error;

/// A column of words out of a short list.
pub(super) struct Words<T> {
    words: Vec<T>,
    keys: Vec<i16>,
    /// Whether each row has a word; made once one has none.
    valid: Option<Vec<bool>>,
    last: usize,
}

impl<T: Copy + PartialEq> Words<T> {
    pub(super) fn with_capacity(rows: usize) -> Self {
        Self { words: Vec::new(), keys: Vec::with_capacity(rows), valid: None, last: 0 }
    }

    pub(super) fn push(&mut self, word: Option<T>) {
        let place = word.and_then(|word| self.place(word));
        if place.is_none() && self.valid.is_none() {
            self.valid = Some(vec![true; self.keys.len()]);
        }
        if let Some(valid) = &mut self.valid {
            valid.push(place.is_some());
        }
        self.keys.push(place.unwrap_or(0));
    }

    /// The place of a word, which is often that of the row before; `None` where there are too many.
    fn place(&mut self, word: T) -> Option<i16> {
        if self.words.get(self.last) != Some(&word) {
            self.last = match self.words.iter().position(|known| *known == word) {
                Some(place) => place,
                None => {
                    self.words.push(word);
                    self.words.len().saturating_sub(1)
                }
            };
        }
        i16::try_from(self.last).ok()
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The column, its words written by `text`.
    pub(super) fn finish(self, text: impl Fn(&T) -> String) -> Result<ArrayRef, Error> {
        let values = StringArray::from_iter_values(self.words.iter().map(text));
        let keys = Int16Array::new(self.keys.into(), self.valid.map(NullBuffer::from));
        let column = DictionaryArray::<Int16Type>::try_new(keys, Arc::new(values));
        column.map(|column| Arc::new(column) as ArrayRef).map_err(|_| unmade())
    }
}

/// The type of a column of words.
pub(super) fn words_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8))
}

/// The type of a column of lists.
pub(super) fn list_type(of: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(of, true)))
}

/// The ends of the lists of a column.
#[derive(Clone)]
pub(super) struct Ends(Vec<i32>);

impl Ends {
    pub(super) fn with_capacity(rows: usize) -> Self {
        let mut ends = Vec::with_capacity(rows.saturating_add(1));
        ends.push(0);
        Self(ends)
    }

    /// Ends the list of a row after so many values of all.
    pub(super) fn push(&mut self, values: usize) -> Result<(), Error> {
        self.0.push(i32::try_from(values).map_err(|_| unmade())?);
        Ok(())
    }

    pub(super) fn finish(self, values: ArrayRef, nulls: Option<NullBuffer>) -> Result<ArrayRef, Error> {
        let field = Arc::new(Field::new_list_field(values.data_type().clone(), true));
        let ends = OffsetBuffer::new(ScalarBuffer::from(self.0));
        let list = ListArray::try_new(field, ends, values, nulls);
        list.map(|list| Arc::new(list) as ArrayRef).map_err(|_| unmade())
    }
}

fn unmade() -> Error {
    Error::internal("a column of answers could not be made")
}
