//! Forms of Signature.xml and of the archive: what genuine writers vary passes, what readers take differently fails.
//! Every one is signed by the right signer.

mod kit;
use kit::*;
use ywtb_testkit::{PAGES, Package};

fn signed(change: &dyn Fn(&mut Package, String) -> String) -> String {
    let mut p = paper();
    let refs = references(&p, &["OFD.xml", LIST]);
    let xml = change(&mut p, description(&refs, "Doc_0/Signs/Sign_0"));
    sign_as(&mut p, &stamp(), "Doc_0/Signs/Sign_0", &xml);
    word(&p.to_zip())
}

#[test]
fn genuine() {
    let mut t = Table::default();
    const PASS: &[&str] = &["total_passed"];
    let mut case =
        |name: &str, change: &dyn Fn(&mut Package, String) -> String| t.expect(name, &signed(change), PASS);
    case("control", &|_, x| x);
    case("FileRef without slash", &|_, x| x.replace("FileRef=\"/", "FileRef=\""));
    case("CheckMethod sm3", &|_, x| x.replace("\"SM3\"", "\"sm3\""));
    case("CheckMethod with spaces", &|_, x| x.replace("\"SM3\"", "\" SM3 \""));
    case("CheckMethod oid .1", &|_, x| x.replace("\"SM3\"", "\"1.2.156.10197.1.401.1\""));
    case("CheckValue in lines", &|_, x| {
        x.replace("<ofd:CheckValue>", "<ofd:CheckValue>\r\n  ")
            .replace("</ofd:CheckValue>", "\n</ofd:CheckValue>")
    });
    case("CheckValue as CDATA", &|_, x| {
        x.replace("<ofd:CheckValue>", "<ofd:CheckValue><![CDATA[")
            .replace("</ofd:CheckValue>", "]]></ofd:CheckValue>")
    });
    case("SignedValue relative", &|_, x| x.replace("/Doc_0/Signs/Sign_0/SignedValue.dat", "SignedValue.dat"));
    case("SignedValue first", &|_, x| {
        x.replace("<ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat</ofd:SignedValue>", "").replace(
            "<ofd:SignedInfo>",
            "<ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat</ofd:SignedValue><ofd:SignedInfo>",
        )
    });
    case("default namespace", &|_, x| {
        x.replace("ofd:", "").replace("xmlns:", "").replace("<Signature ofd=", "<Signature xmlns=")
    });
    case("BOM", &|_, x| format!("\u{feff}{x}"));
    case("single quotes, comments, line ends", &|_, x| {
        x.replace("\"SM3\"", "'SM3'").replace("<ofd:References", "\r\n<!-- c --><ofd:References")
    });
    case("no type in the list", &|p, x| {
        p.edit(LIST, " Type=\"Seal\"", "");
        x
    });
    case("absolute BaseLoc", &|p, x| {
        p.edit(LIST, "\"Sign_0/", "\"/Doc_0/Signs/Sign_0/");
        x
    });
    case("BaseLoc from the root", &|p, x| {
        p.edit(LIST, "\"Sign_0/", "\"Doc_0/Signs/Sign_0/");
        x
    });
    case("list with a comment", &|p, x| {
        p.edit(LIST, "<ofd:Signature ", "<!-- x --><ofd:Signature ");
        x
    });
    case("foreign elements beside", &|_, x| {
        x.replace("<ofd:References", "<v:Ext xmlns:v=\"urn:v\" a=\"1\"><v:D>x</v:D></v:Ext><ofd:References")
    });
    case("xml declaration without encoding", &|_, x| x.replace(" encoding=\"UTF-8\"", ""));
    case("same reference twice", &|_, x| {
        let at = x.find("<ofd:Reference ").unwrap();
        let end = x.find("</ofd:Reference>").unwrap() + 16;
        let one = x[at..end].to_owned();
        x.replacen(&one, &format!("{one}{one}"), 1)
    });
    t.done();
}

