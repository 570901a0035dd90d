//! The C face with faults: the library again, in which every entry can be made to fail inside. For `tests/c/faults.c` alone.
// As in the library itself: the comments speak to readers of C.
#![allow(clippy::missing_safety_doc)]

#[path = "../src/archive.rs"]
pub mod archive;
#[path = "../src/batch.rs"]
pub mod batch;
#[path = "../src/buffer.rs"]
pub mod buffer;
#[path = "../src/cancel.rs"]
pub mod cancel;
#[path = "../src/certificate.rs"]
pub mod certificate;
#[path = "../src/error.rs"]
pub mod error;
#[path = "../src/evaluate.rs"]
pub mod evaluate;
#[path = "../src/guard.rs"]
mod guard;
#[path = "../src/handle.rs"]
mod handle;
#[path = "../src/id.rs"]
pub mod id;
#[path = "../src/registry.rs"]
pub mod registry;
#[path = "../src/report.rs"]
pub mod report;
#[path = "../src/request.rs"]
pub mod request;
#[path = "../src/rules.rs"]
pub mod rules;
#[path = "../src/status.rs"]
pub mod status;
#[path = "../src/stream.rs"]
mod stream;
#[path = "../src/text.rs"]
mod text;
#[path = "../src/trust.rs"]
pub mod trust;
#[path = "../src/verify.rs"]
pub mod verify;
#[path = "../src/version.rs"]
pub mod version;

/// In the place of `src/fault.rs`.
pub mod fault {
    use std::sync::atomic::{AtomicBool, Ordering};

    static FORCED: AtomicBool = AtomicBool::new(false);

    /// Panics when that is asked for.
    pub(crate) fn here() {
        assert!(!FORCED.load(Ordering::Relaxed), "a fault that was asked for");
    }

    /// From here on every entry fails inside, or no longer.
    #[unsafe(no_mangle)]
    pub extern "C" fn ywtb_test_force_panics(on: i32) {
        FORCED.store(on != 0, Ordering::Relaxed);
    }
}
