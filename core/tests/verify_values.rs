//! Seals and seal signatures built by hand, each odd in one way: lists, periods, digests, values, encodings.

mod kit;
use kit::*;
use ywtb_testkit::der::*;
use ywtb_testkit::{Encoding, Identity, Pki};

const SM2: &str = "1.2.156.10197.1.501";
const ORIGINAL: &[u8] = b"original";

fn gt(text: &str) -> Vec<u8> {
    tlv(0x18, text.as_bytes())
}

#[derive(Clone)]
struct S {
    layout: u8,
    id: &'static str,
    version: u64,
    list_type: Option<u64>,
    list: Vec<Vec<u8>>,
    times: [Vec<u8>; 3],
    picture: Vec<u8>,
    extra_info: Vec<u8>,
    maker: Identity,
    maker_cert: Vec<u8>,
    alg: &'static str,
    seal_tail: Vec<u8>,
    seal_value: Option<Vec<u8>>,
    sig_version: u64,
    time: Vec<u8>,
    hash: Vec<u8>,
    property: Vec<u8>,
    tbs_extra: Vec<u8>,
    signer: Identity,
    cert: Vec<u8>,
    sig_alg: &'static str,
    value: Option<Vec<u8>>,
    bits: Option<Vec<u8>>,
    tail: Vec<u8>,
}

impl S {
    fn new(layout: u8) -> Self {
        let p: Pki = pki();
        let t = |a: &str| if layout == 1 { tlv(0x17, &a.as_bytes()[2..]) } else { gt(a) };
        Self {
            layout,
            id: "ES",
            version: u64::from(layout),
            list_type: (layout != 1).then_some(1),
            list: vec![octet_string(&p.signer.certificate.der)],
            times: [t("20230101000000Z"), t("20230101000000Z"), t("20301231000000Z")],
            picture: sequence(&[ia5("PNG"), octet_string(b"p"), integer(40), integer(40)]),
            extra_info: vec![],
            maker_cert: p.maker.certificate.der.clone(),
            maker: p.maker,
            alg: SM2,
            seal_tail: vec![],
            seal_value: None,
            sig_version: u64::from(layout),
            time: if layout == 1 { bit_string(b"20240520023000Z") } else { gt("20240520023000Z") },
            hash: bit_string(&sm3(ORIGINAL)),
            property: ia5("/a"),
            tbs_extra: vec![],
            cert: p.signer.certificate.der.clone(),
            signer: p.signer,
            sig_alg: SM2,
            value: None,
            bits: None,
            tail: vec![],
        }
    }
    fn info(&self) -> Vec<u8> {
        let header = sequence(&[ia5(self.id), integer(self.version), ia5("V")]);
        let mut property = vec![integer(1), utf8("n")];
        property.extend(self.list_type.map(integer));
        property.push(sequence(&self.list));
        property.extend(self.times.clone());
        sequence(&[header, ia5("1"), sequence(&property), self.picture.clone(), self.extra_info.clone()])
    }
    fn seal(&self) -> Vec<u8> {
        let (info, cert, alg) = (self.info(), octet_string(&self.maker_cert), oid(self.alg));
        let over = if self.layout == 1 {
            sequence(&[info.clone(), cert.clone(), alg.clone()])
        } else {
            info.clone()
        };
        let value =
            bit_string(&self.seal_value.clone().unwrap_or_else(|| self.maker.key.sign(&over, Encoding::Der)));
        if self.layout == 1 {
            sequence(&[info, sequence(&[cert, alg, value]), self.seal_tail.clone()])
        } else {
            sequence(&[info, cert, alg, value, self.seal_tail.clone()])
        }
    }
    fn tbs(&self) -> Vec<u8> {
        let mut m = vec![
            integer(self.sig_version),
            self.seal(),
            self.time.clone(),
            self.hash.clone(),
            self.property.clone(),
        ];
        if self.layout == 1 {
            m.extend([octet_string(&self.cert), oid(self.sig_alg)]);
        }
        m.push(self.tbs_extra.clone());
        sequence(&m)
    }
    fn der(&self) -> Vec<u8> {
        let tbs = self.tbs();
        let value = self.value.clone().unwrap_or_else(|| self.signer.key.sign(&tbs, Encoding::Der));
        let bits = self.bits.clone().unwrap_or_else(|| bit_string(&value));
        if self.layout == 1 {
            sequence(&[tbs, bits, self.tail.clone()])
        } else {
            sequence(&[tbs, octet_string(&self.cert), oid(self.sig_alg), bits, self.tail.clone()])
        }
    }
}

fn say(s: &S) -> String {
    word_with(&s.der(), Some(ORIGINAL))
}

