//! The archive and the unsigned lists: whatever two readers could see differently in a package is refused, and what
//! genuine writers do is not.

mod kit;
use kit::*;
use ywtb_testkit::PAGES;

const BROKEN: &[&str] = &["total_failed/format_failure"];

#[test]
fn archives() {
    let mut t = Table::default();
    let p = open_root();
    let good = entries(&p);
    t.expect("control", &word(&zip(&good).bytes), &["total_passed"]);
    let page = PAGES[0].as_bytes();
    let at = good.iter().position(|e| e.name == page).unwrap();
    let with = |change: &dyn Fn(&mut Vec<E>)| {
        let mut list = good.clone();
        change(&mut list);
        word(&zip(&list).bytes)
    };
    let evil = |name: &str| entry(name.as_bytes(), b"<evil/>");
    t.expect("duplicate, evil first", &with(&|l| l.insert(0, evil(PAGES[0]))), BROKEN);
    t.expect("duplicate, evil last", &with(&|l| l.push(evil(PAGES[0]))), BROKEN);
    t.expect("duplicate, same bytes", &with(&|l| l.push(good[at].clone())), BROKEN);
    t.expect("duplicate OFD.xml", &with(&|l| l.push(evil("OFD.xml"))), BROKEN);
    for name in [
        "doc_0/Document.xml",
        "ofd.xml",
        "Doc_0/PAGES/Page_0/Content.xml",
        "../x",
        "a/../../x",
        "/x",
        "\\x",
        "a\\b",
        "C:x",
        "c:/x",
        "./x",
        "a//b",
        "a/./b",
        "x\0",
        "x\n",
    ] {
        t.expect(&format!("name {name:?}"), &with(&|l| l.push(evil(name))), BROKEN);
    }
    // What an extraction on Windows or macOS makes of these is the signed page itself.
    for name in [
        "Doc_0/Document.xml.",
        "Doc_0/Document.xml ",
        "Doc_0./Document.xml",
        "Doc_0/Document.xml::$DATA",
        "Doc_0 /Document.xml",
        "Doc_0/\u{212a}.xml\u{2f}x:y",
    ] {
        t.expect(&format!("windows twin {name:?}"), &with(&|l| l.push(evil(name))), BROKEN);
    }
    t.expect(
        "nfc/nfd twins",
        &with(&|l| {
            l.push(evil("Doc_0/\u{e9}"));
            l.push(evil("Doc_0/e\u{301}"));
        }),
        &["indeterminate/ofd.not_covered"],
    );
    t.expect(
        "folder with the name of a file",
        &with(&|l| l.push(entry(b"Doc_0/Document.xml/", b""))),
        BROKEN,
    );
    t.expect("file under a file", &with(&|l| l.push(evil("Doc_0/Document.xml/x"))), BROKEN);
    t.expect("folder with bytes", &with(&|l| l.push(entry(b"Doc_0/x/", b"evil"))), BROKEN);
    t.expect(
        "genuine folder entries",
        &with(&|l| l.insert(0, E { stored: true, ..entry(b"Doc_0/", b"") })),
        &["total_passed"],
    );
    t.expect(
        "genuine folder entries, deflated",
        &with(&|l| l.insert(0, entry(b"Doc_0/", b""))),
        &["total_passed"],
    );
    t.expect("stored entries", &with(&|l| l.iter_mut().for_each(|e| e.stored = true)), &["total_passed"]);
    t.expect(
        "local name differs",
        &with(&|l| l[at].local_name = Some(b"Doc_0/Pages/Page_0/Content.xmL".to_vec())),
        BROKEN,
    );
    t.expect("hidden local entry", &with(&|l| l.insert(0, E { hidden: true, ..evil(PAGES[0]) })), BROKEN);
    t.expect("hidden local entry last", &with(&|l| l.push(E { hidden: true, ..evil(PAGES[0]) })), BROKEN);
    t.expect("encrypted, local", &with(&|l| l[at].flags.0 = 1), BROKEN);
    t.expect("encrypted, central", &with(&|l| l[at].flags.1 = 1), BROKEN);
    t.expect("crc", &with(&|l| l[at].crc = Some(1)), BROKEN);
    t.expect("local numbers zero without descriptor", &with(&|l| l[at].local = Some([0, 0, 0])), BROKEN);
    t.expect(
        "local size differs",
        &with(&|l| l[at].local = Some([crc32fast::hash(&good[at].data), 5, 5])),
        BROKEN,
    );
    let packed = miniz_oxide::deflate::compress_to_vec(&good[at].data, 6);
    let numbers = [crc32fast::hash(&good[at].data), packed.len() as u32, good[at].data.len() as u32];
    let le = |n: &[u32]| n.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    let streamed = |l: &mut Vec<E>, d: Vec<u8>, f: (u16, u16)| {
        l[at].flags = f;
        l[at].local = Some([0; 3]);
        l[at].descriptor = Some(d);
    };
    t.expect(
        "genuine streamed, signed descriptor",
        &with(&|l| streamed(l, [b"PK\x07\x08".to_vec(), le(&numbers)].concat(), (8, 8))),
        &["total_passed"],
    );
    t.expect(
        "genuine streamed, bare descriptor",
        &with(&|l| streamed(l, le(&numbers), (8, 8))),
        &["total_passed"],
    );
    t.expect("descriptor differs", &with(&|l| streamed(l, le(&[numbers[0], 1, numbers[2]]), (8, 8))), BROKEN);
    t.expect(
        "descriptor flag in the directory alone",
        &with(&|l| l[at].flags = (0, 8)),
        &["total_passed", "total_failed/format_failure"],
    );
    t.expect(
        "descriptor flag in the local header alone",
        &with(&|l| streamed(l, le(&numbers), (8, 0))),
        &["total_passed", "total_failed/format_failure"],
    );
    t.expect(
        "bytes after a descriptor",
        &with(&|l| streamed(l, [le(&numbers), b"evil".to_vec()].concat(), (8, 8))),
        BROKEN,
    );
    t.expect(
        "deflate with a tail",
        &with(&|l| l[at].packed = Some([packed.clone(), b"tail".to_vec()].concat())),
        BROKEN,
    );
    t.expect("deflate cut", &with(&|l| l[at].packed = Some(packed[..packed.len() - 2].to_vec())), BROKEN);
    t.expect(
        "utf-8 flag differs",
        &with(&|l| l[at].flags = (0x800, 0)),
        &["total_passed", "total_failed/format_failure"],
    );
    let unicode_path = |name: &[u8], path: &str| {
        let mut field = vec![1];
        field.extend(crc32fast::hash(name).to_le_bytes());
        field.extend(path.as_bytes());
        [b"up".to_vec(), (field.len() as u16).to_le_bytes().to_vec(), field].concat()
    };
    t.expect(
        "unicode path, central",
        &with(&|l| {
            let mut e = evil("x");
            e.extra.1 = unicode_path(b"x", PAGES[0]);
            l.push(e)
        }),
        BROKEN,
    );
    t.expect(
        "unicode path, local alone",
        &with(&|l| {
            let mut e = evil("x");
            e.extra.0 = unicode_path(b"x", PAGES[0]);
            l.push(e)
        }),
        BROKEN,
    );
    t.expect(
        "unicode path, second field",
        &with(&|l| {
            let mut e = evil("x");
            e.extra.1 = [unicode_path(b"x", "x"), unicode_path(b"x", PAGES[0])].concat();
            l.push(e)
        }),
        BROKEN,
    );
    t.expect(
        "unicode path after a foreign one (crc of nothing)",
        &with(&|l| {
            let mut e = evil("x");
            e.extra.1 = [unicode_path(b"y", "x"), unicode_path(b"x", PAGES[0])].concat();
            l.push(e)
        }),
        BROKEN,
    );
    t.expect(
        "unicode path after a broken field",
        &with(&|l| {
            let mut e = evil("x");
            e.extra.1 = [b"up\x01\x00\x02".to_vec(), unicode_path(b"x", PAGES[0])].concat();
            l.push(e)
        }),
        BROKEN,
    );
    // Names that are not UTF-8: a reader takes them as GBK or CP437, where they are the page that the document names.
    let mut late = paper();
    late.edit("Doc_0/Document.xml", "</ofd:Pages>", "<ofd:Page ID=\"12\" BaseLoc=\"页.xml\"/></ofd:Pages>");
    sign(&mut late, &[]);
    let mut list = entries(&late);
    list.push(entry(b"Doc_0/\xd2\xb3.xml", b"<evil/>"));
    t.expect(
        "GBK name of a page brought later",
        &word(&zip(&list).bytes),
        &["indeterminate/ofd.not_covered", "total_failed/*"],
    );

    let z = zip(&good);
    let edit = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut b = z.bytes.clone();
        change(&mut b);
        word(&b)
    };
    for junk in [&b"MZ"[..], &[0; 100], b"0", b"00", b"000000", b"0\x00\x00", b"PK\x03\x04"] {
        t.expect(
            &format!("bytes before {junk:02x?}"),
            &edit(&|b| {
                b.splice(0..0, junk.iter().copied());
            }),
            BROKEN,
        );
    }
    // Offsets corrected for the bytes before.
    let mut moved = vec![E { hidden: true, ..evil("zzz") }];
    moved.extend(good.clone());
    t.expect("bytes before, offsets fit", &word(&zip(&moved).bytes), BROKEN);
    t.expect("bytes after", &edit(&|b| b.extend([0; 100])), BROKEN);
    t.expect("one byte after", &edit(&|b| b.push(0)), BROKEN);
    t.expect(
        "comment",
        &edit(&|b| {
            let n = b.len();
            b[n - 2] = 5;
            b.extend(b"hello")
        }),
        &["total_passed", "total_failed/format_failure"],
    );
    t.expect(
        "comment with an end record",
        &edit(&|b| {
            let n = b.len();
            let fake = end_record(0, 0, 0, 0);
            b[n - 2] = 22;
            b.extend(fake)
        }),
        BROKEN,
    );
    t.expect(
        "comment with an end record that fits",
        &edit(&|b| {
            let n = b.len();
            let fake = end_record(0, 0, (n) as u32, 0);
            b[n - 2] = 22;
            b.extend(fake)
        }),
        BROKEN,
    );
    t.expect(
        "count too small",
        &edit(&|b| {
            b[z.end + 8] -= 1;
            b[z.end + 10] -= 1
        }),
        BROKEN,
    );
    t.expect(
        "count too large",
        &edit(&|b| {
            b[z.end + 8] += 1;
            b[z.end + 10] += 1
        }),
        BROKEN,
    );
    t.expect("count on disk differs", &edit(&|b| b[z.end + 8] -= 1), BROKEN);
    t.expect("directory size", &edit(&|b| b[z.end + 12] -= 1), BROKEN);
    t.expect(
        "bytes between directory and end",
        &edit(&|b| {
            b.splice(z.end..z.end, *b"evil");
        }),
        BROKEN,
    );
    t.expect(
        "bytes before the directory",
        &edit(&|b| {
            b.splice(z.directory..z.directory, *b"evil");
            let e = z.end + 4;
            let s = (z.directory as u32 + 4).to_le_bytes();
            b[e + 16..e + 20].copy_from_slice(&s)
        }),
        BROKEN,
    );
    // A wide end record that names another directory.
    let wide = |count: u64, size: u64, start: u64, at: u64| {
        let mut w = b"PK\x06\x06".to_vec();
        w.extend(44u64.to_le_bytes());
        w.extend([45, 0, 45, 0]);
        w.extend([0; 8]);
        for n in [count, count, size, start] {
            w.extend(n.to_le_bytes());
        }
        w.extend(b"PK\x06\x07\0\0\0\0");
        w.extend(at.to_le_bytes());
        w.extend(1u32.to_le_bytes());
        w
    };
    let (count, size) = (good.len() as u64, (z.end - z.directory) as u64);
    t.expect(
        "genuine zip64 end",
        &edit(&|b| {
            b.splice(z.end..z.end, wide(count, size, z.directory as u64, z.end as u64));
        }),
        &["total_passed"],
    );
    t.expect(
        "zip64 end differs",
        &edit(&|b| {
            b.splice(z.end..z.end, wide(count - 1, size, z.directory as u64, z.end as u64));
        }),
        BROKEN,
    );
    t.expect(
        "zip64 locator to another place",
        &edit(&|b| {
            b.splice(z.end..z.end, wide(count, size, z.directory as u64, 0));
        }),
        BROKEN,
    );
    t.expect(
        "zip64 locator without record",
        &edit(&|b| {
            b.splice(z.end..z.end, wide(count, size, z.directory as u64, z.end as u64)[56..].to_vec());
        }),
        BROKEN,
    );
    // A second archive inside a stored entry is only bytes of that entry.
    let inner = zip(&[evil("OFD.xml"), evil("Doc_0/Document.xml")]).bytes;
    t.expect(
        "archive inside an entry",
        &with(&|l| l.push(E { stored: true, ..entry(b"inner.zip", &inner) })),
        &["total_passed"],
    );
    t.expect(
        "zero-length stored entry",
        &with(&|l| l.push(E { stored: true, ..entry(b"empty", b"") })),
        &["total_passed"],
    );
    t.expect(
        "symbolic link",
        &with(&|l| l.push(E { external: 0xa1ff << 16, ..entry(b"link", b"/etc/passwd") })),
        &["total_failed/format_failure", "total_passed"],
    );
    // Two directory entries over one local entry.
    let mut b = z.bytes.clone();
    let first = b[z.directory..z.end].to_vec();
    let length = 46 + good[0].name.len();
    b.splice(z.end..z.end, first[..length].to_vec());
    let end = z.end + length;
    b[end + 8] += 1;
    b[end + 10] += 1;
    b[end + 12..end + 16].copy_from_slice(&((size as u32) + length as u32).to_le_bytes());
    t.expect("two names for one entry", &word(&b), BROKEN);
    t.done();
}

