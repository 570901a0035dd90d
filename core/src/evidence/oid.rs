//! Object identifiers: dotted text, and the few that these formats turn on.

/// SM2 signature with SM3 digest, *Basis*: GM/T 0006.
pub(crate) const SM2_WITH_SM3: &str = "1.2.156.10197.1.501";
/// SM2 digital signature, as SignerInfo names it, *Basis*: GM/T 0006.
pub(crate) const SM2_SIGNATURE: &str = "1.2.156.10197.1.301.1";
/// The SM2 curve.
pub(crate) const SM2_CURVE: &str = "1.2.156.10197.1.301";
/// SM3, SM3 without key, SM3 with key, *Basis*: GM/T 0006.
pub(crate) const SM3: &str = "1.2.156.10197.1.401";
pub(crate) const SM3_PLAIN: &str = "1.2.156.10197.1.401.1";
pub(crate) const SM3_KEYED: &str = "1.2.156.10197.1.401.2";
pub(crate) const SHA512: &str = "2.16.840.1.101.3.4.2.3";
pub(crate) const SHA384: &str = "2.16.840.1.101.3.4.2.2";
pub(crate) const SHA256: &str = "2.16.840.1.101.3.4.2.1";
pub(crate) const SHA1: &str = "1.3.14.3.2.26";
pub(crate) const MD5: &str = "1.2.840.113549.2.5";
pub(crate) const EC_PUBLIC_KEY: &str = "1.2.840.10045.2.1";
pub(crate) const P256: &str = "1.2.840.10045.3.1.7";
pub(crate) const P384: &str = "1.3.132.0.34";
pub(crate) const RSA: &str = "1.2.840.113549.1.1.1";
pub(crate) const SHA1_WITH_RSA: &str = "1.2.840.113549.1.1.5";
pub(crate) const SHA256_WITH_RSA: &str = "1.2.840.113549.1.1.11";
pub(crate) const SHA384_WITH_RSA: &str = "1.2.840.113549.1.1.12";
pub(crate) const SHA512_WITH_RSA: &str = "1.2.840.113549.1.1.13";
pub(crate) const ECDSA_WITH_SHA256: &str = "1.2.840.10045.4.3.2";
pub(crate) const ECDSA_WITH_SHA384: &str = "1.2.840.10045.4.3.3";
/// SignedData of PKCS#7 and of GB/T 35275.
pub(crate) const PKCS7_SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
pub(crate) const GM_SIGNED_DATA: &str = "1.2.156.10197.6.1.4.2.2";
/// Data as content of SignedData, in PKCS#7 and in GB/T 35275.
pub(crate) const PKCS7_DATA: &str = "1.2.840.113549.1.7.1";
pub(crate) const GM_DATA: &str = "1.2.156.10197.6.1.4.2.1";
/// Attributes of a SignerInfo, *Basis*: PKCS#9; RFC 5652, 11.
pub(crate) const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
pub(crate) const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
pub(crate) const SIGNING_TIME: &str = "1.2.840.113549.1.9.5";
/// Attributes that name the signer's certificate or carry a timestamp, *Basis*: RFC 5035; RFC 3161, appendix A.
pub(crate) const SIGNING_CERTIFICATE: &str = "1.2.840.113549.1.9.16.2.12";
pub(crate) const SIGNING_CERTIFICATE_V2: &str = "1.2.840.113549.1.9.16.2.47";
pub(crate) const TIMESTAMP_TOKEN: &str = "1.2.840.113549.1.9.16.2.14";
/// Content of a timestamp token, *Basis*: RFC 3161, 2.4.2.
pub(crate) const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";
pub(crate) const EMAIL_ADDRESS: &str = "1.2.840.113549.1.9.1";
pub(crate) const SUBJECT_KEY: &str = "2.5.29.14";
pub(crate) const KEY_USAGE: &str = "2.5.29.15";
pub(crate) const ALTERNATIVE_NAME: &str = "2.5.29.17";
pub(crate) const ISSUER_ALTERNATIVE_NAME: &str = "2.5.29.18";
pub(crate) const BASIC_CONSTRAINTS: &str = "2.5.29.19";
pub(crate) const CRL_NUMBER: &str = "2.5.29.20";
pub(crate) const CRL_REASON: &str = "2.5.29.21";
pub(crate) const INVALIDITY_DATE: &str = "2.5.29.24";
pub(crate) const DELTA_CRL: &str = "2.5.29.27";
pub(crate) const ISSUING_POINT: &str = "2.5.29.28";
pub(crate) const CERTIFICATE_ISSUER: &str = "2.5.29.29";
pub(crate) const NAME_CONSTRAINTS: &str = "2.5.29.30";
pub(crate) const DISTRIBUTION_POINTS: &str = "2.5.29.31";
pub(crate) const CERTIFICATE_POLICIES: &str = "2.5.29.32";
pub(crate) const AUTHORITY_KEY: &str = "2.5.29.35";
pub(crate) const EXTENDED_KEY_USAGE: &str = "2.5.29.37";
pub(crate) const INHIBIT_ANY_POLICY: &str = "2.5.29.54";
/// A responder whose own status need not be asked, *Basis*: RFC 6960, 4.2.2.2.1.
pub(crate) const OCSP_NO_CHECK: &str = "1.3.6.1.5.5.7.48.1.5";
pub(crate) const OCSP_BASIC: &str = "1.3.6.1.5.5.7.48.1.1";
pub(crate) const OCSP_NONCE: &str = "1.3.6.1.5.5.7.48.1.2";
/// Purposes of extKeyUsage.
pub(crate) const ANY_PURPOSE: &str = "2.5.29.37.0";
pub(crate) const OCSP_SIGNING: &str = "1.3.6.1.5.5.7.3.9";
pub(crate) const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";

/// Dotted text of the content octets of an OBJECT IDENTIFIER; `None` when they are not one.
pub(crate) fn text(content: &[u8]) -> Option<String> {
    let mut arcs = Vec::new();
    let mut value = 0u128;
    let mut open = false;
    for &octet in content {
        if value >> 121 != 0 || (!open && octet == 0x80) {
            return None;
        }
        value = (value << 7) | u128::from(octet & 0x7f);
        open = octet & 0x80 != 0;
        if !open {
            arcs.push(std::mem::take(&mut value));
        }
    }
    let (&first, rest) = arcs.split_first().filter(|_| !open)?;
    let top = (first / 40).min(2);
    let second = first.checked_sub(top.checked_mul(40)?)?;
    let mut text = format!("{top}.{second}");
    for arc in rest {
        text.push('.');
        text.push_str(&arc.to_string());
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn dotted_text() {
        assert_eq!(
            super::text(&[0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x83, 0x75]).as_deref(),
            Some(super::SM2_WITH_SM3)
        );
        assert_eq!(super::text(&[0x55, 0x1d, 0x0f]).as_deref(), Some(super::KEY_USAGE));
        assert_eq!(super::text(&[0x2a, 0x81]), None);
        assert_eq!(super::text(&[]), None);
    }
}
