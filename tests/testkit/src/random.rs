//! The source of everything that varies: one seed, one stream, the same bytes on every machine.

/// SplitMix64, a small generator with a full period; not for secrets.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A stream of its own for each seed and label.
    pub fn new(seed: u64, label: &str) -> Self {
        let mixed = label.bytes().fold(seed, |state, byte| {
            (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3).rotate_left(23)
        });
        Self(mixed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.bits() % bound as u64) as usize
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the choices.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// The numbers `0..count` in a random order.
    pub fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            order.swap(last, self.below(last + 1));
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_seed_same_stream() {
        let draw = |seed, label| {
            let mut random = Random::new(seed, label);
            [random.bits(), random.bits(), random.bits()]
        };
        assert_eq!(draw(9, "a"), draw(9, "a"));
        assert_ne!(draw(9, "a"), draw(9, "b"));
        assert_ne!(draw(9, "a"), draw(8, "a"));
    }

    #[test]
    fn shuffling_keeps_every_number() {
        let mut order = Random::new(1, "order").shuffled(50);
        order.sort_unstable();
        assert_eq!(order, (0..50).collect::<Vec<_>>());
    }
}
