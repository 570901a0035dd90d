//! Seeded mutation on stable Rust: what libFuzzer does, without its sight of the branches taken.

use ywtb_testkit::Random;

use crate::Target;

/// Mutated seeds of a target, endless and the same on every machine.
#[derive(Debug)]
pub struct Mutations {
    random: Random,
    seeds: Vec<Vec<u8>>,
    words: &'static [&'static [u8]],
}

impl Mutations {
    /// Of a target, from a seed.
    pub fn new(target: &Target, seed: u64) -> Self {
        Self { random: Random::new(seed, target.name), seeds: (target.seeds)(), words: target.words }
    }

    fn place(&mut self, data: &[u8]) -> usize {
        self.random.below(data.len() + 1)
    }

    /// A stretch that is short most times.
    fn stretch(&mut self, data: &[u8]) -> std::ops::Range<usize> {
        let from = self.place(data);
        let most = data.len() - from;
        let length = if self.random.chance(80) {
            most.min(1 + self.random.below(16))
        } else {
            self.random.below(most + 1)
        };
        from..from + length
    }

    fn change(&mut self, data: &mut Vec<u8>) {
        match self.random.below(8) {
            0 if !data.is_empty() => {
                let at = self.random.below(data.len());
                data[at] ^= 1 << self.random.below(8);
            }
            1 if !data.is_empty() => {
                let at = self.random.below(data.len());
                data[at] = *self.random.pick(&[0, 1, 0x7F, 0x80, 0x81, 0xFF, b'"', b'<']);
            }
            2 => {
                let stretch = self.stretch(data);
                data.drain(stretch);
            }
            3 => {
                let copy = data[self.stretch(data)].to_vec();
                let at = self.place(data);
                data.splice(at..at, copy);
            }
            4 => {
                let other = self.random.below(self.seeds.len());
                let other = self.seeds[other].clone();
                let (from, to) = (self.stretch(&other), self.stretch(data));
                data.splice(to, other[from].iter().copied());
            }
            5 if !self.words.is_empty() => {
                let word = *self.random.pick(self.words);
                let stretch = if self.random.chance(50) {
                    self.stretch(data)
                } else {
                    let at = self.place(data);
                    at..at
                };
                data.splice(stretch, word.iter().copied());
            }
            6 => {
                let at = self.place(data);
                let noise: Vec<u8> = (0..=self.random.below(8)).map(|_| self.random.bits() as u8).collect();
                data.splice(at..at, noise);
            }
            _ => {
                let end = self.place(data);
                if self.random.chance(20) {
                    data.truncate(end);
                }
            }
        }
    }
}

impl Iterator for Mutations {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let seed = self.random.below(self.seeds.len());
        let mut data = self.seeds[seed].clone();
        for _ in 0..=self.random.below(4) {
            self.change(&mut data);
        }
        Some(data)
    }
}
