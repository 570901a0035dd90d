//! A bounded reader of XML files: UTF-8, namespaces resolved, no DOCTYPE, nothing fetched.
//!
//! *Basis*: XML 1.0; Namespaces in XML 1.0; GB/T 33190 (files are UTF-8).

use std::borrow::Cow;
use std::cell::Cell;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use crate::evidence::{Fault, Flaw};
use crate::{Error, Limits};

/// What all XML files of one package may still cost.
pub(crate) struct Budget {
    bytes: Cell<usize>,
    nodes: Cell<usize>,
    depth: usize,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { bytes: Cell::new(limits.xml_bytes), nodes: Cell::new(limits.nodes), depth: limits.depth }
    }

    /// Pays for looking at `bytes` of `file`.
    pub(crate) fn look(&self, bytes: usize, file: &str) -> Result<(), Error> {
        let left = self.bytes.get().checked_sub(bytes);
        self.bytes.set(left.ok_or_else(|| Error::limit("limit.xml_bytes", file, "too much XML"))?);
        Ok(())
    }

    /// Pays for keeping `count` elements and attributes of `file`.
    fn keep(&self, count: usize, file: &str) -> Result<(), Error> {
        let left = self.nodes.get().checked_sub(count);
        self.nodes.set(left.ok_or_else(|| Error::limit("limit.nodes", file, "too many elements"))?);
        Ok(())
    }
}

/// One step through a file.
pub(crate) enum Step<'a> {
    Open {
        namespace: Option<Cow<'a, str>>,
        name: &'a str,
        attributes: &'a [(String, String)],
    },
    Text(&'a str),
    /// A comment, a processing instruction or the begin of a CDATA section: text that some readers cut off here.
    Cut,
    Close,
}

/// `text` without the white space of XML around it; other white space belongs to it.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}

/// `text` as an element or an attribute holds it.
pub(crate) fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

/// Walks through `bytes` and hands every step to `visit`, which may find that it costs too much.
pub(crate) fn walk(
    bytes: &[u8],
    file: &str,
    budget: &Budget,
    visit: &mut dyn FnMut(Step<'_>) -> Result<(), Error>,
) -> Result<(), Fault> {
    budget.look(bytes.len(), file)?;
    let flaw = |code: &'static str| Fault::from(Flaw::new(code, file));
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| flaw("xml.encoding"))?;
    let mut reader = NsReader::from_str(text);
    reader.config_mut().check_comments = true;
    let (mut depth, mut roots) = (0usize, 0usize);
    let mut attributes = Vec::new();
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|_| flaw("xml.syntax"))?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(start) | Event::Empty(start) => {
                if depth >= budget.depth {
                    return Err(Error::limit("limit.depth", file, "elements are nested too deeply").into());
                }
                if depth == 0 {
                    roots = roots.saturating_add(1);
                }
                if roots > 1 {
                    return Err(flaw("xml.several_roots"));
                }
                let namespace = match namespace {
                    ResolveResult::Bound(namespace) => Some(Cow::Borrowed(namespace.0)),
                    // A prefix that nobody declared stands for no namespace: sloppy writers exist, and where the
                    // namespace matters none is the wrong one.
                    ResolveResult::Unbound | ResolveResult::Unknown(_) => None,
                };
                let count = read_attributes(&start, &mut attributes).ok_or_else(|| flaw("xml.attribute"))?;
                visit(Step::Open {
                    namespace,
                    name: start.local_name().into_inner(),
                    attributes: attributes.get(..count).unwrap_or_default(),
                })?;
                if empty {
                    visit(Step::Close)?;
                } else {
                    depth = depth.saturating_add(1);
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                visit(Step::Close)?;
            }
            Event::Text(text) => {
                if depth > 0 {
                    visit(Step::Text(&text.into_inner()))?;
                } else if !text.into_inner().trim().is_empty() {
                    return Err(flaw("xml.text_outside"));
                }
            }
            Event::CData(text) if depth > 0 => {
                visit(Step::Cut)?;
                visit(Step::Text(&text.into_inner()))?;
            }
            Event::GeneralRef(reference) if depth > 0 => {
                let named = format!("&{};", reference.into_inner());
                visit(Step::Text(&quick_xml::escape::unescape(&named).map_err(|_| flaw("xml.entity"))?))?;
            }
            Event::CData(_) | Event::GeneralRef(_) => return Err(flaw("xml.text_outside")),
            Event::DocType(_) => return Err(flaw("xml.doctype")),
            Event::Decl(declaration) => {
                if let Some(encoding) = declaration.encoding() {
                    let encoding = encoding.map_err(|_| flaw("xml.syntax"))?;
                    if !encoding.eq_ignore_ascii_case("utf-8") && !encoding.eq_ignore_ascii_case("utf8") {
                        return Err(flaw("xml.encoding"));
                    }
                }
            }
            Event::Comment(_) | Event::PI(_) => visit(Step::Cut)?,
            Event::Eof => break,
        }
    }
    if depth == 0 && roots == 1 { Ok(()) } else { Err(flaw("xml.cut")) }
}

