//! An RSA key for tests. It is published with the source and protects nothing; making one takes longer than a test may.

use crate::der;
use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, Pkcs1v15Sign, PrivateKey};
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// What is signed with the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha1,
    Sha256,
}

const P: &str = "ec615ff0eb62c320b1c2d2a6f31c845dc9181bbad31e6b8dba866aedb5b1322a30a51e07f84ec7092b6f7e60e9b8e408e417d48969a78b9f4e6b14950a755dce\
    8535f6cac2e9891cee365c2768787d9c86301f358ecb75d3b28ecbef6ecde0b53ad6e01de81769c2490dec7a675379519751ff69b1c58d5336fb51ca9cfd7a5d";
const Q: &str = "d1f26058ac2a08af1153e05b7e9c5e9d7b9eb1fe33808853674a5d0ae2b97707d2a20a10d90f1e3741354a6500716f91e2cb0027db9aebbdfa4f3fce82093395\
    48740144f82b776a50ed824e63fbab7de77005da38bce8d0fae0101f643f8273a45a84fe2ed833fc32d15d5839d284a6186f2ebf876ed04d4de3e3e3654bb461";

/// The key.
pub(crate) fn rsa_key() -> PrivateKey {
    let number = |hex: &str| {
        let octets: Vec<u8> = (0..hex.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal"))
            .collect();
        BoxedUint::from_be_slice(&octets, 1024).expect("1024 bits")
    };
    PrivateKey::from_p_q(number(P), number(Q), BoxedUint::from(65537_u64)).expect("two primes")
}

/// RSAPublicKey.
pub(crate) fn public_key(key: &PrivateKey) -> Vec<u8> {
    der::sequence(&[der::unsigned(&key.n_bytes()), der::unsigned(&key.e_bytes())])
}

/// The value of PKCS#1 v1.5.
pub(crate) fn sign(key: &PrivateKey, hash: Hash, message: &[u8]) -> Vec<u8> {
    let (id, digest) = match hash {
        Hash::Sha1 => ("1.3.14.3.2.26", Sha1::digest(message).to_vec()),
        Hash::Sha256 => ("2.16.840.1.101.3.4.2.1", Sha256::digest(message).to_vec()),
    };
    let info = der::sequence(&[der::sequence(&[der::oid(id), der::null()]), der::octet_string(&digest)]);
    key.sign(Pkcs1v15Sign::new_unprefixed(), &info).expect("a digest fits into the key")
}
