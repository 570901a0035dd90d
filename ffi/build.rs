//! Names the shared library by the major version of its ABI, so that a host built against one finds no other.

/// The library's `YWTB_ABI_MAJOR`; a test compares the two.
const ABI_MAJOR: u32 = 1;

#[expect(clippy::disallowed_methods, reason = "cargo names the target in the environment")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |part: &str| std::env::var_os(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    if target("FAMILY") == "unix" && target("VENDOR") != "apple" {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libywtb.so.{ABI_MAJOR}");
    }
}
