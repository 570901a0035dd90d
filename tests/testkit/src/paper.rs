//! The unsigned paper: a decision on an application, as an approval bureau of a district that does not exist issues it.

use crate::package::Package;
use crate::random::Random;
use std::fmt::Write;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
const XMLNS: &str = r#"xmlns:ofd="http://www.ofdspec.org/2016""#;

/// Pages of the paper.
pub const PAGES: [&str; 2] = ["Doc_0/Pages/Page_0/Content.xml", "Doc_0/Pages/Page_1/Content.xml"];
/// The template behind every page.
pub const TEMPLATE: &str = "Doc_0/Tpls/Tpl_0/Content.xml";
/// The attached list of materials.
pub const ATTACHMENT: &str = "Doc_0/Attachs/materials.csv";
/// The sum that the decision names; what a forger would change.
pub const AMOUNT: &str = "人民币捌万陆仟元整";

/// The files of the paper, without signature.
pub(crate) fn paper(seed: u64) -> Package {
    let mut random = Random::new(seed, "paper");
    let number = 100 + random.below(800);
    let mut package = Package::default();
    package.put("OFD.xml", root(random.bits()));
    package.put("Doc_0/Document.xml", document());
    package.put("Doc_0/PublicRes.xml", public_resources());
    package.put("Doc_0/DocumentRes.xml", document_resources());
    package.put(TEMPLATE, template());
    package.put(PAGES[0], page(100, &first_page(number)));
    package.put(PAGES[1], page(300, &second_page(number)));
    package.put("Doc_0/Attachs/Attachments.xml", attachments());
    package.put(ATTACHMENT, materials());
    package
}

