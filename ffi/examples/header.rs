//! Writes the C header: `cargo run -p ywtb-ffi --example header -- [--check] include/ywtb.h`.
//!
//! With `--check` it compares instead, and fails when the committed header is not what the sources say. Any warning of
//! cbindgen fails too: it warns when it leaves out something that it cannot express.

use std::error::Error;
use std::path::Path;
use std::sync::Mutex;
use std::{env, fs};

/// The entries' files, in the order of the header.
const FILES: [&str; 16] = [
    "version",
    "error",
    "buffer",
    "report",
    "evaluate",
    "registry",
    "request",
    "cancel",
    "batch",
    "trust",
    "status",
    "verify",
    "certificate",
    "archive",
    "id",
    "rules",
];

/// What cbindgen says of the one type that is not ours: it stands among the macros.
const FOREIGN: &str = "Can't find ArrowArrayStream.";

/// What cbindgen cannot express.
const MACROS: &str = "
// The ABI of this header as one number, to compare with ywtb_abi_version(). Usable in #if.
#define YWTB_ABI_VERSION ((YWTB_ABI_MAJOR << 16) | YWTB_ABI_MINOR)

// The version of the package that this header came with.
#define YWTB_VERSION \"@VERSION@\"

// The length of a text that ends at its NUL.
#define YWTB_NTS ((size_t)-1)

// The length of a text, or the count of a list, that is known to be none.
#define YWTB_NONE ((size_t)-2)

// The structs of the Arrow C data interface, unless another header has them.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};
#endif";

const TITLE: &str = "\
// ywtb (yi wang tong ban): decisions under the Shanghai regulation on public data and one-net government service, with reasons
// that cite the law, and verification of sealed documents. C99 or C++11. Made from the sources of ywtb-ffi by
// `make header`; do not edit.
//
// Status    Functions that can fail return a ywtb_status, and take as last argument a place for a ywtb_error, or NULL.
// Outs      An out is NULL until the call succeeds. Each has its own ..._free(), which takes NULL too.
// Text      UTF-8, with a length in bytes or YWTB_NTS; NULL with length 0 is the empty text. Only read during the call.
// Threads   A const pointer may be shared by threads; any other is for one thread at a time. Any thread may free.
// Network   None, nor clock, nor files: dates, times and bytes are arguments.";

/// Warnings, kept so that the run can fail on them.
struct Warnings(Mutex<Vec<String>>);

impl log::Log for Warnings {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &log::Record<'_>) {
        if let (true, Ok(mut list)) = (self.enabled(record.metadata()), self.0.lock()) {
            list.push(record.args().to_string());
            list.retain(|warning| !warning.starts_with(FOREIGN));
        }
    }

    fn flush(&self) {}
}

static WARNINGS: Warnings = Warnings(Mutex::new(Vec::new()));

fn main() -> Result<(), Box<dyn Error>> {
    log::set_logger(&WARNINGS)?;
    log::set_max_level(log::LevelFilter::Warn);
    let arguments: Vec<String> = env::args().skip(1).collect();
    let header = header()?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--check", path] if fs::read_to_string(path)? == header => Ok(()),
        ["--check", path] => Err(format!("{path} is not what the sources say: run `make header`").into()),
        [path] => Ok(fs::write(path, header)?),
        _ => Err("usage: header [--check] FILE".into()),
    }
}

fn header() -> Result<String, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut builder = cbindgen::Builder::new()
        .with_config(cbindgen::Config::from_file(folder.join("cbindgen.toml"))?)
        .with_header(TITLE)
        .with_after_include(MACROS.replace("@VERSION@", env!("CARGO_PKG_VERSION")));
    for file in FILES {
        builder = builder.with_src(folder.join("src").join(file).with_extension("rs"));
    }
    let mut header = Vec::new();
    builder.generate()?.write(&mut header);
    let warnings = WARNINGS.0.lock().map_err(|_| "the list of warnings is lost")?;
    if !warnings.is_empty() {
        return Err(warnings.join("\n").into());
    }
    let header = String::from_utf8(header)?;
    // A compiler that reads sources in a Chinese code page can lose the end of a line over a UTF-8 comment.
    match header.lines().find(|line| !line.is_ascii()) {
        Some(line) => Err(format!("the header must be plain ASCII: {line}").into()),
        None => Ok(header),
    }
}
