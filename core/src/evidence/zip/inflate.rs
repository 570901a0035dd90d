//! The bytes of one entry: stored or deflated, never more than declared, never more than the limits allow.
//!
//! *Basis*: PKWARE APPNOTE 6.3, 4.4.5; RFC 1951.

use std::borrow::Cow;

use flate2::{Decompress, FlushDecompress, Status};

use crate::{Error, Limits};

const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// What unpacking may still produce.
pub(crate) struct Budget<'l> {
    limits: &'l Limits,
    package: usize,
    inflater: Decompress,
}

impl<'l> Budget<'l> {
    pub(crate) fn new(limits: &'l Limits) -> Self {
        Self { limits, package: limits.package_bytes, inflater: Decompress::new(false) }
    }

    fn spend(&mut self, packed: usize, size: usize, name: &str) -> Result<(), Error> {
        self.limits.go_on()?;
        if size > self.limits.entry_bytes {
            return Err(Error::limit("limit.entry_bytes", name, "the entry is too large"));
        }
        if size > packed.max(1).saturating_mul(self.limits.inflate_ratio) {
            return Err(Error::limit("limit.inflate_ratio", name, "the entry is packed too tightly"));
        }
        self.package = self
            .package
            .checked_sub(size)
            .ok_or_else(|| Error::limit("limit.package_bytes", name, "the package is too large"))?;
        Ok(())
    }
}

/// Unpacks an entry; the inner error is a flaw's code.
pub(crate) fn unpack<'a>(
    packed: &'a [u8],
    method: u16,
    size: usize,
    crc: u32,
    name: &str,
    budget: &mut Budget<'_>,
) -> Result<Result<Cow<'a, [u8]>, &'static str>, Error> {
    let content = match method {
        STORED if packed.len() == size => Cow::Borrowed(packed),
        STORED => return Ok(Err("zip.size_differs")),
        DEFLATED => {
            budget.spend(packed.len(), size, name)?;
            match inflate(&mut budget.inflater, packed, size) {
                Ok(content) => Cow::Owned(content),
                Err(code) => return Ok(Err(code)),
            }
        }
        _ => return Ok(Err("zip.method")),
    };
    Ok(if crc32fast::hash(&content) == crc { Ok(content) } else { Err("zip.crc") })
}

/// What `packed` inflates to, when that takes all of it and gives `size` octets.
fn inflate(inflater: &mut Decompress, packed: &[u8], size: usize) -> Result<Vec<u8>, &'static str> {
    const BROKEN: &str = "zip.deflate";
    const DIFFERS: &str = "zip.size_differs";
    inflater.reset(false);
    let mut content = Vec::with_capacity(size);
    let mut rest = packed;
    loop {
        let before = (rest.len(), content.len());
        let status = inflater.decompress_vec(rest, &mut content, FlushDecompress::Finish);
        let read = usize::try_from(inflater.total_in()).map_err(|_| BROKEN)?;
        rest = packed.get(read..).ok_or(BROKEN)?;
        match status.map_err(|_| BROKEN)? {
            Status::StreamEnd if rest.is_empty() && content.len() == size => return Ok(content),
            Status::StreamEnd => return Err(DIFFERS),
            // It takes at most 4 GiB in one go.
            Status::Ok | Status::BufError if (rest.len(), content.len()) != before => {}
            Status::Ok | Status::BufError if content.len() >= size => return Err(DIFFERS),
            Status::Ok | Status::BufError => return Err(BROKEN),
        }
    }
}
