//! SignedData as GB/T 35275 and PKCS#7 shape it, in the forms that occur in real files and in some that should not.

use crate::certificate::{Certificate, Identity};
use crate::der;
use crate::key::Encoding;
use crate::time::Moment;
use crate::timestamp::TimestampAuthority;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub(crate) const GM_DATA: &str = "1.2.156.10197.6.1.4.2.1";
const GM_SIGNED_DATA: &str = "1.2.156.10197.6.1.4.2.2";
pub(crate) const PKCS7_DATA: &str = "1.2.840.113549.1.7.1";
const PKCS7_SIGNED_DATA: &str = "1.2.840.113549.1.7.2";

/// What stands in the place of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Detached,
    /// The digest of the original.
    Digest,
    /// That digest as base64 text.
    DigestText,
    /// The original.
    Whole,
}

/// Makes SignedData: a good one with attributes over content that stands elsewhere, until a knob is turned.
#[derive(Debug, Clone)]
pub struct SignedDataBuilder {
    signers: Vec<Identity>,
    gm: bool,
    content: Content,
    content_type: Option<String>,
    stated_type: Option<Option<String>>,
    attributes: bool,
    message_digest: Option<Vec<u8>>,
    signing_time: Option<Moment>,
    turned: bool,
    named: Option<(bool, Vec<u8>)>,
    algorithm: Option<&'static str>,
    by_key_id: bool,
    certificates: Option<Vec<Certificate>>,
    lists: Vec<Vec<u8>>,
    info: bool,
    indefinite: bool,
    in_parts: bool,
    encoding: Encoding,
    authorities: Vec<TimestampAuthority>,
}

impl SignedDataBuilder {
    /// Signed by one, with the identifiers of GB/T 35275, at 10:30 of 2024-05-20 in Shanghai.
    pub fn new(signer: &Identity) -> Self {
        Self {
            signers: vec![signer.clone()],
            gm: true,
            content: Content::Detached,
            content_type: None,
            stated_type: None,
            attributes: true,
            message_digest: None,
            signing_time: Some(crate::time::moment("2024-05-20T10:30:00+08:00")),
            turned: false,
            named: None,
            algorithm: None,
            by_key_id: false,
            certificates: None,
            lists: Vec::new(),
            info: true,
            indefinite: false,
            in_parts: false,
            encoding: Encoding::Der,
            authorities: Vec::new(),
        }
    }

    /// A further signer.
    pub fn and(mut self, signer: &Identity) -> Self {
        self.signers.push(signer.clone());
        self
    }

    /// The identifiers of PKCS#7 in the place of those of GB/T 35275.
    pub fn pkcs7(mut self) -> Self {
        self.gm = false;
        self
    }

    /// What stands in the place of the content.
    pub fn content(mut self, content: Content) -> Self {
        self.content = content;
        self
    }

    /// Another type of the content.
    pub fn content_type(mut self, id: &str) -> Self {
        self.content_type = Some(id.into());
        self
    }

    /// Another type of the content in the attribute alone, or no such attribute.
    pub fn stated_type(mut self, id: Option<&str>) -> Self {
        self.stated_type = Some(id.map(Into::into));
        self
    }

    /// Signs the content itself.
    pub fn without_attributes(mut self) -> Self {
        self.attributes = false;
        self
    }

    /// Another messageDigest; an empty one is left out.
    pub fn message_digest(mut self, digest: &[u8]) -> Self {
        self.message_digest = Some(digest.to_vec());
        self
    }

    /// The signingTime attribute, or none.
    pub fn signing_time(mut self, at: Option<Moment>) -> Self {
        self.signing_time = at;
        self
    }

    /// Stores and signs the attributes in another order than that of DER.
    pub fn attributes_turned(mut self) -> Self {
        self.turned = true;
        self
    }

    /// Names a certificate by its digest, in the second version of the attribute or in the first (SHA-1).
    pub fn name_certificate(mut self, certificate: &Certificate, second: bool) -> Self {
        self.named = Some((second, certificate.der.clone()));
        self
    }

    /// Another identifier of the signature algorithm.
    pub fn algorithm(mut self, id: &'static str) -> Self {
        self.algorithm = Some(id);
        self
    }

    /// Names the signer by the identifier of its key.
    pub fn by_key_id(mut self) -> Self {
        self.by_key_id = true;
        self
    }

    /// Other certificates than the signers'.
    pub fn certificates(mut self, certificates: &[&Certificate]) -> Self {
        self.certificates = Some(certificates.iter().copied().cloned().collect());
        self
    }

    /// Carries lists of revoked certificates.
    pub fn lists(mut self, lists: &[Vec<u8>]) -> Self {
        self.lists = lists.to_vec();
        self
    }

    /// Leaves out the ContentInfo around it, as an early writer did.
    pub fn without_content_info(mut self) -> Self {
        self.info = false;
        self
    }

    /// Indefinite lengths outside of what is signed.
    pub fn indefinite(mut self) -> Self {
        self.indefinite = true;
        self
    }

    /// The content cut into parts.
    pub fn in_parts(mut self) -> Self {
        self.in_parts = true;
        self
    }

    /// How SM2 values are written.
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Adds a timestamp of every value.
    pub fn timestamp(mut self, authority: &TimestampAuthority) -> Self {
        self.authorities.push(authority.clone());
        self
    }

    /// SignedData over `original`.
    pub fn build(&self, original: &[u8]) -> Vec<u8> {
        let first = &self.signers[0].key;
        let content = match self.content {
            Content::Detached => None,
            Content::Digest => Some(first.digest(original)),
            Content::DigestText => Some(STANDARD.encode(first.digest(original)).into_bytes()),
            Content::Whole => Some(original.to_vec()),
        };
        self.around(content.as_deref(), content.as_deref().unwrap_or(original))
    }

