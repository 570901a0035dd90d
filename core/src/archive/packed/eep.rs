//! An encapsulated package (基于XML的电子文件封装包): one XML file with the record, the contents and the signatures in it.
//!
//! *Basis*: DA/T 48-2009.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::content::Content;
use super::items::{self, Tests};
use super::{Costs, Packed, ROOT, grammar, signature};
use crate::Error;
use crate::evidence::xml::{self, Element};
use crate::evidence::{Fault, zip};
use crate::law::date;

pub(super) const NAMESPACE: &str = "http://www.saac.gov.cn/standards/ERM/encapsulation";

pub(super) fn read<'a>(data: &[u8], costs: &mut Costs, tests: &mut Tests) -> Result<Packed<'a>, Error> {
    let mut packed = Packed::new("eep");
    tests.ask(&items::READABLE);
    let root = match Element::read(data, "", &costs.xml) {
        Ok(root) => root,
        Err(Fault::Flaw(flaw)) => {
            tests.ask(&items::READABLE).faults.push(flaw);
            return Ok(packed);
        }
        Err(Fault::Limit(error)) => return Err(error),
    };
    for item in [
        &items::TYPE,
        &items::RANGE,
        &items::LISTING,
        &items::STRUCTURE,
        &items::GROUPS,
        &items::REQUIRED,
        &items::PACKAGE_METADATA,
        &items::PACKAGE_CONTENT,
    ] {
        tests.ask(item);
    }
    if root.namespace.as_deref() != Some(NAMESPACE) {
        tests.fault(&items::STRUCTURE, "archive.namespace", format!("/{ROOT}"));
    }
    grammar::check(&root, &format!("/{ROOT}"), tests);
    let layers = layers(&root, tests);
    for layer in &layers {
        signature::read(layer.holder, &costs.limits, &mut packed.signatures, tests)?;
    }
    let version = first(&root, "版本").map(text);
    for layer in &layers {
        if layer.object.attribute("eep版本") != version {
            tests.fault(&items::LISTING, "archive.version_differs", format!("/{ROOT}/被签名对象"));
        }
    }
    let mut encodings = Encodings::default();
    for layer in &layers {
        encodings.add(layer.content, tests);
    }
    if let Some(newest) = layers.first() {
        let mut record = record(newest);
        let files = contents(newest.content, &encodings, costs, &mut packed.contents, tests)?;
        record.insert("files".to_owned(), Value::Array(files));
        packed.record = Some(Value::Object(record));
    }
    Ok(packed)
}

/// One layer of a package: the newest is what the package says now, those below it are what it revises.
struct Layer<'e> {
    /// What holds the layer's signatures.
    holder: &'e Element,
    object: &'e Element,
    content: &'e Element,
}

/// The layers, the newest first.
fn layers<'e>(root: &'e Element, tests: &mut Tests) -> Vec<Layer<'e>> {
    let mut layers = Vec::new();
    let mut holder = Some(root);
    while let Some((here, object)) = holder.and_then(|here| Some((here, first(here, "被签名对象")?))) {
        let revised = first(object, "修改封装内容");
        let content = match revised {
            Some(revised) => first(revised, "修订内容"),
            None => first(object, "封装内容"),
        };
        let kind = first(object, "封装包类型").map(text);
        let is_both = revised.is_some() && first(object, "封装内容").is_some();
        let fits = kind == Some(if revised.is_some() { "修改型" } else { "原始型" });
        if is_both || (content.is_some() && kind.is_some() && !fits) {
            tests.fault(&items::LISTING, "archive.type_differs", format!("/{ROOT}/被签名对象/封装包类型"));
        }
        match content {
            Some(content) => layers.push(Layer { holder: here, object, content }),
            None => tests.fault(
                &items::PACKAGE_METADATA,
                "archive.element_missing",
                format!("/{ROOT}/被签名对象/封装内容"),
            ),
        }
        holder = revised.and_then(|revised| first(revised, "原封装包"));
    }
    layers
}

/// The first child called `name`; that there are others the grammar says.
pub(super) fn first<'e>(element: &'e Element, name: &str) -> Option<&'e Element> {
    element.children.iter().find(|child| child.name == name)
}

fn at<'e>(element: &'e Element, path: &[&str]) -> Option<&'e Element> {
    path.iter().try_fold(element, |element, name| first(element, name))
}

pub(super) fn text(element: &Element) -> &str {
    xml::trim(&element.text)
}

/// The record in the shape of the facts of `archive.package`, as far as the package's words have a place there.
fn record(layer: &Layer<'_>) -> Map<String, Value> {
    let mut record = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            record.insert(name.to_owned(), value);
        }
    };
    let entity = at(layer.content, &["文件实体块", "文件实体"]);
    let stated =
        |path: &[&str]| entity.and_then(|entity| at(entity, path)).map(text).filter(|text| !text.is_empty());
    put("package_id", stated(&["档号"]).map(|text| json!(text)));
    put("fonds", stated(&["档号", "全宗号"]).map(|text| json!(text)));
    put("unit", stated(&["来源", "立档单位名称"]).map(|text| json!(text)));
    put("year", stated(&["档号", "年度"]).and_then(|text| text.parse::<i64>().ok()).map(|year| json!(year)));
    let created = first(layer.object, "封装包创建时间").and_then(|time| text(time).get(..10));
    put("filed_at", created.filter(|day| date(day).is_ok()).map(|day| json!(day)));
    let group = |name: &str| entity.and_then(|entity| first(entity, name)).map(texts);
    let metadata = json!({
        "background": group("来源"), "content": group("内容描述"), "structure": group("形式特征"),
    });
    put("metadata", Some(metadata));
    let acts =
        first(layer.content, "业务实体块").map(|block| block.all("业务实体").map(texts).collect::<Value>());
    put("process_log", acts);
    record
}