/// The name of the root element of what may be an XML file.
pub(crate) fn root_name(bytes: &[u8]) -> Option<String> {
    root(bytes).map(|(_, name)| name)
}

/// Namespace and name of the root element, if `bytes` begin as XML does.
pub(crate) fn root(bytes: &[u8]) -> Option<(Option<String>, String)> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()?;
    let mut reader = NsReader::from_str(text.trim_start().strip_prefix('<').map(|_| text)?);
    loop {
        match reader.read_resolved_event().ok()? {
            (namespace, Event::Start(start) | Event::Empty(start)) => {
                let namespace = match namespace {
                    ResolveResult::Bound(namespace) => Some(namespace.0.to_owned()),
                    ResolveResult::Unbound | ResolveResult::Unknown(_) => None,
                };
                return Some((namespace, start.local_name().into_inner().to_owned()));
            }
            (_, Event::Eof) => return None,
            _ => {}
        }
    }
}

/// The text of the first `element`, if it stands before the first element called `end`.
pub(crate) fn text_before(bytes: &[u8], element: &str, end: &str) -> Option<String> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()?;
    let mut reader = NsReader::from_str(text);
    let mut is_inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.local_name().into_inner();
                if name == end {
                    return None;
                }
                is_inside = name == element;
            }
            Event::Text(text) if is_inside => return Some(text.into_inner().into_owned()),
            Event::End(_) => is_inside = false,
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Reads the attributes of an element to the front of `out`, whose strings serve again and again; returns how many.
fn read_attributes(start: &BytesStart<'_>, out: &mut Vec<(String, String)>) -> Option<usize> {
    let mut count = 0usize;
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let (name, prefix) = attribute.key.decompose();
        if name.into_inner() == "xmlns" || prefix.is_some_and(|prefix| prefix.into_inner() == "xmlns") {
            continue;
        }
        if count == out.len() {
            out.push(Default::default());
        }
        let (key, value) = out.get_mut(count)?;
        key.clear();
        value.clear();
        // Attributes of these formats have no prefix; one with a prefix is somebody else's and keeps it.
        key.push_str(attribute.key.into_inner());
        value.push_str(&quick_xml::escape::unescape(&attribute.value).ok()?);
        count = count.saturating_add(1);
    }
    Some(count)
}

