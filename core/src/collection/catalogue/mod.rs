//! The catalogue of public data (公共数据资源目录): CAT-1 to CAT-9.

pub(crate) mod class;
pub(crate) mod compilation;
pub(crate) mod compile;
pub(crate) mod compiled_by;
pub(crate) mod entry;
mod facts;
pub(crate) mod listing;
pub(crate) mod publication;
pub(crate) mod required;
mod seen;
pub(crate) mod source;
mod stream;
pub(crate) mod update;
mod version;

pub use stream::{Compiled, Compiler, Conflict, Earlier, Places};
