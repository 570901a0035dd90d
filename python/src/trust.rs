//! `TrustStore`: certificates that a caller trusts.

use pyo3::prelude::*;
use ywtb::Role;

use crate::errors::{outside, wrong_argument};

/// Trust anchors, each for one role (`signer`, `maker`, `tsa`).
#[pyclass(frozen, module = "ywtb._native")]
pub(crate) struct TrustStore(pub(crate) ywtb::TrustStore);

/// An anchor: its role and the certificate.
type Anchor = (String, Vec<u8>);

const ROLES: [(&str, Role); 3] = [("signer", Role::Signer), ("maker", Role::Maker), ("tsa", Role::Tsa)];

#[pymethods]
impl TrustStore {
    /// A store of certificates, each with its role: PEM (every certificate of the text) or else DER.
    #[new]
    fn new(py: Python<'_>, anchors: Vec<Anchor>) -> PyResult<Self> {
        let mut roles = Vec::with_capacity(anchors.len());
        for (name, _) in &anchors {
            let Some((_, role)) = ROLES.iter().find(|(known, _)| known == name) else {
                return Err(wrong_argument(py, "input.role", "role", "expected one of signer, maker, tsa"));
            };
            roles.push(*role);
        }
        outside(py, || {
            let mut store = ywtb::TrustStore::new();
            for (role, (_, certificate)) in roles.into_iter().zip(&anchors) {
                // DER begins with a SEQUENCE (0x30, "0"), and no PEM text does.
                if certificate.first() == Some(&0x30) {
                    store.add_der(role, certificate)?;
                } else {
                    store.add_pem(role, certificate)?;
                }
            }
            Ok(Self(store))
        })
    }

    /// The anchors: role and certificate in DER.
    #[getter]
    fn anchors(&self) -> Vec<(&'static str, &[u8])> {
        ROLES
            .iter()
            .flat_map(|(name, role)| self.0.anchors(*role).map(|anchor| (*name, anchor.der.as_slice())))
            .collect()
    }
}
