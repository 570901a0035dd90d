//! SM2 and SM3 themselves: by `ywtb-sm`, or with the feature `reference` by the RustCrypto crates that it is checked
//! against.

/// The SM3 digest of `parts`, one after the other.
#[cfg(not(feature = "reference"))]
pub(crate) fn sm3(parts: &[&[u8]]) -> [u8; 32] {
    let mut digest = ywtb_sm::Sm3::new();
    parts.iter().for_each(|part| digest.update(part));
    digest.finish()
}

/// The SM3 digest of `parts`, one after the other.
#[cfg(feature = "reference")]
pub(crate) fn sm3(parts: &[&[u8]]) -> [u8; 32] {
    use sm3::Digest;
    parts.iter().fold(sm3::Sm3::new(), |digest, part| digest.chain_update(part)).finalize().into()
}

/// The SM3 digests of `streams`, in their order.
#[cfg(not(feature = "reference"))]
pub(crate) fn sm3_many(streams: &[&[u8]]) -> Vec<[u8; 32]> {
    ywtb_sm::sm3_many(streams)
}

/// The SM3 digests of `streams`, in their order.
#[cfg(feature = "reference")]
pub(crate) fn sm3_many(streams: &[&[u8]]) -> Vec<[u8; 32]> {
    streams.iter().map(|&stream| sm3(&[stream])).collect()
}

#[cfg(not(feature = "reference"))]
mod key {
    use std::sync::LazyLock;

    use ywtb_sm::{KeyCache, PublicKey};

    /// Keys that are met again and again, for the whole process: seal makers, authorities, busy signers.
    static KNOWN: LazyLock<KeyCache> = LazyLock::new(|| KeyCache::new(8 << 20));

    /// An SM2 public key.
    #[derive(Debug, Clone)]
    pub(crate) struct Sm2Key {
        key: PublicKey,
        is_kept: bool,
    }

    impl Sm2Key {
        /// The key behind 04 ‖ x ‖ y; `None` when that is not a point of the curve. Whether it is kept for the next
        /// time is the caller's choice.
        pub(crate) fn new(point: &[u8], is_kept: bool) -> Option<Self> {
            PublicKey::from_sec1(point).map(|key| Self { key, is_kept })
        }

        /// Whether r ‖ s is this key's signature over e.
        pub(crate) fn verify(&self, e: &[u8; 32], signature: &[u8; 64]) -> bool {
            if self.is_kept { KNOWN.verify(&self.key, e, signature) } else { self.key.verify(e, signature) }
        }
    }
}

#[cfg(feature = "reference")]
mod key {
    use sm2::dsa::signature::hazmat::PrehashVerifier;
    use sm2::dsa::{Signature, VerifyingKey};

    /// An SM2 public key.
    #[derive(Debug, Clone)]
    pub(crate) struct Sm2Key(Box<VerifyingKey>);

    impl Sm2Key {
        /// The key behind 04 ‖ x ‖ y; `None` when that is not a point of the curve.
        pub(crate) fn new(point: &[u8], _is_kept: bool) -> Option<Self> {
            let key = VerifyingKey::from_sec1_bytes(super::super::algorithm::DEFAULT_ID, point).ok()?;
            (point.len() == 65).then(|| Self(Box::new(key)))
        }

        /// Whether r ‖ s is this key's signature over e. The crate refuses r and s outside [1, n−1].
        pub(crate) fn verify(&self, e: &[u8; 32], signature: &[u8; 64]) -> bool {
            Signature::from_slice(signature)
                .is_ok_and(|signature| self.0.verify_prehash(e, &signature).is_ok())
        }
    }
}

pub(crate) use key::Sm2Key;
