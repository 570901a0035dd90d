//! `TrustStore`: certificates that a caller trusts.

use pyo3::prelude::*;
use ywtb::Role;

use crate::errors::{outside, wrong_argument};

/// Trust anchors, each for one role (`signer`, `maker`, `tsa`).
#[pyclass(frozen, module = "ywtb._native")]
pub(crate) struct TrustStore(pub(crate) ywtb::TrustStore);

/// An anchor: its role and the certificate; the role `intermediate` trusts nobody.
type Anchor = (String, Vec<u8>);

const ROLES: [(&str, Role); 3] = [("signer", Role::Signer), ("maker", Role::Maker), ("tsa", Role::Tsa)];

/// The word for certificates that only lead to anchors.
const INTERMEDIATE: &str = "intermediate";

#[pymethods]
impl TrustStore {
    /// A store of certificates, each with its role: PEM, DER or a PKCS#7 bundle.
    #[new]
    fn new(py: Python<'_>, anchors: Vec<Anchor>) -> PyResult<Self> {
        let mut roles = Vec::with_capacity(anchors.len());
        for (name, _) in &anchors {
            let role = ROLES.iter().find(|(known, _)| known == name).map(|(_, role)| *role);
            if role.is_none() && name != INTERMEDIATE {
                let roles_known = "expected one of signer, maker, tsa, intermediate";
                return Err(wrong_argument(py, "input.role", "role", roles_known));
            }
            roles.push(role);
        }
        outside(py, || {
            let mut store = ywtb::TrustStore::new();
            for (role, (_, certificate)) in roles.into_iter().zip(&anchors) {
                match role {
                    Some(role) => store.add(role, certificate)?,
                    None => store.add_intermediates(certificate)?,
                }
            }
            Ok(Self(store))
        })
    }

    /// Certificates that only lead to anchors, in DER.
    #[getter]
    fn intermediates(&self) -> Vec<&[u8]> {
        self.0.intermediates().collect()
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
