//! Products with MULX, ADCX and ADOX (x86-64, BMI2 and ADX): two carry chains at once, which no compiler emits.
//!
//! *Sources*: E. Ozturk, J. Guilford, V. Gopal, W. Feghali, New Instructions Supporting Large Integer Arithmetic on
//! Intel Architecture Processors (2012). The steps between the rows are those of [`field`](super::field).

use std::arch::asm;

use super::field::{Multiply, Words};

/// Products for processors that have BMI2 and ADX; [`dispatch`](crate::dispatch) asks before it uses them.
pub(crate) struct Adx;

/// m·p for the lowest word m: four words and a carry get m·2^192 − m·2^160 − m·2^32 + m added.
macro_rules! step {
    ($m:literal, $t1:literal, $t2:literal, $t3:literal, $t4:literal, $t5:literal) => {
        concat!(
            "mov {lo}, {",
            $m,
            "}\n",
            "mov {hi}, {",
            $m,
            "}\n",
            "shl {lo}, 32\n",
            "shr {hi}, 32\n",
            "sub {",
            $t1,
            "}, {lo}\n",
            "sbb {",
            $t2,
            "}, {hi}\n",
            "sbb {",
            $t3,
            "}, {lo}\n",
            "sbb {",
            $t4,
            "}, {hi}\n",
            "sbb {",
            $t5,
            "}, 0\n",
            "add {",
            $t1,
            "}, {",
            $m,
            "}\n",
            "adc {",
            $t2,
            "}, 0\n",
            "adc {",
            $t3,
            "}, 0\n",
            "adc {",
            $t4,
            "}, {",
            $m,
            "}\n",
            "adc {",
            $t5,
            "}, 0\n",
        )
    };
}

/// The same on four words alone: the lowest becomes the highest.
macro_rules! short_step {
    ($m:literal, $t1:literal, $t2:literal, $t3:literal) => {
        concat!(
            "mov {lo}, {",
            $m,
            "}\n",
            "mov {hi}, {",
            $m,
            "}\n",
            "shl {lo}, 32\n",
            "shr {hi}, 32\n",
            "add {",
            $t1,
            "}, {",
            $m,
            "}\n",
            "adc {",
            $t2,
            "}, 0\n",
            "adc {",
            $t3,
            "}, 0\n",
            "adc {",
            $m,
            "}, 0\n",
            "sub {",
            $t1,
            "}, {lo}\n",
            "sbb {",
            $t2,
            "}, {hi}\n",
            "sbb {",
            $t3,
            "}, {lo}\n",
            "sbb {",
            $m,
            "}, {hi}\n",
        )
    };
}

/// t += a·b[i], one row of a product; `$t4` gets the high word and `$t5` its carry.
macro_rules! row {
    ($offset:literal, $t0:literal, $t1:literal, $t2:literal, $t3:literal, $t4:literal, $t5:literal) => {
        concat!(
            "mov rdx, [{b} + ",
            $offset,
            "]\n",
            "xor {",
            $t5,
            ":e}, {",
            $t5,
            ":e}\n", // clears both carries
            "mulx {hi}, {lo}, [{a}]\n",
            "adcx {",
            $t0,
            "}, {lo}\n",
            "adox {",
            $t1,
            "}, {hi}\n",
            "mulx {hi}, {lo}, [{a} + 8]\n",
            "adcx {",
            $t1,
            "}, {lo}\n",
            "adox {",
            $t2,
            "}, {hi}\n",
            "mulx {hi}, {lo}, [{a} + 16]\n",
            "adcx {",
            $t2,
            "}, {lo}\n",
            "adox {",
            $t3,
            "}, {hi}\n",
            "mulx {hi}, {lo}, [{a} + 24]\n",
            "adcx {",
            $t3,
            "}, {lo}\n",
            "adox {",
            $t4,
            "}, {hi}\n",
            "adcx {",
            $t4,
            "}, {",
            $t5,
            "}\n",
            "adox {",
            $t5,
            "}, {",
            $t5,
            "}\n",
            "adc {",
            $t5,
            "}, 0\n",
        )
    };
}

/// Subtracts p once where the four words and the carry `$over` reach it.
macro_rules! reduce_once {
    ($t0:literal, $t1:literal, $t2:literal, $t3:literal, $over:literal, $x1:literal, $x2:literal) => {
        concat!(
            "mov {lo}, {",
            $t0,
            "}\n",
            "mov {hi}, {",
            $t1,
            "}\n",
            "mov {",
            $x1,
            "}, {",
            $t2,
            "}\n",
            "mov {",
            $x2,
            "}, {",
            $t3,
            "}\n",
            "mov rdx, 0xffffffff00000000\n",
            "sub {lo}, -1\n",
            "sbb {hi}, rdx\n",
            "mov rdx, 0xfffffffeffffffff\n",
            "sbb {",
            $x1,
            "}, -1\n",
            "sbb {",
            $x2,
            "}, rdx\n",
            "sbb {",
            $over,
            "}, 0\n",
            "cmovnc {",
            $t0,
            "}, {lo}\n",
            "cmovnc {",
            $t1,
            "}, {hi}\n",
            "cmovnc {",
            $t2,
            "}, {",
            $x1,
            "}\n",
            "cmovnc {",
            $t3,
            "}, {",
            $x2,
            "}\n",
        )
    };
}

