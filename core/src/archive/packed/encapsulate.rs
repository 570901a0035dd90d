//! Forming an encapsulated package of DA/T 48 from a record and its files: the inverse of reading one.
//!
//! *Basis*: DA/T 48-2009, as `grammar` has it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::ROOT;
use super::eep::NAMESPACE;
use super::form::passes;
use super::format::Format;
use super::grammar;
use super::options::ArchiveOptions;
use super::stated;
use crate::archive::package::TOPIC;
use crate::error::Detail;
use crate::evidence::xml;
use crate::{Error, json};

/// Words of a package that say what it is; fixed by the standard.
const ABOUT: &str = "本EEP根据中华人民共和国档案行业标准DA/T48-2009《基于XML的电子文件封装规范》生成";
const KIND: (&str, &str) = ("原始型", "本封装包包含电子文件数据及其元数据，原始封装，未经修改");

/// Forms an encapsulated package (基于XML的电子文件封装包, DA/T 48): `record` is JSON in the shape of the facts of
/// `archive.package`, `files` are the contents by their names in the record, in the order in which they will stand.
///
/// The groups of metadata are named as the standard names their elements: in `metadata`, `content` holds 内容描述 (题名,
/// 责任者, 日期, 密级 and the others), `structure` 形式特征, `background` 来源; each act of `process_log` holds a 业务实体,
/// or `act` and `at` for 业务行为 and 行为时间. What a group must hold and the record states elsewhere (unit, archive number,
/// year, term) is taken from there. The package is made on `filed_at`, else on the day of the options, and is not signed.
///
/// What is formed passes every test of [`verify_archive`](crate::verify_archive) that is asked under the same options; that
/// nothing fixes a package without a signature (1-1) stays open until it is signed.
///
/// # Errors
/// Those of reading the record; `input.archive` with every place that has no place in such a package, or where it would
/// not pass; `limit.*`.
///
/// # Example
/// ```
/// use ywtb::archive::{ArchiveOptions, encapsulate};
/// let record = r#"{"package_id": "A001-2024-30-0001", "unit": "某局", "fonds": "A001", "year": 2024,
///     "retention": "30_years", "process_log": [{"act": "决定", "at": "2024-05-20"}],
///     "metadata": {"content": {"题名": "某许可", "责任者": "某局", "日期": "20240520", "密级": "公开"}}}"#;
/// let pdf = b"%PDF-1.7\n...\nstartxref\n9\n%%EOF\n";
/// let options = ArchiveOptions::new(ywtb::date("2024-06-01")?);
/// let package = encapsulate(record.as_bytes(), &[("decision.pdf", pdf)], &options)?;
/// assert_eq!(ywtb::verify_archive(&package, &options)?.value["returned"], false);
/// # Ok::<(), ywtb::Error>(())
/// ```
pub fn encapsulate(
    record: &[u8],
    files: &[(&str, &[u8])],
    options: &ArchiveOptions,
) -> Result<Vec<u8>, Error> {
    let record = json::parse(record, &options.limits)?;
    TOPIC.compiled.check(&record)?;
    let mut former =
        Former { record: &record, options, out: String::new(), wrong: stated::faults(&record, files) };
    former.package(files);
    let Former { out, wrong, .. } = former;
    refuse(wrong)?;
    let package = out.into_bytes();
    passes(&package, options)?;
    Ok(package)
}

fn refuse(mut wrong: Vec<Detail>) -> Result<(), Error> {
    if wrong.is_empty() {
        return Ok(());
    }
    let first = wrong.remove(0);
    Err(Error::input("input.archive", first.path, first.message).with_more(wrong))
}

/// Writes the elements in the order that the grammar prescribes.
struct Former<'a> {
    record: &'a Value,
    options: &'a ArchiveOptions,
    out: String,
    wrong: Vec<Detail>,
}

/// A group of metadata: values by the names of the standard's elements.
type Group = Map<String, Value>;

