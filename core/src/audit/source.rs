//! Records out of bytes: JSON lines, or the elements of a JSON array. A record that is too long, or no JSON, is a row with
//! a fault, and the next one is read.

use std::collections::VecDeque;
use std::io::BufRead;

use serde_json::Value;

use super::encoding;
use super::scan::{Scan, Step};
use super::verdict::Fault;
use crate::{Error, Limits, json};

/// A row as it was read.
pub(super) enum Raw {
    /// The text of a record, in JSON.
    Json(Vec<u8>),
    /// The cells of a line of a table.
    Cells(Vec<Vec<u8>>),
    /// The cells of a row of a columnar file.
    Values(Vec<Value>),
    /// What could not be read at all.
    Fault(Fault),
}

/// What gives rows, one after the other.
pub(super) trait Source {
    /// The next row; none at the end.
    ///
    /// # Errors
    /// What ends the reading.
    fn next(&mut self) -> Result<Option<Raw>, Error>;

    /// Bytes that were read so far.
    fn read(&self) -> u64;
}

pub(super) fn unreadable<E>(_: E) -> Error {
    Error::input("input.read", "", "the input could not be read")
}

pub(super) fn too_long(limit: usize) -> Fault {
    Fault::new("limit.entry_bytes", format!("expected at most {limit} bytes a record"))
}

/// The record of a row in JSON: UTF-8, else GB 18030.
pub(super) fn parse(text: &[u8], limits: &Limits) -> Result<Value, Fault> {
    let text = encoding::decode(text).ok_or_else(encoding::fault)?;
    json::parse(text.as_bytes(), limits).map_err(|error| Fault::from(&error))
}

/// Rows of a columnar file, as the host reads them.
pub(super) struct Hosted<F> {
    pub(super) next: F,
    pub(super) read: u64,
}

impl<F: FnMut() -> Option<Result<Vec<Value>, Fault>>> Source for Hosted<F> {
    fn next(&mut self) -> Result<Option<Raw>, Error> {
        self.read = self.read.saturating_add(1);
        Ok((self.next)().map(|row| row.map_or_else(Raw::Fault, Raw::Values)))
    }

    fn read(&self) -> u64 {
        self.read
    }
}

/// JSON lines; blank lines are none.
pub(super) struct Lines<R> {
    input: R,
    limit: usize,
    read: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R, limits: &Limits) -> Self {
        Self { input, limit: limits.entry_bytes, read: 0 }
    }
}

impl<R: BufRead> Source for Lines<R> {
    fn next(&mut self) -> Result<Option<Raw>, Error> {
        loop {
            let mut line = Vec::new();
            let mut long = false;
            let ended = loop {
                let part = self.input.fill_buf().map_err(unreadable)?;
                if part.is_empty() {
                    break true;
                }
                let end = part.iter().position(|byte| *byte == b'\n');
                let used = end.map_or(part.len(), |end| end.saturating_add(1));
                if line.len().saturating_add(used) > self.limit {
                    long = true;
                    line = Vec::new();
                } else if !long {
                    line.extend_from_slice(part.get(..used).unwrap_or_default());
                }
                self.input.consume(used);
                self.read = self.read.saturating_add(u64::try_from(used).unwrap_or_default());
                if end.is_some() {
                    break false;
                }
            };
            if long {
                return Ok(Some(Raw::Fault(too_long(self.limit))));
            }
            let text = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line).trim_ascii();
            if !text.is_empty() {
                return Ok(Some(Raw::Json(text.to_vec())));
            }
            if ended {
                return Ok(None);
            }
        }
    }

    fn read(&self) -> u64 {
        self.read
    }
}

/// The elements of an array: the text's own, or that of its field `entries`; else the one object that the text is.
pub(super) struct Elements<R> {
    input: R,
    limit: usize,
    read: u64,
    /// Bytes that were read and are to be read once more.
    again: VecDeque<u8>,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    InArray,
    End,
}

impl<R: BufRead> Elements<R> {
    pub(super) fn new(input: R, limits: &Limits) -> Self {
        Self { input, limit: limits.entry_bytes, read: 0, again: VecDeque::new(), place: Place::Start }
    }

    fn peek(&mut self) -> Result<Option<u8>, Error> {
        if let Some(byte) = self.again.front() {
            return Ok(Some(*byte));
        }
        Ok(self.input.fill_buf().map_err(unreadable)?.first().copied())
    }

