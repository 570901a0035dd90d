//! Electronic seals (SESeal) in the layouts of GM/T 0031-2014 (v1), GB/T 38540-2020 (v4) and ofdrw's v5.

use crate::certificate::{Certificate, Identity};
use crate::der;
use crate::key::{Encoding, digest};
use crate::picture::{MILLIMETRES, seal_png};
use crate::pki::Pki;
use crate::time::Period;
use crate::timestamp::TimestampAuthority;

/// The layout of a seal and of the signatures made with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// GM/T 0031-2014.
    V1,
    /// GB/T 38540-2020.
    V4,
    /// As [`Layout::V4`], header version 5.
    V5,
}

impl Layout {
    pub(crate) fn version(self) -> u64 {
        match self {
            Layout::V1 => 1,
            Layout::V4 => 4,
            Layout::V5 => 5,
        }
    }
}

/// How a v4 seal lists the certificates that may seal with it (certListType).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignerList {
    /// 1: the certificates themselves.
    Certificates,
    /// 2: SM3 digests of the certificates.
    Digests,
}

/// A finished seal.
#[derive(Debug, Clone)]
pub struct Seal {
    /// Its DER bytes: the content of a `.esl` file.
    pub der: Vec<u8>,
    /// Its layout.
    pub layout: Layout,
}

/// Makes a seal: a valid one of layout v4, until a knob is turned.
#[derive(Debug, Clone)]
pub struct SealBuilder {
    layout: Layout,
    id: String,
    header_id: String,
    name: String,
    period: Period,
    list: SignerList,
    signers: Vec<Certificate>,
    picture: Vec<u8>,
    maker: Identity,
    signed_by: Option<Identity>,
    encoding: Encoding,
    other_layouts_bytes: bool,
    algorithm: Option<&'static str>,
    authority: Option<TimestampAuthority>,
}

impl SealBuilder {
    /// A seal that the PKI's maker makes for the PKI's signer.
    pub fn new(pki: &Pki) -> Self {
        Self {
            layout: Layout::V4,
            id: "31019900000001".into(),
            header_id: "ES".into(),
            name: "上海市示例区行政审批局行政审批专用章".into(),
            period: Period::new("2023-01-01T00:00:00+08:00", "2030-12-31T23:59:59+08:00"),
            list: SignerList::Certificates,
            signers: vec![pki.signer.certificate.clone()],
            picture: seal_png().to_vec(),
            maker: pki.maker.clone(),
            signed_by: None,
            encoding: Encoding::Der,
            other_layouts_bytes: false,
            algorithm: None,
            authority: None,
        }
    }

    /// The layout.
    pub fn layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    /// The seal's number (esID).
    pub fn id(mut self, id: &str) -> Self {
        self.id = id.into();
        self
    }

    /// Another text than the fixed "ES" in the header.
    pub fn header_id(mut self, text: &str) -> Self {
        self.header_id = text.into();
        self
    }

    /// The seal's name.
    pub fn name(mut self, name: &str) -> Self {
        self.name = name.into();
        self
    }

    /// When documents may be sealed with it; it is made at the beginning.
    pub fn period(mut self, period: Period) -> Self {
        self.period = period;
        self
    }

    /// Certificates or digests (v4 and v5 only).
    pub fn list(mut self, list: SignerList) -> Self {
        self.list = list;
        self
    }

    /// Who may seal with it.
    pub fn signers(mut self, signers: &[&Certificate]) -> Self {
        self.signers = signers.iter().copied().cloned().collect();
        self
    }

    /// Another picture (PNG).
    pub fn picture(mut self, png: &[u8]) -> Self {
        self.picture = png.to_vec();
        self
    }

    /// Another maker, whose key and certificate fit each other.
    pub fn maker(mut self, maker: &Identity) -> Self {
        self.maker = maker.clone();
        self
    }

    /// Forged: the seal shows its maker's certificate, but another's key signed it.
    pub fn signed_by(mut self, forger: &Identity) -> Self {
        self.signed_by = Some(forger.clone());
        self
    }

    /// How the maker's value is written.
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// The maker signs the bytes that the other layout prescribes.
    pub fn other_layouts_bytes(mut self) -> Self {
        self.other_layouts_bytes = true;
        self
    }

    /// Another identifier of the signature algorithm.
    pub fn algorithm(mut self, id: &'static str) -> Self {
        self.algorithm = Some(id);
        self
    }

    /// Puts a timestamp on the seal (v5 only).
    pub fn timestamp(mut self, authority: &TimestampAuthority) -> Self {
        self.authority = Some(authority.clone());
        self
    }

    /// The seal.
    pub fn build(&self) -> Seal {
        let info = self.info();
        let certificate = der::octet_string(&self.maker.certificate.der);
        let algorithm = der::oid(self.algorithm.unwrap_or_else(|| self.maker.key.signature_algorithm()));
        let whole = [info.clone(), certificate.clone(), algorithm.clone()];
        let over_whole = (self.layout == Layout::V1) != self.other_layouts_bytes;
        let to_sign = if over_whole { der::sequence(&whole) } else { info.clone() };
        let signer = self.signed_by.as_ref().unwrap_or(&self.maker);
        let octets = signer.key.sign(&to_sign, self.encoding);
        let value = der::bit_string(&octets);
        let token =
            |authority: &TimestampAuthority| der::explicit(0, &der::bit_string(&authority.token(&octets)));
        let der = match self.layout {
            Layout::V1 => der::sequence(&[info, der::sequence(&[certificate, algorithm, value])]),
            Layout::V4 | Layout::V5 => {
                let mut members = vec![info, certificate, algorithm, value];
                members.extend(self.authority.as_ref().map(token));
                der::sequence(&members)
            }
        };
        Seal { der, layout: self.layout }
    }

    /// SES_SealInfo.
    fn info(&self) -> Vec<u8> {
        let header = der::sequence(&[
            der::ia5(&self.header_id),
            der::integer(self.layout.version()),
            der::ia5("YWTB-TESTKIT"),
        ]);
        let picture = der::sequence(&[
            der::ia5("PNG"),
            der::octet_string(&self.picture),
            der::integer(MILLIMETRES),
            der::integer(MILLIMETRES),
        ]);
        der::sequence(&[header, der::ia5(&self.id), self.property(), picture])
    }

    /// SES_ESPropertyInfo.
    fn property(&self) -> Vec<u8> {
        let time = if self.layout == Layout::V1 { der::utc_time } else { der::generalized_time };
        let mut members = vec![der::integer(1), der::utf8(&self.name)];
        members.extend(self.signer_list());
        members.extend([time(self.period.from), time(self.period.from), time(self.period.to)]);
        der::sequence(&members)
    }

    /// The list, after its type where the layout has one.
    fn signer_list(&self) -> Vec<Vec<u8>> {
        let entries = |write: &dyn Fn(&Certificate) -> Vec<u8>| {
            der::sequence(&self.signers.iter().map(write).collect::<Vec<_>>())
        };
        let certificates = || entries(&|one| der::octet_string(&one.der));
        let digests = || {
            entries(&|one| der::sequence(&[der::printable("SM3"), der::octet_string(&digest(&[&one.der]))]))
        };
        match (self.layout, self.list) {
            (Layout::V1, _) => vec![certificates()],
            (_, SignerList::Certificates) => vec![der::integer(1), certificates()],
            (_, SignerList::Digests) => vec![der::integer(2), digests()],
        }
    }
}
