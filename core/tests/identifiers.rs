//! Every identifier of `tests/vectors/identifiers.json` comes out as the standards say.

use serde_json::Value;
use ywtb::ident::{SCHEMES, check};

const VECTORS: &str = include_str!("../../tests/vectors/identifiers.json");

#[test]
fn every_vector_comes_out_as_it_says() {
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    for vector in vectors {
        let text = |name: &str| vector[name].as_str().unwrap();
        let found = check(text("scheme"), text("value")).unwrap();
        assert_eq!(found.code, text("expect"), "{vector}");
        assert_eq!(found.valid, text("expect") == "ok", "{vector}");
        assert_eq!(found.scheme, text("scheme"));
        if let Value::Object(parts) = &vector["parts"] {
            assert_eq!(serde_json::to_value(&found.parts).unwrap(), Value::Object(parts.clone()), "{vector}");
        }
    }
    for scheme in SCHEMES {
        assert!(vectors.iter().any(|vector| vector["scheme"] == *scheme), "{scheme} has no vector");
    }
}

/// A single wrong character is found by every scheme with a check digit; nothing panics on any text.
#[test]
fn every_single_wrong_character_is_found() {
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    for vector in file["vectors"].as_array().unwrap() {
        let (scheme, value) = (vector["scheme"].as_str().unwrap(), vector["value"].as_str().unwrap());
        // Organisation codes count letters mod 11, and 0 and X alike: they miss some.
        let checked = ["cert_id", "uscc", "resident_id", "biz_reg_15"].contains(&scheme);
        for (at, old) in value.char_indices() {
            for new in ['0', '7', 'A', 'X', 'a', '-', '.', '５', '𠀀'] {
                let changed = format!("{}{new}{}", &value[..at], &value[at + old.len_utf8()..]);
                let found = check(scheme, &changed).unwrap();
                if checked && vector["expect"] == "ok" && old != new && old != '-' {
                    assert!(!found.valid, "{changed}");
                }
            }
        }
    }
}
