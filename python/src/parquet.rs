//! The rows of a Parquet file as record batches. The crate `parquet` reads the file by itself, where the other way would ask
//! every office for pyarrow, a package of forty megabytes.

use std::collections::HashSet;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Schema};
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::basic::Encoding;
use parquet::file::metadata::ColumnChunkMetaData;
use ywtb::audit::Fault;

/// Rows that are read at a time.
const BATCH: usize = 1024;

/// A file that could be opened: its end is whole.
pub(crate) struct Table {
    file: File,
    metadata: ArrowReaderMetadata,
}

impl Table {
    /// Reads the file's end, in which everything else is described. `None` when it is cut off or damaged.
    pub(crate) fn open(file: File) -> Option<Self> {
        // Columns are what Parquet says of them, whatever its writer had in memory.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = catch_unwind(AssertUnwindSafe(|| ArrowReaderMetadata::load(&file, options)));
        Some(Self { metadata: metadata.ok()?.ok()?, file })
    }

    /// Its columns.
    pub(crate) fn schema(&self) -> &Schema {
        self.metadata.schema()
    }

    /// How many rows it says to hold.
    pub(crate) fn rows(&self) -> u64 {
        u64::try_from(self.metadata.metadata().file_metadata().num_rows()).unwrap_or_default()
    }

    /// Its rows in their order, some at a time. A group of rows that is damaged is a fault where it breaks, and the next group
    /// is read.
    pub(crate) fn batches(&self) -> impl FnMut() -> Option<Result<RecordBatch, Fault>> {
        let groups = self.metadata.metadata().num_row_groups();
        let mut group = 0;
        let mut rows: Option<ParquetRecordBatchReader> = None;
        move || {
            loop {
                if rows.is_none() {
                    if group >= groups {
                        return None;
                    }
                    let opened = catch_unwind(AssertUnwindSafe(|| self.group(group)));
                    group = group.saturating_add(1);
                    match opened {
                        Ok(Some(opened)) => rows = Some(opened),
                        _ => return Some(Err(damaged(group))),
                    }
                }
                let reader = rows.as_mut()?;
                match catch_unwind(AssertUnwindSafe(|| reader.next())) {
                    Ok(Some(Ok(batch))) => return Some(Ok(batch)),
                    Ok(None) => rows = None,
                    _ => {
                        rows = None;
                        return Some(Err(damaged(group)));
                    }
                }
            }
        }
    }

    fn group(&self, number: usize) -> Option<ParquetRecordBatchReader> {
        let file = self.file.try_clone().ok()?;
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.described(number)?);
        reader.with_row_groups(vec![number]).with_batch_size(BATCH).build().ok()
    }

    /// The columns of a group as it holds them: where all pages of a column of texts name texts of a dictionary, so do the
    /// batches, and a text that stands in many rows is read once.
    fn described(&self, group: usize) -> Option<ArrowReaderMetadata> {
        let metadata = self.metadata.metadata();
        let repeats = |chunk: &&ColumnChunkMetaData| {
            chunk.page_encoding_stats_mask().is_some_and(|pages| {
                pages.is_only(Encoding::RLE_DICTIONARY) || pages.is_only(Encoding::PLAIN_DICTIONARY)
            })
        };
        let chunks = metadata.row_groups().get(group)?.columns().iter().filter(repeats);
        let repeated: HashSet<&[String]> = chunks.map(|chunk| chunk.column_path().parts()).collect();
        let text = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
        let fields = self.schema().fields().iter().map(|field| match field.data_type() {
            DataType::Utf8 if repeated.contains([field.name().clone()].as_slice()) => {
                Arc::new(field.as_ref().clone().with_data_type(text.clone()))
            }
            _ => field.clone(),
        });
        let schema = Schema::new(fields.collect::<Vec<_>>());
        let options = ArrowReaderOptions::new().with_schema(Arc::new(schema));
        ArrowReaderMetadata::try_new(metadata.clone(), options).ok()
    }
}

fn damaged(group: usize) -> Fault {
    Fault::new("input.parquet", format!("the group of rows {group} is damaged from here on"))
}
