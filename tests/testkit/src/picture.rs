//! The picture of a seal: a round red stamp as PNG, drawn here, the same on every machine.
//!
//! Only the four operations and square roots are used, which IEEE 754 fixes to the last bit; sines would not be.

use miniz_oxide::deflate::compress_to_vec_zlib;
use std::sync::LazyLock;

/// Side of the picture in pixels.
const SIDE: usize = 472;
/// Side of the picture in millimetres.
pub(crate) const MILLIMETRES: u64 = 40;
/// Samples a pixel and axis.
const SAMPLES: usize = 3;
/// Words around the ring.
const LEGEND: &str = "YWTB TEST SEAL - NOT VALID";

/// cos and sin of 72°, the step from one point of the star to the next.
const FIFTH: (f64, f64) = (0.309_016_994_374_947_45, 0.951_056_516_295_153_5);
/// cos and sin of 9°, the step from one letter to the next.
const LETTER: (f64, f64) = (0.987_688_340_595_137_8, 0.156_434_465_040_230_87);

/// Letters of 5×7 dots, a row a byte.
const GLYPHS: &[(char, [u8; 7])] = &[
    ('A', [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('B', [0b11110, 0b10001, 0b10001, 0b11110, 0b10001, 0b10001, 0b11110]),
    ('D', [0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110]),
    ('E', [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111]),
    ('I', [0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('L', [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111]),
    ('N', [0b10001, 0b11001, 0b10101, 0b10101, 0b10011, 0b10001, 0b10001]),
    ('O', [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('S', [0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110]),
    ('T', [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('V', [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01010, 0b00100]),
    ('W', [0b10001, 0b10001, 0b10001, 0b10101, 0b10101, 0b11011, 0b10001]),
    ('Y', [0b10001, 0b10001, 0b01010, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('-', [0b00000, 0b00000, 0b00000, 0b11111, 0b00000, 0b00000, 0b00000]),
];

/// The PNG of the seal.
pub fn seal_png() -> &'static [u8] {
    static PNG: LazyLock<Vec<u8>> = LazyLock::new(draw);
    &PNG
}

/// One byte a pixel: how much of it is red. The palette maps it to red of that opacity.
fn draw() -> Vec<u8> {
    let letters = letters();
    let mut rows = Vec::with_capacity(SIDE * (SIDE + 1));
    for y in 0..SIDE {
        rows.push(0); // filter: none
        for x in 0..SIDE {
            let hits = (0..SAMPLES * SAMPLES)
                .filter(|sample| inked(unit(x, sample % SAMPLES), unit(y, sample / SAMPLES), &letters))
                .count();
            rows.push((hits * 255 / (SAMPLES * SAMPLES)) as u8);
        }
    }
    png(&rows)
}

/// From pixel and sample to a coordinate in −1..1.
fn unit(pixel: usize, sample: usize) -> f64 {
    let position = (pixel * SAMPLES + sample) as f64 + 0.5;
    position / ((SIDE * SAMPLES) as f64) * 2.0 - 1.0
}

type Letter = ((f64, f64), [u8; 7]);

/// The legend's letters with the direction in which each stands, the middle one at the top.
fn letters() -> Vec<Letter> {
    let mut direction = (0.0, -1.0);
    for _ in 0..LEGEND.len() / 2 {
        direction = turn(direction, (LETTER.0, -LETTER.1));
    }
    let mut out = Vec::new();
    for letter in LEGEND.chars() {
        out.extend(GLYPHS.iter().find(|(glyph, _)| *glyph == letter).map(|(_, dots)| (direction, *dots)));
        direction = turn(direction, LETTER);
    }
    out
}

fn turn(vector: (f64, f64), by: (f64, f64)) -> (f64, f64) {
    (vector.0 * by.0 - vector.1 * by.1, vector.0 * by.1 + vector.1 * by.0)
}

fn inked(x: f64, y: f64, letters: &[Letter]) -> bool {
    let radius = (x * x + y * y).sqrt();
    (0.90..=0.98).contains(&radius)
        || in_star(x / 0.36, y / 0.36)
        || (0.60..=0.84).contains(&radius) && letters.iter().any(|letter| in_letter(x, y, letter))
}

/// Inside a five-pointed star of radius 1: on the inner side of at least four of its five lines.
fn in_star(x: f64, y: f64) -> bool {
    let mut normal = (0.0, -1.0);
    let mut inside = 0;
    for _ in 0..5 {
        inside += usize::from(x * normal.0 + y * normal.1 <= FIFTH.0);
        normal = turn(normal, FIFTH);
    }
    inside >= 4
}

/// Inside a dot of a letter whose upright axis points away from the centre.
fn in_letter(x: f64, y: f64, (direction, dots): &Letter) -> bool {
    let outward = x * direction.0 + y * direction.1;
    let sideways = y * direction.0 - x * direction.1;
    let (column, row) = ((sideways / 0.092 + 0.5) * 5.0, (0.82 - outward) / 0.20 * 7.0);
    let in_box = (0.0..5.0).contains(&column) && (0.0..7.0).contains(&row);
    in_box && dots[row as usize] & (0b10000 >> column as usize) != 0
}

fn png(rows: &[u8]) -> Vec<u8> {
    let side = (SIDE as u32).to_be_bytes();
    let red: Vec<u8> = [0xD4, 0x1C, 0x1C].repeat(256);
    let opacity: Vec<u8> = (0..=255).collect();
    let dots_a_metre = (SIDE as u32 * 1000 / MILLIMETRES as u32).to_be_bytes();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    out.extend(chunk(b"IHDR", &[&side[..], &side, &[8, 3, 0, 0, 0]].concat()));
    out.extend(chunk(b"PLTE", &red));
    out.extend(chunk(b"tRNS", &opacity));
    out.extend(chunk(b"pHYs", &[&dots_a_metre[..], &dots_a_metre, &[1]].concat()));
    out.extend(chunk(b"IDAT", &compress_to_vec_zlib(rows, 9)));
    out.extend(chunk(b"IEND", &[]));
    out
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), data].concat();
    let check = crate::package::crc32(&body).to_be_bytes();
    [&(data.len() as u32).to_be_bytes(), body.as_slice(), &check].concat()
}
