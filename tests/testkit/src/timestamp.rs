//! Timestamp tokens (RFC 3161), good until a knob is turned.

use crate::certificate::{Certificate, Identity, Name, TIME_STAMPING};
use crate::der;
use crate::pki::Pki;
use crate::signed_data::SignedDataBuilder;
use crate::time::{Moment, moment};

const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";

/// Who stamps, and what is odd about the tokens.
#[derive(Debug, Clone)]
pub struct TimestampAuthority {
    identity: Identity,
    at: Moment,
    imprint_of: Option<Vec<u8>>,
    imprint_algorithm: Option<&'static str>,
    content_type: &'static str,
    stated_type: &'static str,
    time: Option<Vec<u8>>,
    named: Option<(bool, Certificate)>,
    with_certificate: bool,
    pkcs7: bool,
    message_digest: Option<Vec<u8>>,
}

impl TimestampAuthority {
    /// An authority under the CA of a PKI, stamping at 10:31 of 2024-05-20 in Shanghai.
    pub fn new(pki: &Pki) -> Self {
        let name = Name::new("上海测试时间戳服务中心", "测试时间戳");
        Self::of(&pki.certificate("tsa", name).purposes(&[TIME_STAMPING], true).issued_by(&pki.ca))
    }

    /// Tokens made with this key and certificate.
    pub fn of(identity: &Identity) -> Self {
        Self {
            identity: identity.clone(),
            at: moment("2024-05-20T10:31:00+08:00"),
            imprint_of: None,
            imprint_algorithm: None,
            content_type: TST_INFO,
            stated_type: TST_INFO,
            time: None,
            named: None,
            with_certificate: true,
            pkcs7: true,
            message_digest: None,
        }
    }

    /// When it stamps.
    pub fn at(mut self, at: Moment) -> Self {
        self.at = at;
        self
    }

    /// Another text of the time, with its tag and length.
    pub fn time(mut self, encoded: &[u8]) -> Self {
        self.time = Some(encoded.to_vec());
        self
    }

    /// Stamps something else.
    pub fn imprint_of(mut self, data: &[u8]) -> Self {
        self.imprint_of = Some(data.to_vec());
        self
    }

    /// Another identifier of the imprint's digest.
    pub fn imprint_algorithm(mut self, id: &'static str) -> Self {
        self.imprint_algorithm = Some(id);
        self
    }

    /// Another type of the content, and in the attribute.
    pub fn types(mut self, content: &'static str, stated: &'static str) -> Self {
        (self.content_type, self.stated_type) = (content, stated);
        self
    }

    /// Names a certificate by its digest, in the second version of the attribute or in the first.
    pub fn name_certificate(mut self, certificate: &Certificate, second: bool) -> Self {
        self.named = Some((second, certificate.clone()));
        self
    }

    /// Leaves out the authority's certificate.
    pub fn without_certificate(mut self) -> Self {
        self.with_certificate = false;
        self
    }

    /// The identifiers of GB/T 35275 in the place of those of PKCS#7.
    pub fn gm(mut self) -> Self {
        self.pkcs7 = false;
        self
    }

    /// Signs another digest of the content.
    pub fn message_digest(mut self, digest: &[u8]) -> Self {
        self.message_digest = Some(digest.to_vec());
        self
    }

    /// The token that stamps `data`.
    pub fn token(&self, data: &[u8]) -> Vec<u8> {
        let key = &self.identity.key;
        let data = self.imprint_of.as_deref().unwrap_or(data);
        let method = self.imprint_algorithm.unwrap_or_else(|| key.digest_algorithm());
        let info = der::sequence(&[
            der::integer(1),
            der::oid("1.2.156.10197.1.999.1"),
            der::sequence(&[
                der::sequence(&[der::oid(method), der::null()]),
                der::octet_string(&key.digest(data)),
            ]),
            der::integer(7),
            self.time.clone().unwrap_or_else(|| der::generalized_time(self.at)),
        ]);
        let mut builder = SignedDataBuilder::new(&self.identity)
            .content_type(self.content_type)
            .stated_type(Some(self.stated_type))
            .signing_time(None);
        if self.pkcs7 {
            builder = builder.pkcs7();
        }
        if let Some((second, certificate)) = &self.named {
            builder = builder.name_certificate(certificate, *second);
        }
        if !self.with_certificate {
            builder = builder.certificates(&[]);
        }
        if let Some(digest) = &self.message_digest {
            builder = builder.message_digest(digest);
        }
        builder.around(Some(&info), &info)
    }
}