#[test]
fn unsigned_lists() {
    let mut t = Table::default();
    let p = open_root();
    let with = |change: &dyn Fn(&mut ywtb_testkit::Package)| {
        let mut p = p.clone();
        change(&mut p);
        word(&p.to_zip())
    };
    t.expect(
        "seal file is another seal",
        &with(&|p| {
            let other = ywtb_testkit::SealBuilder::new(&pki()).id("9").build();
            p.put("Doc_0/Signs/Sign_0/Seal.esl", other.der)
        }),
        &["total_failed/hash_failure"],
    );
    t.expect("type flipped", &with(&|p| p.edit(LIST, "Type=\"Seal\"", "Type=\"Sign\"")), &["total_passed"]);
    t.expect("type unknown", &with(&|p| p.edit(LIST, "Type=\"Seal\"", "Type=\"seal\"")), &["total_passed"]);
    t.expect(
        "listed twice",
        &with(&|p| p.put(LIST, list(&["Sign_0/Signature.xml", "Sign_0/Signature.xml"]))),
        &["total_passed", "total_failed/*"],
    );
    t.expect(
        "entry with a path outside",
        &with(&|p| p.put(LIST, list(&["../../../Signature.xml"]))),
        &["total_failed/format_failure"],
    );
    t.expect(
        "entry without BaseLoc",
        &with(&|p| p.edit(LIST, "BaseLoc=", "Baseloc=")),
        &["total_failed/format_failure"],
    );
    t.expect("entry stripped, one left", &with(&|p| p.put(LIST, list(&[]))), &["not_applicable"]);
    t.expect(
        "Signatures element stripped",
        &with(&|p| p.edit("OFD.xml", "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>", "")),
        &["not_applicable"],
    );
    t.expect(
        "two Signatures elements",
        &with(&|p| {
            p.edit("OFD.xml", "</ofd:Signatures>", "</ofd:Signatures><ofd:Signatures>x</ofd:Signatures>")
        }),
        &["total_failed/format_failure"],
    );
    t.expect(
        "value shared by two descriptions",
        &with(&|p| {
            let text = String::from_utf8(p.get(SIG).unwrap().to_vec()).unwrap();
            p.put("Doc_0/Signs/Sign_1/Signature.xml", text + " ");
            p.put(LIST, list(&["Sign_0/Signature.xml", "Sign_1/Signature.xml"]));
        }),
        &["total_failed/format_failure"],
    );
    t.expect(
        "signature moved to another document",
        &{
            let mut other = ywtb_testkit::DocumentBuilder::new(77).stamp(stamp()).build();
            for file in [SIG, VALUE] {
                other.put(file, p.get(file).unwrap().to_vec());
            }
            word(&other.to_zip())
        },
        &["total_failed/hash_failure"],
    );
    t.expect(
        "value moved to another document",
        &{
            let mut other = ywtb_testkit::DocumentBuilder::new(77).stamp(stamp()).build();
            other.put(VALUE, p.get(VALUE).unwrap().to_vec());
            word(&other.to_zip())
        },
        &["total_failed/hash_failure"],
    );
    for (name, file) in [("OFD.xml", "OFD.xml"), ("list", LIST), ("description", SIG)] {
        for (what, text) in [
            ("doctype", "<!DOCTYPE x>"),
            ("entity", "<!DOCTYPE x [<!ENTITY e 'x'>]>"),
            ("xxe", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>"),
        ] {
            t.expect(
                &format!("{what} in {name}"),
                &with(&|p| {
                    let s = String::from_utf8(p.get(file).unwrap().to_vec()).unwrap();
                    p.put(file, s.replacen("?>", &format!("?>{text}"), 1))
                }),
                &["total_failed/format_failure"],
            );
        }
        t.expect(
            &format!("utf-16 {name}"),
            &with(&|p| {
                let s = String::from_utf8(p.get(file).unwrap().to_vec()).unwrap();
                let mut b = vec![0xff, 0xfe];
                b.extend(s.encode_utf16().flat_map(u16::to_le_bytes));
                p.put(file, b)
            }),
            &["total_failed/format_failure"],
        );
    }
    t.expect(
        "genuine BOM in OFD.xml",
        &with(&|p| {
            let s = p.get("OFD.xml").unwrap().to_vec();
            p.put("OFD.xml", [b"\xef\xbb\xbf".to_vec(), s].concat())
        }),
        &["total_passed"],
    );
    t.expect(
        "genuine old namespace",
        &with(&|p| p.edit("OFD.xml", "www.ofdspec.org/2016", "www.ofdspec.org")),
        &["total_passed"],
    );
    t.expect("traversal entry brought", &with(&|p| p.put("../x", "x")), &["total_failed/format_failure"]);
    t.expect("carried in", &with(&|p| p.put("Doc_0/Evil/x.xml", "x")), &["total_passed"]);
    // The evil page is the empty place of a second list: lists are never content.
    let mut late = paper();
    late.edit("Doc_0/Document.xml", "</ofd:Pages>", "<ofd:Page ID=\"12\" BaseLoc=\"P9.xml\"/></ofd:Pages>");
    sign(&mut late, &[]);
    late.put("Doc_0/P9.xml", format!("<ofd:Signatures xmlns:ofd=\"{NS}\"><ofd:Content><ofd:Layer><ofd:TextObject>evil</ofd:TextObject></ofd:Layer></ofd:Content></ofd:Signatures>"));
    t.expect("page brought later", &word(&late.to_zip()), &["indeterminate/ofd.not_covered"]);
    late.edit("OFD.xml", "</ofd:DocBody>", "</ofd:DocBody><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>Doc_0/P9.xml</ofd:Signatures></ofd:DocBody>");
    t.expect(
        "page brought later, named as signature list",
        &word(&late.to_zip()),
        &["indeterminate/ofd.not_covered", "total_failed/*"],
    );
    t.done();
}
