//! Names the shared library, and the version of its symbols, by the major version of its ABI: a host built against one finds
//! no other, and two of them in one process keep apart.

/// The library's `YWTB_ABI_MAJOR`; a test compares the two.
const ABI_MAJOR: u32 = 1;

#[expect(clippy::disallowed_methods, reason = "cargo names the target in the environment")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |part: &str| std::env::var_os(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    if target("FAMILY") == "unix" && target("VENDOR") != "apple" {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libywtb.so.{ABI_MAJOR}");
    }
    // A version script of our own cannot stand beside the one by which rustc hides its symbols; this makes the SONAME the
    // version, which the linker of the GNU tools alone can do.
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-cdylib-link-arg=-fuse-ld=bfd");
        println!("cargo::rustc-cdylib-link-arg=-Wl,--default-symver");
    }
}