fn bare(r: &[u8], s: &[u8]) -> Vec<u8> {
    sequence(&[tlv(2, r), tlv(2, s)])
}

#[test]
fn values() {
    let mut t = Table::default();
    let n = |hex: &str| {
        (0..hex.len() / 2)
            .map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap())
            .collect::<Vec<u8>>()
    };
    let order = n("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
    let pki = pki();
    for layout in [1u8, 4, 5] {
        let base = S::new(layout);
        let mut case = |name: &str, change: &dyn Fn(&mut S), accepted: &[&str]| {
            let mut s = base.clone();
            change(&mut s);
            t.expect(&format!("v{layout} {name}"), &say(&s), accepted);
        };
        const CRYPTO: &[&str] = &["total_failed/sig_crypto_failure"];
        const FORMAT: &[&str] = &["total_failed/format_failure"];
        const OUT: &[&str] = &["total_failed/out_of_period"];
        case("control", &|_| {}, &["total_passed"]);
        case("header", &|s| s.id = "es", FORMAT);
        case("seal trailing", &|s| s.seal_tail = vec![5, 0], FORMAT);
        case("value trailing member", &|s| s.tail = vec![5, 0], FORMAT);
        case("r = 0", &|s| s.value = Some(bare(&[0], &[1])), CRYPTO);
        case("s = 0", &|s| s.value = Some(bare(&[1], &[0])), CRYPTO);
        case("r = n", &|s| s.value = Some(bare(&[&[0], &order[..]].concat(), &[1])), CRYPTO);
        case("empty value", &|s| s.value = Some(vec![]), CRYPTO);
        case("64 zeros", &|s| s.value = Some(vec![0; 64]), CRYPTO);
        case("empty bit string", &|s| s.bits = Some(vec![3, 0]), &["total_failed/*"]);
        case("unused bits 8", &|s| s.bits = Some(vec![3, 2, 8, 0]), &["total_failed/*"]);
        case("integers of 100 octets", &|s| s.value = Some(bare(&[1; 40], &[1; 40])), CRYPTO);
        case(
            "value with a tail inside",
            &|s| {
                let v = s.signer.key.sign(&s.tbs(), Encoding::Der);
                s.value = Some([v, vec![0]].concat())
            },
            &["total_failed/*"],
        );
        case(
            "value with two tails inside",
            &|s| {
                let v = s.signer.key.sign(&s.tbs(), Encoding::Der);
                s.value = Some([v, vec![0, 0]].concat())
            },
            &["total_failed/*"],
        );
        case(
            "r and s exchanged",
            &|s| {
                let v = s.signer.key.sign(&s.tbs(), Encoding::Raw);
                s.value = Some([&v[32..], &v[..32]].concat())
            },
            CRYPTO,
        );
        case(
            "other signer's value",
            &|s| s.value = Some(Pki::new(9).signer.key.sign(&s.tbs(), Encoding::Der)),
            CRYPTO,
        );
        case(
            "value over dataHash",
            &|s| s.value = Some(s.signer.key.sign(&sm3(ORIGINAL), Encoding::Der)),
            CRYPTO,
        );
        case(
            "value over the content of TBS",
            &|s| {
                let tbs = s.tbs();
                s.value = Some(s.signer.key.sign(&tbs[4..], Encoding::Der))
            },
            CRYPTO,
        );
        case("maker forged", &|s| s.seal_value = Some(s.signer.key.sign(&s.info(), Encoding::Der)), CRYPTO);
        case("maker value empty", &|s| s.seal_value = Some(vec![]), CRYPTO);
        case("maker's other key", &|s| s.maker = Pki::new(9).maker, CRYPTO);
        case("hash differs", &|s| s.hash = bit_string(&sm3(b"x")), &["total_failed/hash_failure"]);
        case("hash empty", &|s| s.hash = bit_string(b""), &["total_failed/hash_failure"]);
        case("hash cut", &|s| s.hash = bit_string(&sm3(ORIGINAL)[..30]), &["total_failed/hash_failure"]);
        case(
            "hash long",
            &|s| s.hash = bit_string(&[sm3(ORIGINAL), vec![0]].concat()),
            &["total_failed/hash_failure"],
        );
        case("hash as octet string", &|s| s.hash = octet_string(&sm3(ORIGINAL)), &["total_passed"]);
        case("hash as integer", &|s| s.hash = unsigned(&sm3(ORIGINAL)), FORMAT);
        case("alg rsa", &|s| s.sig_alg = "1.2.840.113549.1.1.11", &["total_failed/sig_constraints_failure"]);
        case("alg ecdsa", &|s| s.sig_alg = "1.2.840.10045.4.3.2", &["total_failed/sig_constraints_failure"]);
        case("alg sm3", &|s| s.sig_alg = "1.2.156.10197.1.401", &["total_failed/sig_constraints_failure"]);
        case("seal alg rsa", &|s| s.alg = "1.2.840.113549.1.1.11", &["total_failed/sig_constraints_failure"]);
        case(
            "not listed",
            &|s| s.list = vec![octet_string(&pki.maker.certificate.der)],
            &["total_failed/seal.signer_not_listed"],
        );
        case("empty list", &|s| s.list = vec![], &["total_failed/seal.signer_not_listed"]);
        case("list of IA5String", &|s| s.list = vec![ia5("cert")], &["total_failed/seal.signer_not_listed"]);
        case(
            "list of empty",
            &|s| s.list = vec![octet_string(b"")],
            &["total_failed/seal.signer_not_listed"],
        );
        case(
            "list of certificate with a tail",
            &|s| s.list = vec![octet_string(&[&s.cert[..], &[0]].concat())],
            &["total_failed/seal.signer_not_listed"],
        );
        case(
            "certificate with a tail, listed",
            &|s| {
                s.cert.push(0);
                s.list = vec![octet_string(&s.cert)]
            },
            FORMAT,
        );
        let digest = |d: Vec<u8>| sequence(&[printable("SM3"), octet_string(&d)]);
        case("digest list", &|s| s.list = vec![digest(sm3(&s.cert))], &["total_passed"]);
        case(
            "digest list truncated",
            &|s| s.list = vec![digest(sm3(&s.cert)[..16].to_vec())],
            &["total_failed/seal.signer_not_listed"],
        );
        case(
            "digest list empty digest",
            &|s| s.list = vec![digest(vec![])],
            &["total_failed/seal.signer_not_listed"],
        );
        case(
            "digest list of another",
            &|s| s.list = vec![digest(sm3(&pki.maker.certificate.der))],
            &["total_failed/seal.signer_not_listed"],
        );
        case(
            "digest list sha256",
            &|s| s.list = vec![sequence(&[printable("SHA256"), octet_string(&[7; 32])])],
            &["total_failed/seal.signer_not_listed"],
        );
        if layout != 1 {
            case("list type 3", &|s| s.list_type = Some(3), &["total_passed"]);
            case(
                "list type 2 with a certificate",
                &|s| s.list_type = Some(2),
                &["total_passed", "total_failed/*"],
            );
            case(
                "same key, other certificate",
                &|s| {
                    s.cert = pki
                        .certificate("signer", ywtb_testkit::Name::new("x", "y"))
                        .issued_by(&pki.ca)
                        .certificate
                        .der
                },
                &["total_failed/seal.signer_not_listed"],
            );
            case("version", &|s| s.sig_version = 3, &["total_passed"]);
            case(
                "timestamp garbage",
                &|s| s.tail = explicit(0, &bit_string(b"garbage")),
                &["total_failed/timestamp_invalid"],
            );
            case(
                "timestamp empty",
                &|s| s.tail = explicit(0, &bit_string(b"")),
                &["total_failed/timestamp_invalid"],
            );
            case("timestamp as integer", &|s| s.tail = explicit(0, &integer(1)), &["total_failed/*"]);
            case("timestamp [1]", &|s| s.tail = explicit(1, &bit_string(b"x")), FORMAT);
            case(
                "timestamp with a second member",
                &|s| s.tail = tlv(0xa0, &[bit_string(b"x"), bit_string(b"y")].concat()),
                &["total_failed/*"],
            );
            case("time before the seal", &|s| s.time = gt("20221231235959Z"), OUT);
            case("time at the seal's start", &|s| s.time = gt("20230101000000Z"), &["total_passed"]);
            case("time at the seal's end", &|s| s.time = gt("20301231000000Z"), &["total_passed"]);
            case("time after the seal", &|s| s.time = gt("20301231000001Z"), OUT);
            case("fraction after the end", &|s| s.time = gt("20301231000000.5Z"), OUT);
            case("fraction before the start", &|s| s.time = gt("20221231235959.9Z"), OUT);
            case("zone east of the end", &|s| s.time = gt("20301231080000+0800"), &["total_passed"]);
            case("zone past the end", &|s| s.time = gt("20301231080001+0800"), OUT);
            case("zone minus 99", &|s| s.time = gt("20240520023000-9900"), FORMAT);
            case("zone +0860", &|s| s.time = gt("20240520023000+0860"), FORMAT);
            case(
                "zone +8 short",
                &|s| s.time = gt("20240520103000+8"),
                &["total_failed/format_failure", "total_passed"],
            );
            case("no zone, well inside", &|s| s.time = gt("20240520023000"), &["total_passed"]);
            case(
                "no zone, near the start",
                &|s| s.time = gt("20230101070000"),
                &["indeterminate/time.zone_unknown"],
            );
            case("no zone, eight hours inside", &|s| s.time = gt("20230101160000"), &["total_passed"]);
            case("no zone, before in any zone", &|s| s.time = gt("20221230000000"), OUT);
            case("month 13", &|s| s.time = gt("20241320023000Z"), FORMAT);
            case("second 60", &|s| s.time = gt("20240520023060Z"), FORMAT);
            case("29 February 2023", &|s| s.time = gt("20230229000000Z"), FORMAT);
            case("two-digit year", &|s| s.time = gt("240520023000Z"), &["total_passed"]);
            case("time with letters", &|s| s.time = gt("2024052002300oZ"), FORMAT);
            case("year 0", &|s| s.time = gt("00000520023000Z"), &["total_failed/*"]);
            case(
                "seal period turned",
                &|s| s.times = [gt("20230101000000Z"), gt("20301231000000Z"), gt("20230101000000Z")],
                OUT,
            );
            case(
                "critical extension",
                &|s| {
                    s.tbs_extra =
                        explicit(0, &sequence(&[sequence(&[oid("1.2.3"), boolean(true), octet_string(b"")])]))
                },
                &["total_passed", "indeterminate/*"],
            );
            case("extra member of TBS", &|s| s.tbs_extra = integer(1), FORMAT);
            case(
                "ninth octet of a version",
                &|s| s.picture = sequence(&[ia5("PNG"), octet_string(b"p"), tlv(2, &[1; 9]), integer(40)]),
                FORMAT,
            );
            case(
                "empty integer",
                &|s| s.picture = sequence(&[ia5("PNG"), octet_string(b"p"), tlv(2, &[]), integer(40)]),
                FORMAT,
            );
        }
        if layout == 1 {
            case("iso time", &|s| s.time = bit_string(b"2024-05-20T02:30:00.377Z"), &["total_passed"]);
            case("local time", &|s| s.time = bit_string(b"2024-05-20 10:30:00"), &["total_passed"]);
            case("der time", &|s| s.time = bit_string(&tlv(0x17, b"240520023000Z")), &["total_passed"]);
            case(
                "der time with a tail",
                &|s| s.time = bit_string(&[tlv(0x17, b"240520023000Z"), vec![0]].concat()),
                &["total_failed/*", "indeterminate/*"],
            );
            case(
                "token",
                &|s| s.time = bit_string(&sequence(&[integer(1)])),
                &["indeterminate/*", "total_failed/timestamp_invalid"],
            );
            case("time after", &|s| s.time = bit_string(b"20310101000000Z"), OUT);
            case(
                "same key, other certificate (inside)",
                &|s| {
                    s.cert = pki
                        .certificate("signer", ywtb_testkit::Name::new("x", "y"))
                        .issued_by(&pki.ca)
                        .certificate
                        .der;
                },
                &["total_failed/seal.signer_not_listed"],
            );
        }
        // The maker's certificate is signed in v1 alone.
        let other =
            pki.certificate("maker", ywtb_testkit::Name::new("x", "y")).issued_by(&pki.ca).certificate.der;
        let whole = base.clone();
        let over = if layout == 1 {
            sequence(&[whole.info(), octet_string(&whole.maker_cert), oid(SM2)])
        } else {
            whole.info()
        };
        let value = whole.maker.key.sign(&over, Encoding::Der);
        case(
            "maker certificate replaced",
            &|s| {
                s.maker_cert = other.clone();
                s.seal_value = Some(value.clone())
            },
            if layout == 1 { CRYPTO } else { &["total_passed"] },
        );
    }
    t.done();
}

