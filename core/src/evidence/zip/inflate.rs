//! The bytes of one entry: stored or deflated, never more than declared, never more than the limits allow.
//!
//! *Basis*: PKWARE APPNOTE 6.3, 4.4.5; RFC 1951.

use std::borrow::Cow;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use crate::{Error, Limits};

const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// What unpacking may still produce.
pub(crate) struct Budget {
    entry: usize,
    package: usize,
    ratio: usize,
    decompressor: Box<DecompressorOxide>,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            entry: limits.entry_bytes,
            package: limits.package_bytes,
            ratio: limits.inflate_ratio,
            decompressor: Box::default(),
        }
    }

    fn spend(&mut self, packed: usize, size: usize, name: &str) -> Result<(), Error> {
        if size > self.entry {
            return Err(Error::limit("limit.entry_bytes", name, "the entry is too large"));
        }
        if size > packed.max(1).saturating_mul(self.ratio) {
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
    budget: &mut Budget,
) -> Result<Result<Cow<'a, [u8]>, &'static str>, Error> {
    let content = match method {
        STORED if packed.len() == size => Cow::Borrowed(packed),
        STORED => return Ok(Err("zip.size_differs")),
        DEFLATED => {
            budget.spend(packed.len(), size, name)?;
            let mut content = vec![0; size];
            budget.decompressor.init();
            let (status, read, written) = decompress(
                &mut budget.decompressor,
                packed,
                &mut content,
                0,
                TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
            );
            match status {
                TINFLStatus::Done if read == packed.len() && written == size => Cow::Owned(content),
                TINFLStatus::Done | TINFLStatus::HasMoreOutput => return Ok(Err("zip.size_differs")),
                _ => return Ok(Err("zip.deflate")),
            }
        }
        _ => return Ok(Err("zip.method")),
    };
    Ok(if crc32fast::hash(&content) == crc { Ok(content) } else { Err("zip.crc") })
}
