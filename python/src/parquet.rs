//! The rows of a Parquet file as record batches. The crate `parquet` reads the file by itself, where the other way would ask
//! every office for pyarrow, a package of forty megabytes.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
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
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        reader.with_row_groups(vec![number]).with_batch_size(BATCH).build().ok()
    }
}

fn damaged(group: usize) -> Fault {
    Fault::new("input.parquet", format!("the group of rows {group} is damaged from here on"))
}
