//! The hybrid check systems of ISO/IEC 7064 (GB/T 17710-2008): MOD 37,36 over letters and digits, MOD 11,10 over digits.

/// The check value of `values` in the system MOD `modulus` + 1, `modulus`.
pub(super) fn hybrid(modulus: u32, values: impl IntoIterator<Item = u32>) -> u32 {
    let next = modulus.saturating_add(1);
    let rest = |value: u32, modulus| value.checked_rem(modulus).unwrap_or_default();
    let product = values.into_iter().fold(modulus, |product, value| {
        let sum = match rest(product.saturating_add(value), modulus) {
            0 => modulus,
            sum => sum,
        };
        rest(sum.saturating_mul(2), next)
    });
    rest(next.saturating_sub(product), modulus)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ISO/IEC 7064 users outside the schemes here: a GRid (MOD 37,36).
    #[test]
    fn another_users_sample() {
        let values = "A12425GABC1234002".chars().map(|c| c.to_digit(36).unwrap());
        assert_eq!(char::from_digit(hybrid(36, values), 36), Some('m'));
    }
}