/// The texts of the children by their names; of several the last.
fn texts(element: &Element) -> Value {
    element
        .children
        .iter()
        .map(|child| (child.name.clone(), json!(text(child))))
        .collect::<Map<_, _>>()
        .into()
}

/// What encoded data stands under which id, in all layers: a revision may refer to what it left as it was.
#[derive(Default)]
struct Encodings<'e>(BTreeMap<&'e str, &'e Element>);

impl<'e> Encodings<'e> {
    fn add(&mut self, content: &'e Element, tests: &mut Tests) {
        for data in encodings(content).filter_map(|(_, encoding)| first(encoding, "编码数据")) {
            let Some(id) = data.attribute("编码数据ID") else { continue };
            if self.0.insert(id, data).is_some() {
                tests.fault(&items::REPEATED, "archive.id_twice", place("编码数据"));
            }
        }
    }
}

/// A place below the contents, which are many and whose names are not for reports.
fn place(name: &str) -> String {
    format!("//{name}")
}

/// Every encoding with the document that it belongs to, in order.
fn encodings(content: &Element) -> impl Iterator<Item = (&Element, &Element)> {
    let entities = content.all("文件实体块").flat_map(|block| block.all("文件实体"));
    let documents = entities.flat_map(|entity| entity.all("文件数据")).flat_map(|data| data.all("文档"));
    documents.flat_map(|document| {
        let encodings = document.all("文档数据").flat_map(|data| data.all("编码"));
        encodings.map(move |encoding| (document, encoding))
    })
}

/// Decodes the contents of the newest layer; returns the list of files for the record.
fn contents(
    content: &Element,
    all: &Encodings<'_>,
    costs: &mut Costs,
    out: &mut Vec<Content<'_>>,
    tests: &mut Tests,
) -> Result<Vec<Value>, Error> {
    let mut files = Vec::new();
    let mut names = BTreeSet::new();
    let mut before: Option<i64> = None;
    let mut document_before: Option<*const Element> = None;
    for (document, encoding) in encodings(content) {
        if out.len() >= costs.limits.entries {
            return Err(Error::limit("limit.entries", "", "the package has too many contents"));
        }
        let path = format!("/files/{}", files.len());
        let stated = |names: &[&str]| at(encoding, names).map(text).filter(|text| !text.is_empty());
        let mut name = stated(&["电子属性", "计算机文件名"]).unwrap_or_default().to_owned();
        if let Some(code) = zip::name_fault(&name).filter(|_| !name.is_empty()) {
            tests.fault(&items::STRUCTURE, code, &path);
        }
        // Drafts of one document may have one name.
        if !names.insert(name.to_lowercase()) {
            name = format!("{name}#{}", files.len());
        }
        let is_attached = first(document, "文档主从声明").map(text) == Some("附属文档");
        if is_attached {
            tests.ask(&items::ATTACHMENTS);
        }
        if document_before != Some(std::ptr::from_ref(document)) {
            document_before = Some(std::ptr::from_ref(document));
            let number = first(document, "文档序号").and_then(|number| text(number).parse::<i64>().ok());
            if number.is_some() {
                tests.ask(&items::CONTINUOUS);
                if before.is_some_and(|before| before.checked_add(1) != number) {
                    tests.fault(&items::CONTINUOUS, "archive.gap", &path);
                }
            }
            before = number.or(before);
        }
        let keyword = stated(&["反编码关键字"]).unwrap_or_default();
        let data = decode(encoding, keyword, all, costs, &path, tests)?;
        let data = match data {
            Some(data) if data.is_empty() && is_attached => {
                tests.fault(&items::ATTACHMENTS, "archive.content_empty", &path);
                None
            }
            other => other,
        };
        let size = stated(&["电子属性", "计算机文件大小"]).and_then(|size| size.parse::<u64>().ok());
        let format = keyword.split_once('-').map(|(_, format)| format).filter(|format| !format.is_empty());
        files.push(json!({"bytes": size, "format": format, "name": name.clone()}));
        out.push(Content { name, data: data.map(Cow::Owned) });
    }
    Ok(files)
}

/// The bytes of one encoding, where they are in the package.
fn decode(
    encoding: &Element,
    keyword: &str,
    all: &Encodings<'_>,
    costs: &mut Costs,
    path: &str,
    tests: &mut Tests,
) -> Result<Option<Vec<u8>>, Error> {
    let Some(mut data) = first(encoding, "编码数据") else { return Ok(Some(Vec::new())) };
    if let Some(id) = data.attribute("引用编码数据ID").filter(|_| text(data).is_empty()) {
        match all.0.get(id).filter(|found| !text(found).is_empty()) {
            Some(found) => data = found,
            None => {
                tests.fault(&items::LINK, "archive.reference_leads_nowhere", path);
                return Ok(None);
            }
        }
    }
    let method = keyword.to_ascii_lowercase();
    if ["sha256", "sha-256", "sm3"].iter().any(|digest| method.starts_with(digest)) {
        tests.open(&items::PACKAGE_CONTENT, "archive.content_elsewhere", path);
        return Ok(None);
    }
    // Three bytes for four characters, before any is decoded.
    costs.unpacked(data.text.len().saturating_mul(3) / 4, path)?;
    let decoded = signature::decoded(&data.text);
    if decoded.is_none() {
        tests.fault(&items::PACKAGE_CONTENT, "archive.base64", path);
    }
    Ok(decoded)
}
