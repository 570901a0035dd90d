//! The test PKI: a root, a CA, a seal maker and a signer.

use crate::certificate::{CertificateBuilder, Identity, KeyUsage, Name};
use crate::time::Period;

/// The authority that all certificates of the testkit come from.
const AUTHORITY: &str = "上海测试数字证书认证中心";

/// A root with one CA under it, and the two holders whom a sealed document needs.
#[derive(Debug, Clone)]
pub struct Pki {
    seed: u64,
    /// Self-signed root: the anchor for makers and signers.
    pub root: Identity,
    /// Issues every other certificate.
    pub ca: Identity,
    /// Makes seals (制章人).
    pub maker: Identity,
    /// Seals documents (签章人): a district's approval bureau.
    pub signer: Identity,
}

impl Pki {
    /// The PKI of a seed.
    pub fn new(seed: u64) -> Self {
        let begin = |label: &str, name: Name| CertificateBuilder::new(seed, label, name);
        let root = begin("root", Name::new(AUTHORITY, "测试根证书（仅供测试）"))
            .usage(KeyUsage::Issuing)
            .period(Period::new("2018-01-01T00:00:00+08:00", "2051-12-31T23:59:59+08:00"))
            .self_signed();
        let ca = begin("ca", Name::new(AUTHORITY, "测试电子印章签发证书"))
            .usage(KeyUsage::Issuing)
            .period(Period::new("2018-06-01T00:00:00+08:00", "2041-05-31T23:59:59+08:00"))
            .issued_by(&root);
        let maker = begin("maker", Name::new("上海测试电子印章平台", "测试制章机构")).issued_by(&ca);
        let signer_name = Name {
            unit: Some("行政审批科".into()),
            ..Name::new("上海市示例区行政审批局", "上海市示例区行政审批局行政审批专用章")
        };
        let signer = begin("signer", signer_name).without_parameters().issued_by(&ca);
        Self { seed, root, ca, maker, signer }
    }

    /// Starts a further certificate; its key follows from the seed and the label.
    pub fn certificate(&self, label: &str, subject: Name) -> CertificateBuilder {
        CertificateBuilder::new(self.seed, label, subject)
    }
}
