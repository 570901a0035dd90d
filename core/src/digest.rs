//! RFC 8785 canonical JSON, and digests.

use ring::digest::{SHA256, digest};
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::Error;

/// `value` as RFC 8785 canonical JSON.
///
/// INVARIANT: numbers are integers of at most 53 bits, as `json::parse` lets in; for those `serde_json` writes what the
/// RFC asks, so the order of keys is all that is left to do. A general canonicaliser, against which the tests compare,
/// takes half the time of a decision.
pub(crate) fn canonical(value: &Value) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(&Canonical(value)).map_err(|_| Error::internal("canonical JSON could not be written"))
}

struct Canonical<'a>(&'a Value);

impl Serialize for Canonical<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(fields) => {
                let mut fields: Vec<_> = fields.iter().collect();
                fields.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
                serializer.collect_map(fields.into_iter().map(|(name, value)| (name, Canonical(value))))
            }
            Value::Array(list) => serializer.collect_seq(list.iter().map(Canonical)),
            scalar => scalar.serialize(serializer),
        }
    }
}

/// The SHA-256 digest of `bytes`, in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_a_general_canonicaliser_writes_it() {
        let text = r#"{"b":[1,-2,{"y":null,"x":"\u0000\u001f\"\\\n\u007f 中"}],"\ud83d\ude00":1,"\ufb33":2,"a":true,"":9007199254740991}"#;
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(canonical(&value).unwrap(), serde_json_canonicalizer::to_vec(&value).unwrap());
    }
}
