//! Who is trusted.

use std::ffi::c_char;

use ywtb::Role;

use crate::error::{Error, Failure, Status};
use crate::guard::{change, guard, plain};
use crate::handle::Handle;

/// Trusted to issue certificates of those who sign and seal.
pub const YWTB_ROLE_SIGNER: i32 = 1;
/// Trusted to issue certificates of those who make seals.
pub const YWTB_ROLE_MAKER: i32 = 2;
/// Trusted to issue certificates of timestamp authorities.
pub const YWTB_ROLE_TSA: i32 = 3;

/// Certificates that the caller trusts, each in one role, and what is known about the status of certificates and seals.
///
/// Freed with ywtb_trust_store_free(). Filled by one thread at a time; from then on threads may share it as const, and
/// it may be freed when no call that uses it is running. It keeps its own copy of what is added.
pub struct TrustStore {
    pub(crate) store: ywtb::TrustStore,
    pub(crate) crls: Vec<Vec<u8>>,
    pub(crate) ocsp: Vec<Vec<u8>>,
    pub(crate) status: Option<ywtb::StatusAnswers>,
}

impl Handle for TrustStore {}

impl TrustStore {
    /// Adds all of a call's certificates or none.
    fn add(
        &mut self,
        role: i32,
        add: impl FnOnce(&mut ywtb::TrustStore, Role) -> Result<(), ywtb::Error>,
    ) -> Result<(), Failure> {
        let role = match role {
            YWTB_ROLE_SIGNER => Role::Signer,
            YWTB_ROLE_MAKER => Role::Maker,
            YWTB_ROLE_TSA => Role::Tsa,
            _ => return Err(Failure::value("role", "YWTB_ROLE_SIGNER, YWTB_ROLE_MAKER, YWTB_ROLE_TSA")),
        };
        let mut grown = self.store.clone();
        add(&mut grown, role)?;
        self.store = grown;
        Ok(())
    }
}

/// Makes a store that trusts nobody.
///
/// `out` receives it, to be freed with ywtb_trust_store_free(). `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_trust_store_new(out: *mut *mut TrustStore, error: *mut *mut Error) -> Status {
    guard(error, |caller| {
        caller.out(out, "out")?.put(TrustStore {
            store: ywtb::TrustStore::new(),
            crls: Vec::new(),
            ocsp: Vec::new(),
            status: None,
        });
        Ok(())
    })
}

/// Adds every certificate of a PEM text in one role, YWTB_ROLE_...; all of them or, when one cannot be read, none.
/// A length of YWTB_NTS says that the text ends at its NUL. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_trust_store_add_pem(
    store: Option<&mut TrustStore>,
    role: i32,
    pem: *const c_char,
    pem_len: usize,
    error: *mut *mut Error,
) -> Status {
    change(store, "store", error, |caller, store| {
        let pem = caller.octets(pem, pem_len, "pem")?;
        store.add(role, |trust, role| trust.add_pem(role, pem))
    })
}

/// Adds one certificate in DER in one role, YWTB_ROLE_... `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_trust_store_add_der(
    store: Option<&mut TrustStore>,
    role: i32,
    der: *const u8,
    der_len: usize,
    error: *mut *mut Error,
) -> Status {
    change(store, "store", error, |caller, store| {
        let der = caller.bytes(der, der_len, "der")?;
        store.add(role, |trust, role| trust.add_der(role, der))
    })
}

/// Adds certificates of authorities that nobody trusts by themselves, from PEM, DER or a PKCS#7 bundle: a path may lead
/// through them to a trusted one. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_trust_store_add_intermediates(
    store: Option<&mut TrustStore>,
    data: *const u8,
    data_len: usize,
    error: *mut *mut Error,
) -> Status {
    change(store, "store", error, |caller, store| {
        Ok(store.store.add_intermediates(caller.bytes(data, data_len, "data")?)?)
    })
}

/// Adds a list of revoked certificates in DER or PEM. It is read when a document is verified. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_trust_store_add_crl(
    store: Option<&mut TrustStore>,
    data: *const u8,
    data_len: usize,
    error: *mut *mut Error,
) -> Status {
    change(store, "store", error, |caller, store| {
        store.crls.push(caller.bytes(data, data_len, "data")?.to_vec());
        Ok(())
    })
}

/// Adds an OCSP response in DER. It is read when a document is verified. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_trust_store_add_ocsp(
    store: Option<&mut TrustStore>,
    data: *const u8,
    data_len: usize,
    error: *mut *mut Error,
) -> Status {
    change(store, "store", error, |caller, store| {
        store.ocsp.push(caller.bytes(data, data_len, "data")?.to_vec());
        Ok(())
    })
}

/// Sets the answers about certificates and seals that the caller vouches for, as JSON (schema `status`); they take the
/// place of those set before. A length of YWTB_NTS says that the text ends at its NUL. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_trust_store_set_status(
    store: Option<&mut TrustStore>,
    json: *const c_char,
    json_len: usize,
    error: *mut *mut Error,
) -> Status {
    change(store, "store", error, |caller, store| {
        store.status = Some(ywtb::StatusAnswers::from_json(caller.octets(json, json_len, "json")?)?);
        Ok(())
    })
}

/// Frees a store. NULL is fine.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_trust_store_free(store: Option<Box<TrustStore>>) {
    plain((), || drop(store));
}