/// Bytes of a whole value rewritten; what still passes must be named.
#[test]
fn encodings_of_the_whole() {
    let mut t = Table::default();
    let s = S::new(4);
    let good = s.der();
    t.expect(
        "trailing byte",
        &word_with(&[&good[..], &[0]].concat(), Some(ORIGINAL)),
        &["total_failed/format_failure"],
    );
    t.expect(
        "trailing zeros",
        &word_with(&[&good[..], &[0, 0]].concat(), Some(ORIGINAL)),
        &["total_failed/format_failure"],
    );
    // Outer length in more octets, or indefinite.
    let (content, tbs) = (&good[4..], s.tbs());
    let long = [&[0x30, 0x84], &(content.len() as u32).to_be_bytes()[..], content].concat();
    t.expect("outer length of four octets", &word_with(&long, Some(ORIGINAL)), &["total_passed"]);
    t.expect(
        "outer length of five octets",
        &word_with(
            &[&[0x30, 0x85, 0], &(content.len() as u32).to_be_bytes()[..], content].concat(),
            Some(ORIGINAL),
        ),
        &["total_failed/format_failure"],
    );
    t.expect(
        "outer length too long",
        &word_with(&[&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], content].concat(), Some(ORIGINAL)),
        &["total_failed/format_failure"],
    );
    t.expect(
        "outer indefinite",
        &word_with(&[&[0x30, 0x80], content, &[0, 0]].concat(), Some(ORIGINAL)),
        &["total_passed"],
    );
    t.expect(
        "outer indefinite, not closed",
        &word_with(&[&[0x30, 0x80], content].concat(), Some(ORIGINAL)),
        &["total_failed/format_failure"],
    );
    t.expect(
        "outer indefinite, bytes after",
        &word_with(&[&[0x30, 0x80], content, &[0, 0, 0]].concat(), Some(ORIGINAL)),
        &["total_failed/format_failure"],
    );
    t.expect(
        "outer indefinite, member after the close",
        &word_with(&[&[0x30, 0x80], content, &[0, 0], &[5, 0]].concat(), Some(ORIGINAL)),
        &["total_failed/format_failure"],
    );
    // The signed part re-encoded is no longer what was signed.
    let inner = [&[0x30, 0x80], &tbs[4..], &[0, 0]].concat();
    let again = sequence(&[inner, content[tbs.len()..].to_vec()]);
    t.expect("TBS re-encoded", &word_with(&again, Some(ORIGINAL)), &["total_failed/sig_crypto_failure"]);
    // Not an original at all, an empty one.
    t.expect("no original", &word(&good), &["indeterminate/signed_data_not_found"]);
    t.expect("empty original", &word_with(&good, Some(b"")), &["total_failed/hash_failure"]);
    // A seal given where a signature's original is expected and the reverse.
    t.expect("seal with original", &word_with(&s.seal(), Some(ORIGINAL)), &["total_passed"]);
    t.done();
}