#[test]
fn hostile() {
    let mut t = Table::default();
    const FAIL: &[&str] = &["total_failed/*"];
    const FORMAT: &[&str] = &["total_failed/format_failure"];
    const HASH: &[&str] = &["total_failed/hash_failure"];
    let weak: &[&str] = &["indeterminate/crypto_constraints_failure"];
    let first = |x: &str| {
        let at = x.find("<ofd:Reference ").unwrap();
        let end = x.find("</ofd:Reference>").unwrap() + 16;
        x[at..end].to_owned()
    };
    let mut case = |name: &str, accepted: &[&str], change: &dyn Fn(&mut Package, String) -> String| {
        t.expect(name, &signed(change), accepted)
    };
    case("no references element", FORMAT, &|_, x| x.replace("ofd:References", "ofd:Refs"));
    case("empty references", HASH, &|_, _| description("", "Doc_0/Signs/Sign_0"));
    case("references only nested", HASH, &|_, x| {
        let one = first(&x);
        description(&format!("<ofd:X>{one}</ofd:X>"), "Doc_0/Signs/Sign_0")
    });
    // The page's reference stands inside another one, where it does not count.
    case("reference nested in a reference", &["indeterminate/ofd.not_covered"], &|p, x| {
        let page = reference(&format!("/{}", PAGES[0]), p.get(PAGES[0]).unwrap());
        let without = x.replace(&page, "");
        without.replacen("</ofd:Reference>", &format!("{page}</ofd:Reference>"), 1)
    });
    case("two SignedInfo", FORMAT, &|_, x| {
        x.replace("<ofd:SignedInfo>", "<ofd:SignedInfo/><ofd:SignedInfo>")
    });
    case("two References", FORMAT, &|_, x| {
        x.replace("</ofd:References>", "</ofd:References><ofd:References/>")
    });
    case("two SignedValue", FORMAT, &|_, x| {
        x.replace("<ofd:SignedValue>", "<ofd:SignedValue/><ofd:SignedValue>")
    });
    case("two CheckValue", FORMAT, &|_, x| {
        x.replacen("<ofd:CheckValue>", "<ofd:CheckValue/><ofd:CheckValue>", 1)
    });
    case("two CheckMethod", FORMAT, &|_, x| {
        x.replace("CheckMethod=\"SM3\"", "CheckMethod=\"SM3\" CheckMethod=\"MD5\"")
    });
    case("conflicting digests", HASH, &|_, x| {
        let one = first(&x);
        x.replace(&one, &format!("{one}{}", reference("/OFD.xml", b"")))
    });
    case("CheckValue cut", HASH, &|_, x| x.replacen("=</ofd:CheckValue>", "</ofd:CheckValue>", 1));
    case("CheckValue of nothing", HASH, &|_, x| {
        let at = x.find("<ofd:CheckValue>").unwrap() + 16;
        let end = x.find("</ofd:CheckValue>").unwrap();
        format!("{}{}", &x[..at], &x[end..])
    });
    case("CheckValue of 31 octets", HASH, &|p, x| {
        let d = sm3(p.get(PAGES[0]).unwrap());
        x.replace(&b64(&d), &b64(&d[..31]))
    });
    case("CheckValue of 33 octets", HASH, &|p, x| {
        let d = sm3(p.get(PAGES[0]).unwrap());
        x.replace(&b64(&d), &b64(&[&d[..], &[0]].concat()))
    });
    case("CheckValue twice", HASH, &|p, x| {
        let d = b64(&sm3(p.get(PAGES[0]).unwrap()));
        x.replace(&d, &format!("{d}{d}"))
    });
    case("CheckValue in hex", HASH, &|p, x| {
        let d = sm3(p.get(PAGES[0]).unwrap());
        x.replace(&b64(&d), &d.iter().map(|b| format!("{b:02x}")).collect::<String>())
    });
    case("reference to nothing", HASH, &|_, x| {
        x.replace("</ofd:References>", &format!("{}</ofd:References>", reference("/Doc_0/none", b"")))
    });
    case("reference to a folder", HASH, &|_, x| {
        x.replace("</ofd:References>", &format!("{}</ofd:References>", reference("/Doc_0/", b"")))
    });
    case("reference outside", FORMAT, &|_, x| {
        x.replace("</ofd:References>", &format!("{}</ofd:References>", reference("/../x", b"")))
    });
    case("reference by ..", &["total_passed", "total_failed/*"], &|_, x| {
        x.replace("\"/Doc_0/Document.xml\"", "\"/Doc_0/../Doc_0/Document.xml\"")
    });
    case("reference by case", &["total_passed", "total_failed/*"], &|_, x| {
        x.replace("\"/Doc_0/Document.xml\"", "\"/doc_0/document.XML\"")
    });
    case("md5", weak, &|_, x| x.replace("\"SM3\"", "\"MD5\""));
    case("no method", weak, &|_, x| x.replace(" CheckMethod=\"SM3\"", ""));
    case("method empty", &["total_failed/*", "indeterminate/*"], &|_, x| x.replace("\"SM3\"", "\"\""));
    case("method with prefix", weak, &|_, x| x.replace(" CheckMethod", " ofd:CheckMethod"));
    case("sha256 over sm3 values", HASH, &|_, x| x.replace("\"SM3\"", "\"SHA256\""));
    case("method unknown", FAIL, &|_, x| x.replace("\"SM3\"", "\"SM4\""));
    case("FileRef with prefix", FORMAT, &|_, x| x.replacen(" FileRef", " ofd:FileRef", 1));
    case("no FileRef", FORMAT, &|_, x| x.replacen(" FileRef", " Ref", 1));
    case("foreign namespace", FORMAT, &|_, x| x.replace("www.ofdspec.org/2016", "www.ofdspec.org/2017"));
    case("old namespace", FORMAT, &|_, x| x.replace("www.ofdspec.org/2016", "www.ofdspec.org"));
    case("foreign SignedInfo beside", FORMAT, &|_, x| {
        x.replace("<ofd:SignedInfo>", "<x:SignedInfo xmlns:x=\"urn:x\"/><ofd:SignedInfo>")
    });
    case("foreign Reference", FORMAT, &|_, x| {
        let one = first(&x);
        x.replace(&one, &format!("{one}<x:Reference xmlns:x=\"urn:x\" FileRef=\"/y\"/>"))
    });
    case("prefix bound again", FORMAT, &|_, x| {
        x.replacen("<ofd:CheckValue>", "<ofd:CheckValue xmlns:ofd=\"urn:x\">", 1)
    });
    case("doctype", FORMAT, &|_, x| x.replace("?>", "?><!DOCTYPE ofd:Signature>"));
    case("own entity", FORMAT, &|_, x| x.replace("ProviderName=\"x\"", "ProviderName=\"&e;\""));
    case("encoding GBK", FORMAT, &|_, x| x.replace("UTF-8", "GBK"));
    case("utf-16 declared", FORMAT, &|_, x| x.replace("UTF-8", "UTF-16"));
    case("two roots", FORMAT, &|_, x| format!("{x}<a/>"));
    case("text after", FORMAT, &|_, x| format!("{x}evil"));
    case("nul after", FORMAT, &|_, x| format!("{x}\0"));
    case("wrapped in another root", FORMAT, &|_, x| {
        x.replace("<ofd:Signature ", "<ofd:W xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Signature ")
            + "</ofd:W>"
    });
    case("SignedValue missing", FORMAT, &|_, x| x.replace("SignedValue.dat", "None.dat"));
    case("SignedValue outside", FORMAT, &|_, x| {
        x.replace("/Doc_0/Signs/Sign_0/SignedValue.dat", "../../../../x")
    });
    case("seal file missing", HASH, &|_, x| {
        x.replace(
            "</ofd:SignedInfo>",
            "<ofd:Seal><ofd:BaseLoc>None.esl</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo>",
        )
    });
    case("seal file is the page", HASH, &|_, x| {
        x.replace(
            "</ofd:SignedInfo>",
            &format!("<ofd:Seal><ofd:BaseLoc>/{}</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo>", PAGES[0]),
        )
    });
    // The reference is met by a copy beside the signature, and the page itself is another.
    case("relative FileRef met by a copy", &["indeterminate/ofd.not_covered", "total_failed/*"], &|p, x| {
        let copy = p.get(PAGES[0]).unwrap().to_vec();
        p.put(&format!("Doc_0/Signs/Sign_0/{}", PAGES[0]), copy);
        p.edit(PAGES[0], "二百四十", "九百四十");
        x.replace("FileRef=\"/", "FileRef=\"")
    });
    case("relative FileRef of the root met by a copy", &["total_failed/*"], &|p, x| {
        let copy = p.get("Doc_0/Document.xml").unwrap().to_vec();
        p.put("Doc_0/Signs/Sign_0/Doc_0/Document.xml", copy);
        p.edit("Doc_0/Document.xml", "999", "998");
        x.replace("FileRef=\"/", "FileRef=\"")
    });
    t.done();
}