    /// What the first signer signs when there are attributes: the SET OF them.
    pub fn signed_attributes(&self, message: &[u8]) -> Vec<u8> {
        der::tlv(0x31, &self.attributes(&self.signers[0], message))
    }

    /// SignedData that holds `content`, or nothing, and signs `message`.
    pub(crate) fn around(&self, content: Option<&[u8]>, message: &[u8]) -> Vec<u8> {
        let mut inner = vec![der::oid(&self.data_type())];
        inner.extend(content.map(|content| der::explicit(0, &self.octets(content))));
        let algorithms: Vec<Vec<u8>> =
            self.signers.iter().map(|signer| algorithm(signer.key.digest_algorithm())).collect();
        let own = || self.signers.iter().map(|signer| signer.certificate.clone()).collect();
        let certificates: Vec<Certificate> = self.certificates.clone().unwrap_or_else(own);
        let mut members = vec![
            der::integer(1),
            der::tlv(0x31, &algorithms[..1].concat()),
            self.constructed(0x30, &inner.concat()),
        ];
        if !certificates.is_empty() {
            let list: Vec<Vec<u8>> = certificates.into_iter().map(|one| one.der).collect();
            members.push(self.constructed(0xA0, &list.concat()));
        }
        if !self.lists.is_empty() {
            members.push(self.constructed(0xA1, &self.lists.concat()));
        }
        let infos: Vec<Vec<u8>> =
            self.signers.iter().map(|signer| self.signer_info(signer, message)).collect();
        members.push(self.constructed(0x31, &infos.concat()));
        let data = self.constructed(0x30, &members.concat());
        if !self.info {
            return data;
        }
        let kind = if self.gm { GM_SIGNED_DATA } else { PKCS7_SIGNED_DATA };
        self.constructed(0x30, &[der::oid(kind), self.constructed(0xA0, &data)].concat())
    }

    fn data_type(&self) -> String {
        let usual = if self.gm { GM_DATA } else { PKCS7_DATA };
        self.content_type.clone().unwrap_or_else(|| usual.into())
    }

    fn octets(&self, content: &[u8]) -> Vec<u8> {
        if !self.in_parts {
            return der::octet_string(content);
        }
        let parts: Vec<Vec<u8>> = content.chunks(10).map(der::octet_string).collect();
        self.constructed(0x24, &parts.concat())
    }

    fn constructed(&self, tag: u8, content: &[u8]) -> Vec<u8> {
        if self.indefinite { [&[tag, 0x80], content, &[0, 0]].concat() } else { der::tlv(tag, content) }
    }

    fn signer_info(&self, signer: &Identity, message: &[u8]) -> Vec<u8> {
        let certificate = &signer.certificate;
        let id = match self.by_key_id {
            true => der::tlv(0x80, &certificate.key_id),
            false => der::sequence(&[certificate.issuer.clone(), der::unsigned(&certificate.serial)]),
        };
        let mut members = vec![
            der::integer(if self.by_key_id { 3 } else { 1 }),
            id,
            algorithm(signer.key.digest_algorithm()),
        ];
        let attributes = self.attributes(signer, message);
        let to_sign = if self.attributes { der::tlv(0x31, &attributes) } else { message.to_vec() };
        if self.attributes {
            members.push(der::tlv(0xA0, &attributes));
        }
        let value = signer.key.sign(&to_sign, self.encoding);
        members.push(algorithm(self.algorithm.unwrap_or_else(|| usual_algorithm(signer))));
        members.push(der::octet_string(&value));
        if !self.authorities.is_empty() {
            let tokens = self
                .authorities
                .iter()
                .flat_map(|authority| attribute("1.2.840.113549.1.9.16.2.14", &authority.token(&value)));
            members.push(der::tlv(0xA1, &tokens.collect::<Vec<u8>>()));
        }
        der::sequence(&members)
    }

    fn attributes(&self, signer: &Identity, message: &[u8]) -> Vec<u8> {
        let mut list = Vec::new();
        let stated = self.stated_type.clone().unwrap_or_else(|| Some(self.data_type()));
        list.extend(stated.map(|id| attribute("1.2.840.113549.1.9.3", &der::oid(&id))));
        let digest = self.message_digest.clone().unwrap_or_else(|| signer.key.digest(message));
        if !digest.is_empty() {
            list.push(attribute("1.2.840.113549.1.9.4", &der::octet_string(&digest)));
        }
        list.extend(self.signing_time.map(|at| attribute("1.2.840.113549.1.9.5", &der::utc_time(at))));
        list.extend(self.named.as_ref().map(|(second, certificate)| {
            let (id, certificate) = match second {
                true => (
                    "1.2.840.113549.1.9.16.2.47",
                    vec![
                        algorithm("1.2.156.10197.1.401"),
                        der::octet_string(&crate::key::digest(&[certificate])),
                    ],
                ),
                false => (
                    "1.2.840.113549.1.9.16.2.12",
                    vec![der::octet_string(&<sha1::Sha1 as sm3::Digest>::digest(certificate))],
                ),
            };
            attribute(id, &der::sequence(&[der::sequence(&[der::sequence(&certificate)])]))
        }));
        list.sort();
        if self.turned {
            list.reverse();
        }
        list.concat()
    }
}

fn usual_algorithm(signer: &Identity) -> &'static str {
    match signer.key.signature_algorithm() {
        "1.2.156.10197.1.501" => "1.2.156.10197.1.301.1",
        other => other,
    }
}

fn algorithm(id: &str) -> Vec<u8> {
    der::sequence(&[der::oid(id)])
}

fn attribute(id: &str, value: &[u8]) -> Vec<u8> {
    der::sequence(&[der::oid(id), der::set_of_one(value)])
}
