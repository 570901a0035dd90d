//! One sealing of a document: who, when, with which seal, over which files; and its SES_Signature.

use crate::certificate::Identity;
use crate::check_method::CheckMethod;
use crate::der;
use crate::key::Encoding;
use crate::pki::Pki;
use crate::seal::{Layout, Seal};
use crate::signed_data::SignedDataBuilder;
use crate::time::{Moment, moment};
use crate::timestamp::TimestampAuthority;

/// A StampAnnot: PageRef, Boundary and Clip.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) page: String,
    pub(crate) boundary: String,
    pub(crate) clip: Option<String>,
}

/// A signature to be put on a document: a good one over everything, until a knob is turned.
#[derive(Debug, Clone)]
pub struct Stamp {
    pub(crate) seal: Seal,
    pub(crate) signer: Identity,
    pub(crate) at: Moment,
    pub(crate) check_method: CheckMethod,
    pub(crate) left_out: Vec<String>,
    pub(crate) covers_signature_list: bool,
    pub(crate) seal_file: bool,
    pub(crate) signed_data: Option<SignedDataBuilder>,
    pub(crate) date_time: bool,
    pub(crate) places: Vec<Place>,
    authority: Option<TimestampAuthority>,
    time_token: Option<TimestampAuthority>,
    property: Option<String>,
    version: u64,
    extension: Option<(&'static str, bool)>,
    algorithm: Option<&'static str>,
    forger: Option<Identity>,
    encoding: Encoding,
}

impl Stamp {
    /// The PKI's signer seals on 2024-05-20 at 10:30 in Shanghai.
    pub fn new(pki: &Pki, seal: &Seal) -> Self {
        Self {
            seal: seal.clone(),
            signer: pki.signer.clone(),
            at: moment("2024-05-20T10:30:00+08:00"),
            check_method: CheckMethod::default(),
            left_out: Vec::new(),
            covers_signature_list: false,
            seal_file: true,
            signed_data: None,
            date_time: true,
            places: Vec::new(),
            authority: None,
            time_token: None,
            property: None,
            version: seal.layout.version(),
            extension: None,
            algorithm: None,
            forger: None,
            encoding: Encoding::Der,
        }
    }

    /// A digital signature in the place of a seal's: Type `Sign`, with SignedData as its value.
    pub fn sign(pki: &Pki, data: &SignedDataBuilder) -> Self {
        let seal = Seal { der: Vec::new(), layout: Layout::V4 };
        let stamp = Self::new(pki, &seal).without_seal_file();
        Self { signed_data: Some(data.clone()), ..stamp }
    }

    /// One more place where the seal appears; without any it appears on the second page.
    pub fn appears(mut self, page: &str, boundary: &str, clip: Option<&str>) -> Self {
        let clip = clip.map(str::to_owned);
        self.places.push(Place { page: page.into(), boundary: boundary.into(), clip });
        self
    }

    /// Leaves SignatureDateTime out of the description.
    pub fn without_date_time(mut self) -> Self {
        self.date_time = false;
        self
    }

    /// Puts a timestamp on the signature value (v4 and v5).
    pub fn timestamp(mut self, authority: &TimestampAuthority) -> Self {
        self.authority = Some(authority.clone());
        self
    }

    /// Puts a token over the original in the place of the time (v1).
    pub fn time_token(mut self, authority: &TimestampAuthority) -> Self {
        self.time_token = Some(authority.clone());
        self
    }

    /// Another signer.
    pub fn signer(mut self, signer: &Identity) -> Self {
        self.signer = signer.clone();
        self
    }

    /// The time that the signer claims.
    pub fn at(mut self, at: Moment) -> Self {
        self.at = at;
        self
    }

    /// How the references are digested, and how that is named.
    pub fn check_method(mut self, method: CheckMethod) -> Self {
        self.check_method = method;
        self
    }

    /// Leaves a file without reference.
    pub fn leave_out(mut self, path: &str) -> Self {
        self.left_out.push(path.into());
        self
    }

    /// References Signatures.xml too, so that nothing can be added later.
    pub fn cover_signature_list(mut self) -> Self {
        self.covers_signature_list = true;
        self
    }

    /// Puts no Seal.esl beside the signature.
    pub fn without_seal_file(mut self) -> Self {
        self.seal_file = false;
        self
    }

    /// Another propertyInfo than the path of Signature.xml.
    pub fn property(mut self, text: &str) -> Self {
        self.property = Some(text.into());
        self
    }

    /// Another version than the seal's.
    pub fn version(mut self, version: u64) -> Self {
        self.version = version;
        self
    }

    /// An extension (v4 and v5), and whether it is critical.
    pub fn extension(mut self, id: &'static str, critical: bool) -> Self {
        self.extension = Some((id, critical));
        self
    }

    /// Another identifier of the signature algorithm.
    pub fn algorithm(mut self, id: &'static str) -> Self {
        self.algorithm = Some(id);
        self
    }

    /// Forged: it shows the signer's certificate, but another's key signed it.
    pub fn signed_by(mut self, forger: &Identity) -> Self {
        self.forger = Some(forger.clone());
        self
    }

    /// How the signer's value is written.
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// SES_Signature or SignedData over an original, here a Signature.xml at `path`: the content of SignedValue.dat.
    pub fn signature(&self, original: &[u8], path: &str) -> Vec<u8> {
        if let Some(data) = &self.signed_data {
            return data.build(original);
        }
        let certificate = der::octet_string(&self.signer.certificate.der);
        let algorithm = der::oid(self.algorithm.unwrap_or_else(|| self.signer.key.signature_algorithm()));
        let time = match (self.seal.layout, &self.time_token) {
            (Layout::V1, Some(authority)) => der::bit_string(&authority.token(original)),
            (Layout::V1, None) => der::bit_string(self.at.format("%Y%m%d%H%M%SZ").to_string().as_bytes()),
            (Layout::V4 | Layout::V5, _) => der::generalized_time(self.at),
        };
        let mut to_sign = vec![
            der::integer(self.version),
            self.seal.der.clone(),
            time,
            der::bit_string(&self.signer.key.digest(original)),
            der::ia5(self.property.as_deref().unwrap_or(path)),
        ];
        if self.seal.layout == Layout::V1 {
            to_sign.extend([certificate.clone(), algorithm.clone()]);
        }
        to_sign.extend(self.extension.map(|(id, critical)| {
            let one = der::sequence(&[der::oid(id), der::boolean(critical), der::octet_string(b"x")]);
            der::explicit(0, &der::sequence(&[one]))
        }));
        let to_sign = der::sequence(&to_sign);
        let signer = self.forger.as_ref().unwrap_or(&self.signer);
        let octets = signer.key.sign(&to_sign, self.encoding);
        let value = der::bit_string(&octets);
        let token =
            |authority: &TimestampAuthority| der::explicit(0, &der::bit_string(&authority.token(&octets)));
        match self.seal.layout {
            Layout::V1 => der::sequence(&[to_sign, value]),
            Layout::V4 | Layout::V5 => {
                let mut members = vec![to_sign, certificate, algorithm, value];
                members.extend(self.authority.as_ref().map(token));
                der::sequence(&members)
            }
        }
    }
}
