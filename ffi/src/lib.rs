//! The C face of `ywtb`: what `include/ywtb.h` declares.
//!
//! Every entry is one C function. Handles come in as references, so that the types say who owns them; text, bytes,
//! structs and outs come in as raw pointers that only a [`guard::Caller`] opens. Beyond the signatures of entries,
//! unsafe code stands in `handle`, `text`, `stream` and `guard` alone; a test reads the sources and says so.
//!
//! The doc comments of entries, types and constants are the header's, and speak to readers of C.

// Code inside somebody else's server must not bring it down: no panic path, no silent wrap, no output of its own.
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::dbg_macro,
        clippy::disallowed_methods,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::print_stderr,
        clippy::print_stdout,
        clippy::todo,
        clippy::unimplemented,
        clippy::unwrap_used
    )
)]
// The header's comments say in C's words what must hold; a heading for Rust callers, of whom there are none, would
// end up there too.
#![allow(clippy::missing_safety_doc)]

pub mod archive;
pub mod batch;
pub mod buffer;
pub mod cancel;
pub mod certificate;
pub mod error;
pub mod evaluate;
mod fault;
mod guard;
mod handle;
pub mod id;
pub mod registry;
pub mod report;
pub mod request;
pub mod rules;
pub mod status;
mod stream;
mod text;
pub mod trust;
pub mod verify;
pub mod version;

#[cfg(test)]
mod fence;
