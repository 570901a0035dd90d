//! Lines of a CSV file as cells (RFC 4180; comma, semicolon or tab), of any size: what is too long is skipped, not kept.

use std::io::BufRead;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::encoding;
use super::source::{Raw, Source, too_long, unreadable};
use super::table::Columns;
use super::verdict::Fault;
use crate::{Error, Limits};

/// The cells of a line, or why they were skipped.
type Line = Result<Vec<Vec<u8>>, Fault>;

/// A file that begins with a header.
pub(super) struct Csv<R> {
    input: R,
    reader: Reader,
    limit: usize,
    read: u64,
    names: Vec<String>,
}

impl<R: BufRead> Csv<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// `input.read`; `input.column`; `input.encoding`, `limit.entry_bytes` for the header.
    pub(super) fn new(mut input: R, limits: &Limits) -> Result<(Self, Columns), Error> {
        let first = input.fill_buf().map_err(unreadable)?;
        let mark = usize::from(first.starts_with(b"\xef\xbb\xbf")).saturating_mul(3);
        let head = first.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let count = |wanted: u8| head.iter().filter(|byte| **byte == wanted).count();
        let delimiter = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|wanted| (count(*wanted), *wanted == b','))
            .unwrap_or(b',');
        input.consume(mark);
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        let mut csv = Self { input, reader, limit: limits.entry_bytes, read: 0, names: Vec::new() };
        let names = match csv.line()? {
            Some(Ok(cells)) => cells,
            Some(Err(fault)) => return Err(Error::limit(fault.code, "header", fault.message)),
            None => {
                return Err(Error::input(
                    "input.column",
                    "header",
                    "expected a line with the names of the columns",
                ));
            }
        };
        let names: Option<Vec<String>> =
            names.iter().map(|name| encoding::decode(name).map(|name| name.into_owned())).collect();
        let names =
            names.ok_or_else(|| Error::input("input.encoding", "header", encoding::fault().message))?;
        let columns = Columns::of(&names)?;
        csv.names = names;
        Ok((csv, columns))
    }

    /// The cells of the next line that is not blank, or why they were skipped.
    fn line(&mut self) -> Result<Option<Line>, Error> {
        let mut cells: Vec<Vec<u8>> = Vec::with_capacity(self.names.len());
        let mut cell = Vec::new();
        let (mut size, mut long) = (0_usize, None);
        let mut buffer = [0_u8; 8192];
        loop {
            let part = self.input.fill_buf().map_err(unreadable)?;
            let (result, used, put) = self.reader.read_field(part, &mut buffer);
            self.input.consume(used);
            self.read = self.read.saturating_add(u64::try_from(used).unwrap_or_default());
            size = size.saturating_add(put);
            if size > self.limit {
                long = long.or(Some(cells.len()));
                cells.clear();
                cell = Vec::new();
            }
            if long.is_none() {
                cell.extend_from_slice(buffer.get(..put).unwrap_or_default());
            }
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::End => return Ok(None),
                ReadFieldResult::Field { record_end } => {
                    if long.is_none() {
                        cells.push(std::mem::take(&mut cell));
                    }
                    if record_end {
                        return Ok(Some(match long {
                            Some(place) => {
                                Err(Fault { column: self.names.get(place).cloned(), ..too_long(self.limit) })
                            }
                            None => Ok(cells),
                        }));
                    }
                }
            }
        }
    }
}

impl<R: BufRead> Source for Csv<R> {
    fn next(&mut self) -> Result<Option<Raw>, Error> {
        Ok(self.line()?.map(|line| match line {
            Err(fault) => Raw::Fault(fault),
            Ok(cells) if cells.len() == self.names.len() => Raw::Cells(cells),
            Ok(cells) => Raw::Fault(Fault::new(
                "input.cells",
                format!("expected {} cells, as in the header, found {}", self.names.len(), cells.len()),
            )),
        }))
    }

    fn read(&self) -> u64 {
        self.read
    }
}
