//! What a record states that an encapsulated package cannot hold, or that its files do not bear out.

use serde_json::Value;

use super::authenticity::digest_of;
use crate::error::Detail;
use crate::evidence::hex;
use crate::json;

/// What cannot be written, and what the record says of files otherwise than they are: the package itself states no
/// digests.
pub(super) fn faults(record: &Value, files: &[(&str, &[u8])]) -> Vec<Detail> {
    let mut wrong = Vec::new();
    unwritable(record, String::new(), &mut wrong);
    let mut add = |at: usize, field: &str, message: &str| {
        wrong.push(Detail { path: format!("/files/{at}{field}"), message: message.to_owned() });
    };
    let listed = record.get("files").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (at, entry) in listed.iter().enumerate() {
        let text = |field: &str| entry.get(field).and_then(Value::as_str);
        let Some((_, data)) = files.iter().find(|(name, _)| text("name") == Some(*name)) else {
            add(at, "", "expected the content of the file");
            continue;
        };
        if entry
            .get("bytes")
            .and_then(Value::as_u64)
            .is_some_and(|size| u64::try_from(data.len()) != Ok(size))
        {
            add(at, "/bytes", "expected the size of the content");
        }
        let digest = hex(&digest_of(data, text("digest_method").unwrap_or("sm3")));
        if text("digest").is_some_and(|stated| !stated.eq_ignore_ascii_case(&digest)) {
            add(at, "/digest", "expected the digest of the content in hexadecimal");
        }
    }
    wrong
}

/// Texts with characters that XML cannot hold, or would not give back.
fn unwritable(value: &Value, path: String, wrong: &mut Vec<Detail>) {
    match value {
        Value::String(text) if !text.chars().all(is_writable) => {
            wrong.push(Detail { path, message: "expected characters that XML can hold".to_owned() });
        }
        Value::Array(list) => {
            for (at, one) in list.iter().enumerate() {
                unwritable(one, format!("{path}/{at}"), wrong);
            }
        }
        Value::Object(fields) => {
            for (name, one) in fields {
                let mut path = path.clone();
                json::push_segment(&mut path, &crate::ident::mask(name));
                unwritable(one, path, wrong);
            }
        }
        _ => {}
    }
}

fn is_writable(char: char) -> bool {
    !char.is_control() && !matches!(char, '\u{fffe}' | '\u{ffff}') || matches!(char, '\t' | '\n')
}