    fn step(&mut self) {
        if self.again.pop_front().is_none() {
            self.input.consume(1);
            self.read = self.read.saturating_add(1);
        }
    }

    /// The next byte that is neither white space nor one of `also`; it is left where it is.
    fn skip(&mut self, also: &[u8]) -> Result<Option<u8>, Error> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() && !also.contains(&byte) {
                return Ok(Some(byte));
            }
            self.step();
        }
        Ok(None)
    }

    /// Reads one value. `None` when it is longer than the limit; the flag says whether it was whole.
    fn value(&mut self) -> Result<(Option<Vec<u8>>, bool), Error> {
        let mut text = Some(Vec::new());
        // No byte is read a third time.
        let mut scan = if self.again.is_empty() { Scan::utf8() } else { Scan::gb18030() };
        while let Some(byte) = self.peek()? {
            let step = scan.step(byte);
            match (step, text.as_mut()) {
                (Step::Past, _) => return Ok((text, true)),
                // Since a backslash may have been none, it is read again from its beginning.
                (Step::NotUtf8, Some(kept)) => {
                    self.again = std::mem::take(kept).into_iter().chain(self.again.drain(..)).collect();
                    scan = Scan::gb18030();
                    continue;
                }
                (Step::NotUtf8, None) => {
                    scan = scan.in_gb18030();
                    continue;
                }
                (Step::On | Step::Last, Some(kept)) if kept.len() < self.limit => kept.push(byte),
                (Step::On | Step::Last, _) => text = None,
            }
            self.step();
            if step == Step::Last {
                return Ok((text, true));
            }
        }
        Ok((text, scan.is_whole()))
    }

    /// Finds the array, or takes the text's one object for a record.
    fn begin(&mut self) -> Result<Option<Raw>, Error> {
        match self.skip(b"\xef\xbb\xbf")? {
            None => self.place = Place::End,
            Some(b'[') => {
                self.step();
                self.place = Place::InArray;
            }
            Some(b'{') => return self.object(),
            Some(_) => {
                self.place = Place::End;
                return Ok(Some(Raw::Fault(Fault::new("input.json", "expected an array or an object"))));
            }
        }
        Ok(None)
    }

    /// The fields of the outer object up to `entries`; without that field all of them are the record.
    fn object(&mut self) -> Result<Option<Raw>, Error> {
        let mut text = vec![b'{'];
        self.step();
        loop {
            match self.skip(b",")? {
                Some(b'"') => {}
                Some(b'}') => {
                    self.step();
                    text.push(b'}');
                    self.place = Place::End;
                    return Ok(Some(Raw::Json(text)));
                }
                _ => return Ok(Some(self.broken())),
            }
            let (key, _) = self.value()?;
            let key = key.unwrap_or_default();
            if self.skip(b":")?.is_none() {
                return Ok(Some(self.broken()));
            }
            if key == br#""entries""# && self.peek()? == Some(b'[') {
                self.step();
                self.place = Place::InArray;
                return Ok(None);
            }
            let (value, whole) = self.value()?;
            if !whole {
                return Ok(Some(self.broken()));
            }
            // Fields beside the entries are none of a record; only a record alone is kept, and it is short.
            if let Some(value) = value.filter(|value| value.len().saturating_add(text.len()) < self.limit) {
                if text.len() > 1 {
                    text.push(b',');
                }
                text.extend_from_slice(&key);
                text.push(b':');
                text.extend_from_slice(&value);
            }
        }
    }

    fn broken(&mut self) -> Raw {
        self.place = Place::End;
        Raw::Fault(Fault::new("input.json", "the text ends within a JSON value"))
    }
}

impl<R: BufRead> Source for Elements<R> {
    fn next(&mut self) -> Result<Option<Raw>, Error> {
        if self.place == Place::Start
            && let Some(raw) = self.begin()?
        {
            return Ok(Some(raw));
        }
        if self.place == Place::End {
            return Ok(None);
        }
        match self.skip(b",")? {
            None => return Ok(Some(self.broken())),
            Some(b']') => {
                // What follows the entries is none of the catalogue's records.
                self.place = Place::End;
                return Ok(None);
            }
            Some(_) => {}
        }
        Ok(Some(match self.value()? {
            (_, false) => self.broken(),
            (None, true) => Raw::Fault(too_long(self.limit)),
            (Some(text), true) => Raw::Json(text),
        }))
    }

    fn read(&self) -> u64 {
        self.read
    }
}