fn root(id: u64) -> String {
    format!(
        "{HEAD}\n<ofd:OFD {XMLNS} Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{id:032x}</ofd:DocID>\
         <ofd:Title>准予行政许可决定书（测试文件）</ofd:Title><ofd:Author>上海市示例区行政审批局</ofd:Author>\
         <ofd:CreationDate>2024-05-20</ofd:CreationDate><ofd:Creator>ywtb-testkit</ofd:Creator></ofd:DocInfo>\
         <ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
}

fn document() -> String {
    format!(
        "{HEAD}\n<ofd:Document {XMLNS}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID>\
         <ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>\
         <ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>\
         <ofd:TemplatePage ID=\"2\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/></ofd:CommonData>\
         <ofd:Pages><ofd:Page ID=\"10\" BaseLoc=\"Pages/Page_0/Content.xml\"/>\
         <ofd:Page ID=\"11\" BaseLoc=\"Pages/Page_1/Content.xml\"/></ofd:Pages>\
         <ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>"
    )
}

fn public_resources() -> String {
    format!(
        "{HEAD}\n<ofd:Res {XMLNS} BaseLoc=\"Res\"><ofd:Fonts><ofd:Font ID=\"3\" FontName=\"仿宋\" FamilyName=\"仿宋\"/>\
         <ofd:Font ID=\"4\" FontName=\"方正小标宋简体\" FamilyName=\"方正小标宋简体\"/></ofd:Fonts></ofd:Res>"
    )
}

fn document_resources() -> String {
    format!(
        "{HEAD}\n<ofd:Res {XMLNS} BaseLoc=\"Res\"><ofd:DrawParams>\
         <ofd:DrawParam ID=\"5\" LineWidth=\"0.7\"><ofd:StrokeColor Value=\"212 28 28\"/></ofd:DrawParam>\
         </ofd:DrawParams></ofd:Res>"
    )
}

/// Red heading and rule, as on a paper of an authority.
fn template() -> String {
    let heading = text_object(20, 35.0, 11.0, 4, "上海市示例区行政审批局文件（测试）");
    format!(
        "{HEAD}\n<ofd:Page {XMLNS}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>\
         <ofd:Content><ofd:Layer ID=\"19\">{heading}\
         <ofd:PathObject ID=\"21\" Boundary=\"25 50 160 1\" DrawParam=\"5\"><ofd:AbbreviatedData>M 0 0 L 160 0</ofd:AbbreviatedData>\
         </ofd:PathObject></ofd:Layer></ofd:Content></ofd:Page>"
    )
}

fn attachments() -> String {
    format!(
        "{HEAD}\n<ofd:Attachments {XMLNS}><ofd:Attachment ID=\"900\" Name=\"申请材料清单\" Format=\"csv\" \
         CreationDate=\"2024-05-20T10:00:00\" Visible=\"true\"><ofd:FileLoc>materials.csv</ofd:FileLoc></ofd:Attachment></ofd:Attachments>"
    )
}

fn materials() -> String {
    let rows = [
        "营业执照,市场监督管理部门,电子证照调用",
        "设计方案,申请人,原件",
        "用地证明,规划资源部门,数据共享",
        "委托书,申请人,原件",
        "消防验收意见,消防救援机构,数据共享",
        "环境影响登记表,生态环境部门,数据共享",
    ];
    let lines: String = rows.iter().enumerate().map(|(n, row)| format!("{},{row}\n", n + 1)).collect();
    format!("序号,材料,出具单位,提交方式\n{lines}")
}

fn first_page(number: usize) -> Vec<String> {
    let mut lines = vec![
        format!("沪示审许〔2024〕{number}号"),
        String::new(),
        "准予行政许可决定书".into(),
        String::new(),
        "上海示例建设发展有限公司：".into(),
    ];
    lines.extend(
        [
            "　　你单位于2024年5月8日通过“一网通办”总门户提出的临时占用",
            "城市道路施工许可申请，本机关已于当日受理。经审查，申请材料齐全，",
            "符合法定形式，拟定的交通组织方案和恢复方案可行。",
            "　　根据有关法律、法规的规定，本机关决定准予行政许可。许可事项、",
            "范围和期限如下：",
            "　　一、许可事项：临时占用城市道路施工。",
            "　　二、占用地点：示例路（虚构一路至虚构二路）东侧非机动车道。",
            "　　三、占用面积：二百四十平方米。",
            "　　四、占用期限：自2024年6月1日起至2024年8月31日止。",
        ]
        .map(String::from),
    );
    lines.push(format!("　　五、城市道路占用费：{AMOUNT}。"));
    lines.extend(
        [
            "　　六、施工期间应当按照批准的方案设置围挡、警示标志和照明，保",
            "证行人和非机动车通行；夜间施工应当另行办理手续。",
            "　　七、期满前应当清除占用物，恢复道路原状，并报请验收。",
        ]
        .map(String::from),
    );
    lines
}

fn second_page(number: usize) -> Vec<String> {
    let mut lines: Vec<String> = [
        "　　八、确需延长占用期限的，应当在期满三十日前提出申请。",
        "　　九、本决定所依据的营业执照、用地证明、消防验收意见等材料由本",
        "机关通过数据共享取得，申请人无需重复提交，清单见附件。",
        "　　十、不服本决定的，可以自收到本决定之日起六十日内依法申请行政",
        "复议，或者在六个月内依法提起行政诉讼。",
        "",
        "　　本文件由测试程序生成，所列单位、地点、金额均为虚构，不具有任",
        "何法律效力。",
        "",
        "　　　　　　　　　　　　　　　　上海市示例区行政审批局",
        "　　　　　　　　　　　　　　　　　　2024年5月20日",
        "",
        "　　附件：申请材料清单",
    ]
    .map(String::from)
    .into();
    lines.push(format!("　　抄送：区建设管理部门、区交通管理部门（案卷号 SL2024-{number:06}）"));
    lines
}

/// A page: one text object a line, on the template.
fn page(first_id: usize, lines: &[String]) -> String {
    let mut body = String::new();
    for (n, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        body.push_str(&text_object(first_id + n, 62.0 + 10.0 * n as f64, 5.0, 3, line));
    }
    format!(
        "{HEAD}\n<ofd:Page {XMLNS}><ofd:Template TemplateID=\"2\" ZOrder=\"Background\"/>\
         <ofd:Content><ofd:Layer ID=\"{}\">{body}</ofd:Layer></ofd:Content></ofd:Page>",
        first_id - 1
    )
}

/// One line of text; digits and Latin letters are half as wide as characters.
fn text_object(id: usize, y: f64, size: f64, font: u32, text: &str) -> String {
    let widths: Vec<f64> = text.chars().map(|c| if c.is_ascii() { size / 2.0 } else { size }).collect();
    let mut steps = String::new();
    for width in &widths[..widths.len() - 1] {
        let _ = write!(steps, " {width}");
    }
    format!(
        "<ofd:TextObject ID=\"{id}\" Boundary=\"25 {y} 165 {}\" Font=\"{font}\" Size=\"{size}\">\
         <ofd:TextCode X=\"0\" Y=\"{size}\" DeltaX=\"{}\">{text}</ofd:TextCode></ofd:TextObject>",
        size * 1.4,
        steps.trim_start()
    )
}
