//! Versions of the library and of its ABI.

use std::ffi::c_char;
use std::sync::Once;

use crate::guard::plain;

/// Major version of the ABI that this header describes: another one is another library (libywtb.so.1).
pub const YWTB_ABI_MAJOR: u32 = 1;
/// Minor version of the ABI that this header describes: a library with a higher one has everything in this header.
pub const YWTB_ABI_MINOR: u32 = 0;

/// The ABI of the library that was loaded: major << 16 | minor, to compare with YWTB_ABI_VERSION. Callable first.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_abi_version() -> u32 {
    YWTB_ABI_MAJOR << 16 | YWTB_ABI_MINOR
}

/// The version of the library that was loaded, such as "0.1.0". Ends at its NUL and lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

/// Keeps the library from writing to stderr when it catches a fault of its own; by default it writes the place.
///
/// Optional, for hosts that own their stderr; lasts until the process ends. Concerns this library alone.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_quiet_panics() {
    static ONCE: Once = Once::new();
    plain((), || ONCE.call_once(|| std::panic::set_hook(Box::new(|_| {}))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_the_core_and_the_build_script_agree() {
        assert_eq!(env!("CARGO_PKG_VERSION"), ywtb::VERSION);
        let script = include_str!("../build.rs");
        assert!(script.contains(&format!("const ABI_MAJOR: u32 = {YWTB_ABI_MAJOR};")));
    }
}