/// Kinds of value that bind nothing that was checked must not be called intact.
#[test]
fn what_is_not_checked_is_not_intact() {
    let mut t = Table::default();
    let data = sequence(&[oid("1.2.156.10197.6.1.4.2.2"), explicit(0, &sequence(&[integer(1)]))]);
    for (name, value, accepted) in [
        ("signed data", data.clone(), &["total_failed/format_failure"][..]),
        ("bare pair", bare(&[1], &[1]), &["indeterminate/no_signing_certificate_found"]),
        ("raw 64", vec![0x11; 64], &["indeterminate/no_signing_certificate_found"]),
        (
            "raw 64 that begins with 30",
            [&[0x30][..], &[0x11; 63]].concat(),
            &["indeterminate/no_signing_certificate_found"],
        ),
        (
            "signed data that is only an OID",
            sequence(&[oid("1.2.3")]),
            &["total_failed/format_failure", "indeterminate/*"],
        ),
        (
            "bare of three integers",
            sequence(&[integer(1), integer(1), integer(1)]),
            &["total_failed/format_failure", "indeterminate/*"],
        ),
    ] {
        let mut p = open_root();
        p.put(VALUE, value);
        // The page is exchanged and the digest in Signature.xml with it.
        let old = reference(&format!("/{}", ywtb_testkit::PAGES[0]), p.get(ywtb_testkit::PAGES[0]).unwrap());
        p.edit(ywtb_testkit::PAGES[0], "二百四十", "九百四十");
        let new = reference(&format!("/{}", ywtb_testkit::PAGES[0]), p.get(ywtb_testkit::PAGES[0]).unwrap());
        p.edit(SIG, &old, &new);
        let bytes = p.to_zip();
        t.expect(name, &word(&bytes), accepted);
        let report = integrity(&bytes).unwrap();
        if word(&bytes).starts_with("indeterminate") {
            t.expect(
                &format!("{name}: intact"),
                report.signatures[0]["answers"]["intact"].as_str().unwrap(),
                &["unknown", "no"],
            );
            t.expect(
                &format!("{name}: covered"),
                &format!("{:?}", report.answers.unwrap().covered),
                &["Unknown", "None"],
            );
        }
    }
    let report = integrity(&data).unwrap();
    t.expect(
        "signed data alone: intact",
        report.signatures[0]["answers"]["intact"].as_str().unwrap(),
        &["unknown", "no"],
    );
    t.done();
}
