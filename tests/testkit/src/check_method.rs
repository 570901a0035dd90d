//! The digest of a signature's references, by the name that stands in the file.

use crate::key::{Key, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::Md5;
use sha1::Sha1;
use sha2::Sha256;
use sm3::Digest;

/// CheckMethod of a signature: algorithm and spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CheckMethod {
    /// SM3 by its identifier 1.2.156.10197.1.401.
    #[default]
    Sm3Oid,
    /// SM3 by name.
    Sm3Name,
    /// SM3 by name, in small letters.
    Sm3LowerCase,
    /// SM3 with Z of the signer's key before the file, as one vendor has it.
    Sm3Keyed,
    /// SHA-256 by identifier.
    Sha256Oid,
    /// SHA-256 by name.
    Sha256Name,
    /// SHA-1, weak.
    Sha1,
    /// MD5, weak.
    Md5,
    /// The attribute is left out, which GB/T 33190 reads as MD5.
    Absent,
    /// A name that means nothing (over values that are SM3).
    Unknown,
}

impl CheckMethod {
    /// The attribute as it is written, with a space before it.
    pub(crate) fn attribute(self) -> String {
        let name = match self {
            CheckMethod::Sm3Oid => "1.2.156.10197.1.401",
            CheckMethod::Sm3Name => "SM3",
            CheckMethod::Sm3LowerCase => "sm3",
            CheckMethod::Sm3Keyed => "1.2.156.10197.1.401.2",
            CheckMethod::Sha256Oid => "2.16.840.1.101.3.4.2.1",
            CheckMethod::Sha256Name => "SHA256",
            CheckMethod::Sha1 => "SHA1",
            CheckMethod::Md5 => "MD5",
            CheckMethod::Unknown => "1.2.156.10197.1.999",
            CheckMethod::Absent => return String::new(),
        };
        format!(r#" CheckMethod="{name}""#)
    }

    /// The value of a file, as base64; keyed ones with the signer's key.
    pub(crate) fn value(self, bytes: &[u8], key: &Key) -> String {
        match self {
            CheckMethod::Sm3Keyed => STANDARD.encode(key.keyed_digest(bytes)),
            CheckMethod::Sha256Oid | CheckMethod::Sha256Name => STANDARD.encode(Sha256::digest(bytes)),
            CheckMethod::Sha1 => STANDARD.encode(Sha1::digest(bytes)),
            CheckMethod::Md5 | CheckMethod::Absent => STANDARD.encode(Md5::digest(bytes)),
            CheckMethod::Sm3Oid | CheckMethod::Sm3Name | CheckMethod::Sm3LowerCase | CheckMethod::Unknown => {
                STANDARD.encode(digest(&[bytes]))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ORIGIN: `openssl dgst` over "abc".
    #[test]
    fn values_are_those_of_openssl() {
        let expected = [
            (CheckMethod::Sm3Oid, "Zsfw9GLu7dnR8tRr3BDk4kFnxIdc8veiKX2gK49LqOA="),
            (CheckMethod::Sha256Name, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
            (CheckMethod::Sha1, "qZk+NkcGgWq6PiVxeFDCbJzQ2J0="),
            (CheckMethod::Absent, "kAFQmDzST7DWlj99KOF/cg=="),
        ];
        for (method, value) in expected {
            assert_eq!(method.value(b"abc", &Key::derive(1, "any")), value);
        }
        assert_eq!(CheckMethod::Absent.attribute(), "");
        assert_eq!(CheckMethod::Md5.attribute(), r#" CheckMethod="MD5""#);
    }
}