impl Multiply for Adx {
    #[inline(always)]
    fn mul(a: &Words, b: &Words) -> Words {
        let (w0, w1, w2, w3): (u64, u64, u64, u64);
        // SAFETY: reads the four words behind each of two references and writes registers only; the caller of the
        // dispatch has asked the processor for BMI2 and ADX.
        #[allow(unsafe_code)]
        unsafe {
            asm!(
                "mov rdx, [{b}]",
                "mulx {t1}, {t0}, [{a}]",
                "mulx {t2}, {lo}, [{a} + 8]",
                "add {t1}, {lo}",
                "mulx {t3}, {lo}, [{a} + 16]",
                "adc {t2}, {lo}",
                "mulx {t4}, {lo}, [{a} + 24]",
                "adc {t3}, {lo}",
                "adc {t4}, 0",
                "xor {t5:e}, {t5:e}",
                step!("t0", "t1", "t2", "t3", "t4", "t5"),
                row!("8", "t1", "t2", "t3", "t4", "t5", "t0"),
                step!("t1", "t2", "t3", "t4", "t5", "t0"),
                row!("16", "t2", "t3", "t4", "t5", "t0", "t1"),
                step!("t2", "t3", "t4", "t5", "t0", "t1"),
                row!("24", "t3", "t4", "t5", "t0", "t1", "t2"),
                step!("t3", "t4", "t5", "t0", "t1", "t2"),
                reduce_once!("t4", "t5", "t0", "t1", "t2", "a", "b"),
                a = inout(reg) a => _,
                b = inout(reg) b => _,
                t0 = out(reg) w2,
                t1 = out(reg) w3,
                t2 = out(reg) _,
                t3 = out(reg) _,
                t4 = out(reg) w0,
                t5 = out(reg) w1,
                lo = out(reg) _,
                hi = out(reg) _,
                out("rdx") _,
                options(pure, readonly, nostack),
            );
        }
        [w0, w1, w2, w3]
    }

    #[inline(always)]
    fn square(a: &Words) -> Words {
        let (w0, w1, w2, w3): (u64, u64, u64, u64);
        // SAFETY: reads the four words behind a reference and writes registers only; the caller of the dispatch has
        // asked the processor for BMI2 and ADX.
        #[allow(unsafe_code)]
        unsafe {
            asm!(
                // The products of different words, once.
                "mov rdx, [{a}]",
                "mulx {t2}, {t1}, [{a} + 8]",
                "mulx {t3}, {lo}, [{a} + 16]",
                "add {t2}, {lo}",
                "mulx {t4}, {lo}, [{a} + 24]",
                "adc {t3}, {lo}",
                "adc {t4}, 0",
                "mov rdx, [{a} + 8]",
                "xor {t5:e}, {t5:e}",
                "mulx {hi}, {lo}, [{a} + 16]",
                "adcx {t3}, {lo}",
                "adox {t4}, {hi}",
                "mulx {hi}, {lo}, [{a} + 24]",
                "adcx {t4}, {lo}",
                "adox {hi}, {t5}",
                "adcx {t5}, {hi}",
                "mov rdx, [{a} + 16]",
                "mulx {t6}, {lo}, [{a} + 24]",
                "add {t5}, {lo}",
                "adc {t6}, 0",
                // Twice, and the squares of the words.
                "xor {t7:e}, {t7:e}",
                "mov rdx, [{a}]",
                "mulx {hi}, {t0}, rdx",
                "adox {t1}, {t1}",
                "adcx {t1}, {hi}",
                "mov rdx, [{a} + 8]",
                "mulx {hi}, {lo}, rdx",
                "adox {t2}, {t2}",
                "adcx {t2}, {lo}",
                "adox {t3}, {t3}",
                "adcx {t3}, {hi}",
                "mov rdx, [{a} + 16]",
                "mulx {hi}, {lo}, rdx",
                "adox {t4}, {t4}",
                "adcx {t4}, {lo}",
                "adox {t5}, {t5}",
                "adcx {t5}, {hi}",
                "mov rdx, [{a} + 24]",
                "mulx {hi}, {lo}, rdx",
                "adox {t6}, {t6}",
                "adcx {t6}, {lo}",
                "adox {t7}, {t7}",
                "adcx {t7}, {hi}",
                // The low half divided by R, then the high half added.
                short_step!("t0", "t1", "t2", "t3"),
                short_step!("t1", "t2", "t3", "t0"),
                short_step!("t2", "t3", "t0", "t1"),
                short_step!("t3", "t0", "t1", "t2"),
                "xor {a:e}, {a:e}",
                "add {t0}, {t4}",
                "adc {t1}, {t5}",
                "adc {t2}, {t6}",
                "adc {t3}, {t7}",
                "adc {a}, 0",
                reduce_once!("t0", "t1", "t2", "t3", "a", "t4", "t5"),
                a = inout(reg) a => _,
                t0 = out(reg) w0,
                t1 = out(reg) w1,
                t2 = out(reg) w2,
                t3 = out(reg) w3,
                t4 = out(reg) _,
                t5 = out(reg) _,
                t6 = out(reg) _,
                t7 = out(reg) _,
                lo = out(reg) _,
                hi = out(reg) _,
                out("rdx") _,
                options(pure, readonly, nostack),
            );
        }
        [w0, w1, w2, w3]
    }
}
