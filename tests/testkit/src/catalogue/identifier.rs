//! Identifiers that satisfy every check and belong to nobody.

const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The registrar and kind of a unified social credit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    /// 11: an organ (机关).
    Organ,
    /// 12: an institution (事业单位).
    Institution,
    /// 13: a group under the staffing office (群团).
    Group,
    /// 91: an enterprise.
    Enterprise,
}

/// The unified social credit code (GB 32100) with a serial number below a million in a division.
///
/// The organisation part begins with `YW`, which no authority assigns.
pub fn uscc(register: Register, division: &str, serial: usize) -> String {
    let prefix = match register {
        Register::Organ => "11",
        Register::Institution => "12",
        Register::Group => "13",
        Register::Enterprise => "91",
    };
    let body = format!("YW{:06}", serial % 1_000_000);
    let mut code = format!("{prefix}{division}{body}{}", organisation_check(&body));
    code.push(credit_check(&code));
    code
}

/// Check character of an organisation code (GB 11714) over its eight characters.
fn organisation_check(body: &str) -> char {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(c, weight)| c.to_digit(36).unwrap_or(0) * weight).sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).expect("below ten"),
    }
}

/// Check character of a credit code over its seventeen characters; the weights are the powers of 3 modulo 31.
fn credit_check(code: &str) -> char {
    let (sum, _) = code.chars().fold((0, 1), |(sum, weight), c| {
        let value = ALPHABET.find(c).expect("character of the code");
        (sum + value * weight, weight * 3 % 31)
    });
    ALPHABET.as_bytes()[(31 - sum % 31) % 31].into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_characters_of_the_standards() {
        assert_eq!(organisation_check("D2143569"), 'X');
        assert_eq!(credit_check("91350100M000100Y4"), '3');
    }

    #[test]
    fn codes_have_eighteen_characters() {
        let code = uscc(Register::Organ, "310000", 7);
        assert_eq!((code.len(), &code[..10]), (18, "11310000YW"));
    }
}
