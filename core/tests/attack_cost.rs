//! What small files can cost: nothing may take more than two seconds or 500 MB.

#[path = "attack_kit.rs"]
mod kit;
use kit::*;
use std::fmt::Write;

fn check(t: &mut Table, name: &str, bytes: &[u8]) {
    let (seconds, said) = timed(bytes);
    let peak = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = peak.lines().find(|line| line.starts_with("VmHWM")).unwrap().to_owned();
    let verdict = if seconds > 2.0 { "slow" } else { "fine" };
    println!("   {name}: {} bytes, {seconds:.2} s, {said}, {peak}", bytes.len());
    t.expect(name, verdict, &["fine"]);
}

#[test]
fn many_attributes() {
    let mut t = Table::default();
    let mut p = open_root();
    let mut a = String::new();
    for n in 0..100_000 {
        let _ = write!(a, " a{n}=''");
    }
    p.edit("OFD.xml", "<ofd:DocBody>", &format!("<ofd:DocBody{a}>"));
    check(&mut t, "100,000 attributes", &p.to_zip());
    t.done();
}

#[test]
fn many_namespaces() {
    let mut t = Table::default();
    let mut p = open_root();
    let mut a = String::new();
    for n in 0..20_000 {
        let _ = write!(a, " xmlns:n{n}='u'");
    }
    p.edit("OFD.xml", "<ofd:DocBody>", &format!("<ofd:DocBody{a}>{}", "<n0:x/>".repeat(100_000)));
    check(&mut t, "20,000 prefixes, 100,000 elements", &p.to_zip());
    t.done();
}

#[test]
fn keyed_digests() {
    let mut t = Table::default();
    let mut p = paper();
    let big: Vec<u8> = (0..8usize << 20).map(|n| (n % 251) as u8).collect();
    p.put("Doc_0/big", big);
    let refs = reference("/Doc_0/big", b"").repeat(200);
    let xml = description(&refs, "Doc_0/Signs/Sign_0").replace("\"SM3\"", "\"1.2.156.10197.1.401.2\"");
    sign_as(&mut p, &stamp(), "Doc_0/Signs/Sign_0", &xml);
    check(&mut t, "200 keyed digests of one file of 8 MB (20,000 are allowed)", &p.to_zip());
    t.done();
}

#[test]
fn one_description_listed_often() {
    let mut t = Table::default();
    let mut p = paper();
    let xml = description("", "Doc_0/Signs/Sign_0") + &format!("<!--{}-->", "comment ".repeat(1 << 20));
    sign_as(&mut p, &stamp(), "Doc_0/Signs/Sign_0", &xml);
    p.put(LIST, list(&["Sign_0/Signature.xml"; 64]));
    check(&mut t, "8 MB Signature.xml listed 64 times (256 of 256 MB are allowed)", &p.to_zip());
    t.done();
}

#[test]
fn one_list_named_often() {
    let mut t = Table::default();
    let mut p = open_root();
    let text = String::from_utf8(p.get(LIST).unwrap().to_vec()).unwrap();
    p.put(
        LIST,
        text.replace(">1</ofd:MaxSignId>", ">0</ofd:MaxSignId>").replace("<ofd:Signature ", "<ofd:Sig ")
            + &format!("<!--{}-->", "comment ".repeat(1 << 20)),
    );
    let body = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>";
    p.edit("OFD.xml", "</ofd:OFD>", &format!("{}</ofd:OFD>", body.repeat(20_000)));
    check(&mut t, "8 MB list named 20,000 times", &p.to_zip());
    t.done();
}

#[test]
fn many_paths() {
    let mut t = Table::default();
    let mut p = open_root();
    let page = format!("<ofd:X BaseLoc=\"{}\"/>", "a/".repeat(500));
    p.edit("OFD.xml", "<ofd:DocRoot>", &format!("<ofd:Y>{}</ofd:Y><ofd:DocRoot>", page.repeat(100_000)));
    check(&mut t, "100,000 paths of 1,000 octets (1,000,000 are allowed)", &p.to_zip());
    t.done();
}

#[test]
fn bomb() {
    let mut t = Table::default();
    let mut p = open_root();
    let part: Vec<u8> =
        (0..200usize << 20).map(|n| if n % 4096 == 0 { (n >> 12) as u8 } else { 0 }).collect();
    for n in 0..4 {
        p.put(&format!("Doc_0/b{n}"), part.clone());
    }
    let bytes = p.to_zip();
    drop((p, part));
    std::fs::write("/proc/self/clear_refs", "5").ok();
    check(&mut t, "800 MB of content", &bytes);
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak: u64 = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap()
        .split_whitespace()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    t.expect("peak of 1.4 MB file", if peak > 500_000 { "more than 500 MB" } else { "fine" }, &["fine"]);
    t.done();
}

#[test]
fn deep_and_many() {
    let mut t = Table::default();
    let deep = [[0x30, 0x80].repeat(2000), vec![0; 4000]].concat();
    t.expect("2,000 deep", &word(&deep), &["error:limit.depth", "total_failed/format_failure"]);
    let mut definite = vec![5, 0];
    for _ in 0..2000 {
        definite = ywtb_testkit::der::tlv(0x30, &definite);
    }
    t.expect("2,000 deep, definite", &word(&definite), &["error:*", "total_failed/format_failure"]);
    let mut p = open_root();
    p.put(VALUE, deep);
    t.expect(
        "2,000 deep in a document",
        &word(&p.to_zip()),
        &["error:limit.depth", "total_failed/format_failure"],
    );
    let mut p = open_root();
    p.put(LIST, list(&vec!["Sign_0/Signature.xml"; 10_000]));
    t.expect("10,000 signatures", &word(&p.to_zip()), &["error:limit.signatures"]);
    let mut p = open_root();
    p.put("Doc_0/zero", vec![0; 64 << 20]);
    t.expect("bomb", &word(&p.to_zip()), &["error:limit.inflate_ratio"]);
    let mut p = open_root();
    p.edit(
        "OFD.xml",
        "<ofd:DocBody>",
        &format!("{}{}<ofd:DocBody>", "<ofd:x>".repeat(100_000), "</ofd:x>".repeat(100_000)),
    );
    t.expect("deep xml", &word(&p.to_zip()), &["error:limit.depth"]);
    t.done();
}