impl Former<'_> {
    fn package(&mut self, files: &[(&str, &[u8])]) {
        self.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        self.out.push_str(&format!("<{ROOT} xmlns=\"{NAMESPACE}\">"));
        self.text("封装包格式描述", ABOUT);
        self.text("版本", "2009");
        self.out.push_str("<被签名对象 eep版本=\"2009\">");
        self.text("封装包类型", KIND.0);
        self.text("封装包类型描述", KIND.1);
        self.text("封装包创建时间", &self.made());
        self.text("封装包创建单位", &self.fact("unit"));
        self.element("封装内容", |former| {
            former.element("文件实体块", |former| {
                former.element("文件实体", |former| former.entity(files))
            });
            former.element("业务实体块", Former::acts);
            former.element("机构人员实体块", |former| {
                former.element("机构人员实体", |former| {
                    former.text("机构人员标识符", "1");
                    former.text("机构人员类型", "单位");
                    former.text("机构人员名称", &former.fact("unit"));
                });
            });
        });
        self.out.push_str(&format!("</被签名对象></{ROOT}>"));
    }

    /// When the package is made, as a time of XML Schema; a day begins at midnight in China.
    fn made(&self) -> String {
        let stated = self.record.get("filed_at").and_then(Value::as_str);
        match stated {
            Some(time) if time.contains('T') => time.to_owned(),
            Some(day) => format!("{day}T00:00:00"),
            None => format!("{}T00:00:00", self.options.as_of),
        }
    }

    fn entity(&mut self, files: &[(&str, &[u8])]) {
        let (unit, id) = (self.fact("unit"), self.fact("package_id"));
        self.text("聚合层次", "文件");
        let mut background = self.group("background");
        background.entry("立档单位名称").or_insert(Value::String(unit));
        self.values("来源", &background, "/metadata/background");
        let case = self.fact("case_no");
        self.text("电子文件号", if case.is_empty() { &id } else { &case });
        let retention = match self.fact("retention").as_str() {
            "permanent" => "永久",
            "30_years" => "30年",
            "10_years" => "10年",
            _ => "",
        };
        let year = self.record.get("year").and_then(Value::as_u64).map(|year| format!("{year:04}"));
        let parts = [("全宗号", self.fact("fonds")), ("年度", year.unwrap_or_default())];
        self.out.push_str("<档号>");
        self.out.push_str(&xml::escape(&id));
        for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            self.text(name, &value);
        }
        self.text("保管期限", retention);
        self.out.push_str("</档号>");
        let content = self.group("content");
        self.values("内容描述", &content, "/metadata/content");
        let mut structure = self.group("structure");
        let kind = if files.len() > 1 { "组合文件" } else { "单件" };
        structure.entry("文件组合类型").or_insert_with(|| Value::String(kind.to_owned()));
        self.values("形式特征", &structure, "/metadata/structure");
        let carrier = self.fact("storage_carrier");
        self.element("存储位置", |former| {
            if !carrier.is_empty() {
                former.text("当前位置", &carrier);
            }
        });
        self.element("权限管理", |_| ());
        self.element("文件数据", |former| {
            for (at, (name, data)) in files.iter().enumerate() {
                former.document(at, name, data);
            }
        });
    }

    fn document(&mut self, at: usize, name: &str, data: &[u8]) {
        let number = at.saturating_add(1).to_string();
        let id = format!("修改0-文档{number}");
        let listed = self.record.get("files").and_then(Value::as_array);
        let entry =
            listed.and_then(|list| list.iter().find(|one| one.get("name").is_some_and(|own| own == name)));
        let stated = entry.and_then(|entry| entry.get("format")).and_then(Value::as_str).map(str::to_owned);
        let format = stated.unwrap_or_else(|| match Format::recognise(data) {
            Format::Unknown => String::new(),
            known => known.name().to_owned(),
        });
        self.element("文档", |former| {
            former.text("文档标识符", &id);
            former.text("文档序号", &number);
            former.text("文档主从声明", if at == 0 { "主文档" } else { "附属文档" });
            former.text("题名", name);
            former.out.push_str(&format!(
                "<文档数据 文档数据ID=\"{id}-文档数据1\"><编码 编码ID=\"{id}-文档数据1-编码1\">"
            ));
            former.element("电子属性", |former| {
                if !format.is_empty() {
                    former.text("格式信息", &format);
                }
                former.text("计算机文件名", name);
                former.text("计算机文件大小", &data.len().to_string());
            });
            former.text("编码描述", "本封装包中的编码数据以Base64编码");
            former.text(
                "反编码关键字",
                &if format.is_empty() { "base64".to_owned() } else { format!("base64-{format}") },
            );
            former.out.push_str(&format!("<编码数据 编码数据ID=\"{id}-文档数据1-编码1-编码数据1\">"));
            former.out.push_str(&STANDARD.encode(data));
            former.out.push_str("</编码数据></编码></文档数据>");
        });
    }

    /// The acts of the process, each an entity of its own; what it does not state about itself is the package's.
    fn acts(&mut self) {
        let acts = self.record.get("process_log").and_then(Value::as_array).cloned().unwrap_or_default();
        let id = self.fact("package_id");
        for (at, act) in acts.iter().enumerate() {
            let mut act: Group = act.as_object().cloned().unwrap_or_default();
            let number = at.saturating_add(1).to_string();
            for (name, element) in [("act", "业务行为"), ("at", "行为时间"), ("basis", "行为依据")]
            {
                if let Some(value) = act.remove(name) {
                    act.entry(element).or_insert(value);
                }
            }
            // Their order is that of the log.
            act.remove("seq");
            for (element, value) in [
                ("业务标识符", number.as_str()),
                ("机构人员标识符", "1"),
                ("文件标识符", &id),
                ("业务状态", "历史行为"),
            ] {
                act.entry(element).or_insert_with(|| Value::String(value.to_owned()));
            }
            self.values("业务实体", &act, &format!("/process_log/{at}"));
        }
    }

    fn fact(&self, name: &str) -> String {
        self.record.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    fn group(&self, name: &str) -> Group {
        let group = self.record.get("metadata").and_then(|metadata| metadata.get(name));
        group.and_then(Value::as_object).cloned().unwrap_or_default()
    }

    /// A group of texts, in the order of the grammar; a name that the grammar does not have there is wrong.
    fn values(&mut self, element: &str, values: &Group, pointer: &str) {
        let names = grammar::members(element);
        for (name, value) in values {
            let is_text = |value: &Value| value.is_string() || value.is_u64() || value.is_null();
            let is_text = is_text(value) || value.as_array().is_some_and(|list| list.iter().all(is_text));
            if !names.iter().any(|known| known == name) || !is_text {
                let mut path = pointer.to_owned();
                json::push_segment(&mut path, &crate::ident::mask(name));
                let message = format!("expected a text under a name that {element} has in DA/T 48");
                self.wrong.push(Detail { path, message });
            }
        }
        self.element(element, |former| {
            for name in names {
                let value = values.get(name);
                let several = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                for value in value.into_iter().chain(several) {
                    match value {
                        Value::String(text) => former.text(name, text),
                        Value::Number(number) => former.text(name, &number.to_string()),
                        _ => {}
                    }
                }
            }
        });
    }

    fn element(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.out.push_str(&format!("<{name}>"));
        inside(self);
        self.out.push_str(&format!("</{name}>"));
    }

    fn text(&mut self, name: &str, text: &str) {
        self.out.push_str(&format!("<{name}>{}</{name}>", xml::escape(text)));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Source, examine};
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\nstartxref\n9\n%%EOF\n";

    fn record() -> Value {
        json!({
            "package_id": "A001-2024-30-0007", "unit": "某区某局 <甲&乙>", "fonds": "A001", "year": 2024,
            "retention": "30_years", "case_no": "310101-7", "filed_at": "2024-05-30",
            "files": [{"name": "决定书.pdf"}, {"name": "申请表.pdf", "bytes": PDF.len()}],
            "metadata": {
                "content": {"题名": "关于\"甲\"的许可", "责任者": "某局", "日期": "20240520", "密级": "公开", "关键词": ["一", "二"]},
                "structure": {"页数": 3},
                "background": {"全宗名称": "某区某局全宗"},
            },
            "process_log": [
                {"seq": 1, "act": "受理", "at": "2024-05-18"},
                {"业务行为": "决定", "行为时间": "2024-05-20", "业务标识符": "B-2"},
            ],
        })
    }

    fn formed(record: &Value) -> Result<Vec<u8>, Error> {
        let options = ArchiveOptions::new(crate::date("2024-06-01").unwrap());
        encapsulate(record.to_string().as_bytes(), &[("决定书.pdf", PDF), ("申请表.pdf", PDF)], &options)
    }

    #[test]
    fn what_is_formed_reads_back() {
        let package = formed(&record()).unwrap();
        let options = ArchiveOptions::new(crate::date("2024-06-01").unwrap());
        let (packed, _) = examine(Source::File(&package), &options).unwrap();
        let read = packed.record.unwrap();
        for name in ["package_id", "unit", "fonds", "year", "filed_at"] {
            assert_eq!(read[name], record()[name], "{name}");
        }
        assert_eq!(read["metadata"]["content"]["题名"], "关于\"甲\"的许可");
        assert_eq!(read["metadata"]["content"]["关键词"], "二");
        assert_eq!(read["metadata"]["structure"], json!({"文件组合类型": "组合文件", "页数": "3"}));
        assert_eq!(read["metadata"]["background"]["立档单位名称"], record()["unit"]);
        assert_eq!(read["process_log"][0]["业务行为"], "受理");
        assert_eq!(read["process_log"][1]["业务标识符"], "B-2");
        assert_eq!(read["files"][1], json!({"bytes": PDF.len(), "format": "pdf_a", "name": "申请表.pdf"}));
        let contents: Vec<&[u8]> = packed.contents.iter().map(|one| one.data.as_deref().unwrap()).collect();
        assert_eq!(contents, [PDF, PDF]);
        // The same case gives the same bytes.
        assert_eq!(formed(&record()).unwrap(), package);
    }
}