/// Wide fields in the directory for sizes and offset, as writers make them that always use ZIP64.
#[test]
fn genuine_wide_offsets() {
    let mut t = Table::default();
    let z = zip(&entries(&open_root())).bytes;
    let end = z.len() - 22;
    let u = |at: usize, n: usize| (0..n).rev().fold(0usize, |v, i| v << 8 | z[at + i] as usize);
    let (mut at, mut dir) = (u(end + 16, 4), Vec::new());
    let start = at;
    let mut count = 0u16;
    while at < end {
        let name = u(at + 28, 2);
        let mut head = z[at..at + 46].to_vec();
        let mut extra = vec![1, 0, 24, 0];
        for field in [24, 20, 42] {
            extra.extend((u(at + field, 4) as u64).to_le_bytes());
            head[field..field + 4].copy_from_slice(&[0xff; 4]);
        }
        head[30] = extra.len() as u8;
        dir.extend(head);
        dir.extend(&z[at + 46..at + 46 + name]);
        dir.extend(extra);
        at += 46 + name;
        count += 1;
    }
    let mut b = z[..start].to_vec();
    b.extend(&dir);
    b.extend(end_record(count, dir.len() as u32, start as u32, 0));
    t.expect("wide offset", &word(&b), &["total_passed"]);
    t.done();
}
