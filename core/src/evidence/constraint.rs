//! Name constraints: which holders an authority may name.
//!
//! *Basis*: RFC 5280, 4.2.1.10. A constraint that cannot be applied is never taken for kept.

use std::net::IpAddr;

use super::der::{Scan, Tlv, tag};
use super::name::Name;
use super::x509::Certificate;
use super::{Fault, oid};

/// Tags of GeneralName.
const EMAIL: u8 = 0x81;
const DNS: u8 = 0x82;
const DIRECTORY: u8 = 0xa4;
const URI: u8 = 0x86;
const IP: u8 = 0x87;

/// What an authority may, and may not, name.
pub(crate) struct Constraints<'a> {
    permitted: Vec<Tlv<'a>>,
    excluded: Vec<Tlv<'a>>,
}

/// A name of a certificate, in one of the forms that constraints speak of.
enum Subject<'a, 'b> {
    Directory(&'b Name<'a>),
    Text(u8, String),
    Octets(u8, &'a [u8]),
}

impl<'a> Constraints<'a> {
    /// The constraints that `authority` states, when there are any.
    pub(crate) fn of(scan: &Scan, authority: &Certificate<'a>) -> Result<Option<Self>, Fault> {
        let Some(value) = authority.extensions.value(oid::NAME_CONSTRAINTS) else { return Ok(None) };
        let mut parts = scan.inside(scan.whole(value)?.expect(tag::SEQUENCE, "NameConstraints")?);
        let permitted = subtrees(scan, parts.take_if(tag::CONTEXT_0, "permittedSubtrees")?)?;
        let excluded = subtrees(scan, parts.take_if(tag::CONTEXT_1, "excludedSubtrees")?)?;
        parts.end()?;
        Ok(Some(Self { permitted, excluded }))
    }

    /// Whether every name of `certificate` is permitted and none excluded.
    pub(crate) fn allow(&self, scan: &Scan, certificate: &Certificate<'_>) -> Result<bool, Fault> {
        let mut subjects = Vec::new();
        if !certificate.subject.steps.is_empty() {
            subjects.push(Subject::Directory(&certificate.subject));
        }
        subjects.extend(
            certificate.subject.values(oid::EMAIL_ADDRESS).map(|text| Subject::Text(EMAIL, text.to_owned())),
        );
        let mut directories = Vec::new();
        for name in certificate.extensions.alternative_names(scan)? {
            match name.tag {
                DIRECTORY => directories.push(Name::read(scan, scan.inside(name).next("directoryName")?)?),
                EMAIL | DNS | URI => {
                    let text = std::str::from_utf8(name.content).map_err(|_| name.flaw("x509.name"))?;
                    subjects.push(Subject::Text(name.tag, text.to_ascii_lowercase()));
                }
                tag => subjects.push(Subject::Octets(tag, name.content)),
            }
        }
        subjects.extend(directories.iter().map(Subject::Directory));
        for subject in &subjects {
            let same_form = |bases: &'_ [Tlv<'a>]| {
                bases.iter().copied().filter(|base| base.tag == subject.form()).collect::<Vec<_>>()
            };
            let permitted = same_form(&self.permitted);
            let mut fits = permitted.is_empty();
            for base in permitted {
                fits = fits || subject.is_under(scan, base)? == Some(true);
            }
            for base in same_form(&self.excluded) {
                fits = fits && subject.is_under(scan, base)? == Some(false);
            }
            if !fits {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl Subject<'_, '_> {
    fn form(&self) -> u8 {
        match self {
            Self::Directory(_) => DIRECTORY,
            Self::Text(form, _) | Self::Octets(form, _) => *form,
        }
    }

    /// Whether the name lies under `base`; nothing when the form cannot be compared.
    fn is_under(&self, scan: &Scan, base: Tlv<'_>) -> Result<Option<bool>, Fault> {
        Ok(match self {
            Self::Directory(name) => {
                let base = Name::read(scan, scan.inside(base).next("directoryName")?)?;
                Some(name.steps.starts_with(&base.steps))
            }
            Self::Text(form, text) => {
                let base = std::str::from_utf8(base.content).map_err(|_| base.flaw("x509.name"))?;
                let base = base.to_ascii_lowercase();
                match *form {
                    DNS => Some(is_host_under(text, &base)),
                    EMAIL => text.rsplit_once('@').map(|(_, host)| match base.contains('@') {
                        true => *text == base,
                        false => is_host_of(host, &base),
                    }),
                    _ => host_of_uri(text).map(|host| is_host_of(host, &base)),
                }
            }
            Self::Octets(IP, address) => is_address_under(address, base.content),
            Self::Octets(..) => None,
        })
    }
}

/// DNS: the base itself and everything below it.
fn is_host_under(host: &str, base: &str) -> bool {
    let base = base.trim_start_matches('.');
    base.is_empty() || host == base || host.strip_suffix(base).is_some_and(|front| front.ends_with('.'))
}

/// Mail and URI: with a leading dot everything below the base, without it the one host.
fn is_host_of(host: &str, base: &str) -> bool {
    if base.starts_with('.') { host.len() > base.len() && host.ends_with(base) } else { host == base }
}

fn host_of_uri(uri: &str) -> Option<&str> {
    let (_, rest) = uri.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    // A constraint speaks of names; an address has none.
    (!host.is_empty() && !host.starts_with('[') && host.parse::<IpAddr>().is_err()).then_some(host)
}

fn is_address_under(address: &[u8], base: &[u8]) -> Option<bool> {
    let (network, mask) = base.split_at_checked(address.len())?;
    if !matches!(address.len(), 4 | 16) || mask.len() != address.len() {
        // Of the other family, which no base of this one speaks of; or of no length at all.
        return (matches!(address.len(), 4 | 16) && matches!(base.len(), 8 | 32)).then_some(false);
    }
    Some(address.iter().zip(network).zip(mask).all(|((one, two), mask)| one & mask == two & mask))
}

/// The bases of a list of subtrees; bounds on their depth are not known to this library and to no one else.
fn subtrees<'a>(scan: &Scan, list: Option<Tlv<'a>>) -> Result<Vec<Tlv<'a>>, Fault> {
    let Some(list) = list else { return Ok(Vec::new()) };
    let mut bases = Vec::new();
    for subtree in scan.inside(list).all()? {
        let mut parts = scan.inside(subtree.expect(tag::SEQUENCE, "GeneralSubtree")?);
        bases.push(parts.next("base")?);
        parts.end()?;
    }
    Ok(bases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_addresses() {
        assert!(is_host_under("a.gov.cn", "gov.cn") && is_host_under("gov.cn", ".gov.cn"));
        assert!(!is_host_under("agov.cn", "gov.cn"));
        assert!(is_host_of("gov.cn", "gov.cn") && !is_host_of("a.gov.cn", "gov.cn"));
        assert!(is_host_of("a.gov.cn", ".gov.cn") && !is_host_of("gov.cn", ".gov.cn"));
        assert_eq!(host_of_uri("http://me@a.gov.cn:80/x"), Some("a.gov.cn"));
        assert_eq!(host_of_uri("http://10.0.0.1/"), None);
        assert_eq!(is_address_under(&[10, 0, 0, 1], &[10, 0, 0, 0, 255, 0, 0, 0]), Some(true));
        assert_eq!(is_address_under(&[11, 0, 0, 1], &[10, 0, 0, 0, 255, 0, 0, 0]), Some(false));
        assert_eq!(is_address_under(&[1], &[1, 1]), None);
    }
}
