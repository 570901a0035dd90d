//! Prepared keys that are kept: seal makers and authorities sign over and over.

use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use arc_swap::ArcSwapOption;

use crate::{PreparedKey, PublicKey};

/// A key can stand in this many places.
const WAYS: usize = 4;

/// Public keys that were seen, those seen again with their tables; bounded, and shared between threads.
///
/// A hit takes no lock. A key that finds its places taken takes one of them from the key that was used least.
///
/// ```
/// let cache = ywtb_sm::KeyCache::new(1 << 20);
/// # let key = ywtb_sm::PublicKey::from_sec1(&[
/// #     0x04, 0x32, 0xc4, 0xae, 0x2c, 0x1f, 0x19, 0x81, 0x19, 0x5f, 0x99, 0x04, 0x46, 0x6a, 0x39, 0xc9, 0x94, 0x8f,
/// #     0xe3, 0x0b, 0xbf, 0xf2, 0x66, 0x0b, 0xe1, 0x71, 0x5a, 0x45, 0x89, 0x33, 0x4c, 0x74, 0xc7, 0xbc, 0x37, 0x36,
/// #     0xa2, 0xf4, 0xf6, 0x77, 0x9c, 0x59, 0xbd, 0xce, 0xe3, 0x6b, 0x69, 0x21, 0x53, 0xd0, 0xa9, 0x87, 0x7c, 0xc6,
/// #     0x2a, 0x47, 0x40, 0x02, 0xdf, 0x32, 0xe5, 0x21, 0x39, 0xf0, 0xa0]).unwrap();
/// assert_eq!(cache.verify(&key, &[1; 32], &[1; 64]), key.verify(&[1; 32], &[1; 64]));
/// ```
#[derive(Debug)]
pub struct KeyCache {
    slots: Vec<ArcSwapOption<Entry>>,
    hand: AtomicUsize,
}

#[derive(Debug)]
struct Entry {
    key: PublicKey,
    uses: AtomicU32,
    prepared: OnceLock<PreparedKey>,
}

impl KeyCache {
    /// A cache whose tables take at most `bytes`, or the tables of four keys.
    pub fn new(bytes: usize) -> Self {
        let sets = (bytes / (WAYS * PreparedKey::SIZE)).max(1);
        Self { slots: (0..sets * WAYS).map(|_| ArcSwapOption::empty()).collect(), hand: AtomicUsize::new(0) }
    }

    /// As [`PublicKey::verify`]; from the second use on with tables.
    pub fn verify(&self, key: &PublicKey, digest: &[u8; 32], signature: &[u8; 64]) -> bool {
        let ways = self.ways(key);
        for way in ways {
            let entry = way.load();
            if let Some(entry) = entry.as_ref().filter(|entry| entry.key == *key) {
                entry.uses.fetch_add(1, Ordering::Relaxed);
                return entry.prepared.get_or_init(|| key.prepare()).verify(digest, signature);
            }
        }
        self.remember(ways, key);
        key.verify(digest, signature)
    }

    /// The places where a key may stand.
    fn ways(&self, key: &PublicKey) -> &[ArcSwapOption<Entry>] {
        let set = key.fingerprint() as usize % (self.slots.len() / WAYS);
        &self.slots[set * WAYS..][..WAYS]
    }

    fn remember(&self, ways: &[ArcSwapOption<Entry>], key: &PublicKey) {
        // Of equally unused ones not always the same.
        let hand = self.hand.fetch_add(1, Ordering::Relaxed);
        let uses = |index: &usize| {
            ways[*index].load().as_ref().map_or(0, |entry| 1 + entry.uses.load(Ordering::Relaxed))
        };
        let Some(victim) = (0..WAYS).map(|index| (hand + index) % WAYS).min_by_key(uses) else { return };
        // Who stays grows old: a key that is no longer used gives way in the end.
        for way in ways {
            if let Some(entry) = way.load().as_ref() {
                let uses = entry.uses.load(Ordering::Relaxed);
                entry.uses.store(uses - uses.div_ceil(8), Ordering::Relaxed);
            }
        }
        let entry = Entry { key: *key, uses: AtomicU32::new(0), prepared: OnceLock::new() };
        ways[victim].store(Some(Arc::new(entry)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sm2::field::{Portable, leave};
    use crate::sm2::point::{Affine, Jacobian, to_affine};

    /// The first multiples of the base point, as keys.
    fn keys(count: usize) -> Vec<PublicKey> {
        let mut points = vec![Jacobian::from(Affine::BASE)];
        while points.len() < count {
            points.push(points[points.len() - 1].add_affine::<Portable>(&Affine::BASE));
        }
        let octets =
            |words: [u64; 4]| words.iter().rev().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
        to_affine::<Portable>(&points)
            .iter()
            .map(|point| {
                let sec1 =
                    [vec![4], octets(leave::<Portable>(&point.x)), octets(leave::<Portable>(&point.y))]
                        .concat();
                PublicKey::from_sec1(&sec1).unwrap()
            })
            .collect()
    }

    fn held(cache: &KeyCache, key: &PublicKey) -> Option<bool> {
        cache.ways(key).iter().find_map(|way| {
            let entry = way.load_full().filter(|entry| entry.key == *key)?;
            Some(entry.prepared.get().is_some())
        })
    }

    #[test]
    fn tables_are_made_on_the_second_use_and_the_cache_stays_bounded() {
        let cache = KeyCache::new(0);
        let keys = keys(40);
        cache.verify(&keys[0], &[1; 32], &[1; 64]);
        assert_eq!(held(&cache, &keys[0]), Some(false));
        cache.verify(&keys[0], &[1; 32], &[1; 64]);
        assert_eq!(held(&cache, &keys[0]), Some(true));
        for key in &keys[1..] {
            cache.verify(key, &[1; 32], &[1; 64]);
            cache.verify(&keys[0], &[1; 32], &[1; 64]);
        }
        assert_eq!(held(&cache, &keys[0]), Some(true), "who is used stays");
        assert_eq!(keys.iter().filter(|key| held(&cache, key).is_some()).count(), WAYS);
        for key in &keys[1..] {
            for _ in 0..3 {
                cache.verify(key, &[1; 32], &[1; 64]);
            }
        }
        assert_eq!(held(&cache, &keys[0]), None, "who is not used goes");
    }
}