/// An element with what is inside it; for the small files that say where everything stands.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) namespace: Option<String>,
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    pub(crate) text: String,
    is_cut: bool,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// Reads a whole file into its root element.
    pub(crate) fn read(bytes: &[u8], file: &str, budget: &Budget) -> Result<Self, Fault> {
        let mut open: Vec<Element> = vec![Element::default()];
        walk(bytes, file, budget, &mut |step| {
            match step {
                Step::Open { namespace, name, attributes } => {
                    budget.keep(attributes.len().saturating_add(1), file)?;
                    open.push(Element {
                        namespace: namespace.map(Cow::into_owned),
                        name: name.to_owned(),
                        attributes: attributes.to_vec(),
                        ..Self::default()
                    });
                }
                Step::Text(text) => {
                    if let Some(element) = open.last_mut() {
                        element.text.push_str(text);
                    }
                }
                Step::Cut => {
                    if let Some(element) = open.last_mut() {
                        element.is_cut = true;
                    }
                }
                Step::Close => {
                    if let Some(element) = open.pop()
                        && let Some(parent) = open.last_mut()
                    {
                        parent.children.push(element);
                    }
                }
            }
            Ok(())
        })?;
        let root = open.pop().and_then(|mut top| top.children.pop());
        root.ok_or_else(|| Flaw::new("xml.cut", file).into())
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The path that is the element's text. Anything else inside it is a fault, as readers would differ in which
    /// part of the text they take.
    pub(crate) fn location(&self, file: &str) -> Result<&str, Fault> {
        let location = trim(&self.text);
        if !location.is_empty() && (self.is_cut || !self.children.is_empty()) {
            return Err(Flaw::new("xml.mixed_location", file).into());
        }
        Ok(location)
    }

    /// The children called `name`, whatever their namespace.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The only child called `name`; several are a fault, as readers would differ in which they take.
    pub(crate) fn only<'a>(&'a self, name: &'a str, file: &str) -> Result<Option<&'a Element>, Fault> {
        let mut found = self.all(name);
        let first = found.next();
        if found.next().is_some() { Err(Flaw::new("xml.repeated_element", file).into()) } else { Ok(first) }
    }

    /// Whether this element and all below it with one of `names` stand in one of `namespaces`.
    pub(crate) fn stands_in(&self, names: &[&str], namespaces: &[Option<&str>]) -> bool {
        let here = !names.contains(&self.name.as_str()) || namespaces.contains(&self.namespace.as_deref());
        here && self.children.iter().all(|child| child.stands_in(names, namespaces))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Result<Element, String> {
        let limits = Limits { depth: 8, nodes: 50, ..Limits::default() };
        Element::read(text, "a.xml", &Budget::new(&limits)).map_err(|fault| match fault {
            Fault::Flaw(flaw) => flaw.code.into_owned(),
            Fault::Limit(error) => error.code().to_owned(),
        })
    }

    #[test]
    fn namespaces_entities_and_cdata_are_resolved() {
        let root = read("\u{feff}<?xml version='1.0' encoding='utf-8'?><a:r xmlns:a='urn:x' k='1&amp;2'><b>x&#65;<![CDATA[<]]></b></a:r>".as_bytes()).unwrap();
        assert_eq!((root.namespace.as_deref(), root.name.as_str()), (Some("urn:x"), "r"));
        assert_eq!(root.attribute("k"), Some("1&2"));
        assert_eq!((root.children[0].namespace.as_deref(), root.children[0].text.as_str()), (None, "xA<"));
    }

    #[test]
    fn a_location_is_one_text() {
        let location = |text: &str| {
            let root = read(text.as_bytes()).unwrap();
            root.location("a.xml").map(str::to_owned).map_err(|_| ())
        };
        assert_eq!(location("<r> a&#x2f;b\n</r>"), Ok("a/b".to_owned()));
        assert_eq!(location("<r>a\u{a0}</r>"), Ok("a\u{a0}".to_owned()));
        assert_eq!(location("<r> <!-- x --> </r>"), Ok(String::new()));
        for text in ["<r>a<!-- -->b</r>", "<r>a<?x y?></r>", "<r><![CDATA[a]]></r>", "<r>a<b>c</b></r>"] {
            assert_eq!(location(text), Err(()), "{text}");
        }
    }

    #[test]
    fn hostile_files_are_refused() {
        for (text, code) in [
            (&b"<!DOCTYPE r [<!ENTITY e 'x'>]><r/>"[..], "xml.doctype"),
            (b"<r>&e;</r>", "xml.entity"),
            (b"<r/><r/>", "xml.several_roots"),
            (b"<r>", "xml.cut"),
            (b"", "xml.cut"),
            (b"<r></s>", "xml.syntax"),
            (b"<r a='1' a='2'/>", "xml.attribute"),
            (b"<r/>x", "xml.text_outside"),
            (b"<?xml version='1.0' encoding='GBK'?><r/>", "xml.encoding"),
            (b"\xff\xfe<\0r\0/\0>\0", "xml.encoding"),
            (b"<a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a>", "limit.depth"),
        ] {
            let found = read(text);
            assert!(matches!(&found, Err(found) if found == code), "{text:?}: {found:?}");
        }
        let many = format!("<r>{}</r>", "<a/>".repeat(60));
        assert_eq!(read(many.as_bytes()).unwrap_err(), "limit.nodes");
    }
}
