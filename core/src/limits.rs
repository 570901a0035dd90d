//! Bounds that every parser keeps. Reaching one is an error with a `limit.` code, never a hang.

/// How much a caller lets an input cost. The defaults suit documents and records of government offices;
/// a host that handles larger ones raises a field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a document or of a JSON text handed in.
    pub input_bytes: usize,
    /// Nesting of JSON, DER and XML.
    pub depth: usize,
    /// Entries of a package.
    pub entries: usize,
    /// Bytes of one entry of a package after inflation.
    pub entry_bytes: usize,
    /// Bytes of all entries of a package after inflation.
    pub package_bytes: usize,
    /// Inflated bytes for each deflated byte of one entry; a package of government papers stays far below.
    pub inflate_ratio: usize,
    /// Elements of all XML files that are read, and values of one DER file.
    pub nodes: usize,
    /// Signatures of one document.
    pub signatures: usize,
    /// References of one signature.
    pub references: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input_bytes: 256 << 20,
            depth: 64,
            entries: 10_000,
            entry_bytes: 256 << 20,
            package_bytes: 1 << 30,
            inflate_ratio: 1_000,
            nodes: 1_000_000,
            signatures: 256,
            references: 20_000,
        }
    }
}
