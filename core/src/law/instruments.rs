//! Every instrument that the rules rest on, in the order in which it entered into force within its rank.
//!
//! Dates marked [`Secondary`] or [`Inferred`] are not confirmed by the instrument's own text.

use super::Confidence::{Inferred, Secondary, Text as Confirmed};
use super::Rank::{
    AdministrativeRegulation, Explanation, GovernmentRule, Law, LocalRegulation, NormativePaper, Standard,
};
use super::{Confidence, Date, Instrument, Period, Rank, Text, on};

const fn open(
    abbr: &'static str,
    rank: Rank,
    from: Date,
    dates: Confidence,
    zh: &'static str,
    en: &'static str,
) -> Instrument {
    Instrument { abbr, rank, in_force: Period { from, to: None }, dates, title: Text { en, zh } }
}

const fn ended(instrument: Instrument, to: Date) -> Instrument {
    Instrument { in_force: Period { from: instrument.in_force.from, to: Some(to) }, ..instrument }
}

/// The table of instruments.
#[rustfmt::skip]
pub static INSTRUMENTS: &[Instrument] = &[
    open("APL", Law, on(2004, 7, 1), Confirmed, "《行政许可法》", "Administrative Licensing Law"),
    open("ESL", Law, on(2005, 4, 1), Confirmed, "《电子签名法》", "Electronic Signature Law"),
    open("CSL", Law, on(2017, 6, 1), Confirmed, "《网络安全法》", "Cybersecurity Law"),
    open("CL", Law, on(2020, 1, 1), Confirmed, "《密码法》", "Cryptography Law"),
    open("AL", Law, on(2021, 1, 1), Confirmed, "《档案法》", "Archives Law"),
    open("DSL", Law, on(2021, 9, 1), Confirmed, "《数据安全法》", "Data Security Law"),
    open("PIPL", Law, on(2021, 11, 1), Confirmed, "《个人信息保护法》", "Personal Information Protection Law"),

    open("OGS", AdministrativeRegulation, on(2019, 4, 26), Confirmed, "《国务院关于在线政务服务的若干规定》", "State Council Provisions on Online Government Services"),
    open("OGI19", AdministrativeRegulation, on(2019, 5, 15), Confirmed, "《政府信息公开条例》", "Government Information Disclosure Regulation"),
    open("NBER", AdministrativeRegulation, on(2020, 1, 1), Confirmed, "《优化营商环境条例》", "Regulation on Optimising the Business Environment"),
    open("CCR", AdministrativeRegulation, on(2023, 7, 1), Confirmed, "《商用密码管理条例》", "Commercial Cryptography Regulation"),
    open("ALR", AdministrativeRegulation, on(2024, 3, 1), Confirmed, "《档案法实施条例》", "Regulation Implementing the Archives Law"),
    open("NDSR", AdministrativeRegulation, on(2025, 1, 1), Confirmed, "《网络数据安全管理条例》", "Network Data Security Regulation"),
    open("GDS", AdministrativeRegulation, on(2025, 8, 1), Confirmed, "《政务数据共享条例》", "Government Data Sharing Regulation"),

    open("SAR", LocalRegulation, on(1995, 10, 1), Confirmed, "《上海市档案条例》", "Shanghai Archives Regulation"),
    open("SCR", LocalRegulation, on(2017, 10, 1), Confirmed, "《上海市社会信用条例》", "Shanghai Social Credit Regulation"),
    ended(open("BER20", LocalRegulation, on(2020, 4, 10), Confirmed, "《上海市优化营商环境条例》（2020年文本）", "Shanghai Business Environment Regulation (2020 text)"), on(2024, 11, 1)),
    open("RRR", LocalRegulation, on(2021, 3, 1), Confirmed, "《上海市不动产登记若干规定》", "Shanghai Real Estate Registration Provisions"),
    open("OND", LocalRegulation, on(2021, 7, 1), Confirmed, "《关于进一步促进和保障“一网通办”改革的决定》", "Decision on Promoting and Securing the One-Net Service Reform"),
    open("PDL", LocalRegulation, on(2021, 10, 1), Confirmed, "《上海市浦东新区深化“一业一证”改革规定》", "Pudong One-Licence-per-Industry Provisions"),
    open("SDR", LocalRegulation, on(2022, 1, 1), Confirmed, "《上海市数据条例》", "Shanghai Data Regulation"),
    open("BER24", LocalRegulation, on(2024, 11, 1), Secondary, "《上海市优化营商环境条例》（2024年修正文本）", "Shanghai Business Environment Regulation (2024 text)"),

    open("O9", GovernmentRule, on(2018, 11, 1), Confirmed, "《上海市公共数据和一网通办管理办法》", "Public Data and One-Net Service Measures (Order No. 9 of 2018)"),
    open("OD21", GovernmentRule, on(2019, 10, 1), Confirmed, "《上海市公共数据开放暂行办法》", "Interim Measures on Opening Public Data (Order No. 21 of 2019)"),

    open("SH16", NormativePaper, on(2016, 2, 29), Secondary, "《上海市政务数据资源共享管理办法》", "Shanghai Measures on Sharing Government Data Resources"),
    open("GI16", NormativePaper, on(2016, 9, 5), Confirmed, "《政务信息资源共享管理暂行办法》", "Interim Measures on Sharing Government Information Resources"),
    open("GUIDE", NormativePaper, on(2017, 1, 1), Inferred, "《政务信息资源目录编制指南（试行）》", "Guide to Compiling Government Information Catalogues (trial)"),
    ended(open("EC18", NormativePaper, on(2018, 11, 1), Inferred, "《上海市电子证照管理暂行办法》", "Interim Measures on Electronic Certificates (2018)"), on(2020, 11, 1)),
    open("ES18", NormativePaper, on(2018, 11, 1), Secondary, "《上海市电子印章管理暂行办法》", "Interim Measures on Electronic Seals (2018)"),
    open("EA18", NormativePaper, on(2018, 11, 1), Secondary, "《上海市“一网通办”电子档案管理暂行办法》", "Interim Measures on One-Net Electronic Archives (2018)"),
    open("FX19", NormativePaper, on(2019, 2, 5), Secondary, "奉贤区关于实施电子印章管理暂行办法的意见", "Fengxian opinion implementing the interim e-seal measures"),
    open("HCP19", NormativePaper, on(2019, 8, 5), Secondary, "上海“一网通办”“好差评”制度（2019-08-05上线，据报道）", "Shanghai system of rating services (live 2019-08-05, as reported)"),
    open("R0494", NormativePaper, on(2020, 1, 1), Inferred, "上海“两个免于提交”政策（对市人大代表第0494号建议的答复，2022-11-07）", "Shanghai policy of two exemptions (reply 0494 of 2022-11-07)"),
    open("OPA", NormativePaper, on(2022, 1, 1), Inferred, "上海市公共数据开放年度工作安排（2022年、2023年、2025年）", "Yearly arrangements for opening public data (2022, 2023, 2025)"),
    open("EC22", NormativePaper, on(2022, 7, 1), Confirmed, "《上海市电子证照管理办法》", "Measures on Electronic Certificates (2022)"),
    open("CN22", NormativePaper, on(2022, 12, 2), Secondary, "长宁区公共数据异议处理办法（2022-12-02）", "Changning measure on objections to public data"),
    open("OIR22", NormativePaper, on(2022, 12, 31), Inferred, "《上海市公共数据开放实施细则》", "Detailed Rules on Opening Public Data"),
    open("RA25", NormativePaper, on(2025, 7, 12), Inferred, "《上海市公共数据资源授权运营管理办法》", "Measures on Authorised Operation of Public Data"),
    open("ES25", NormativePaper, on(2025, 9, 27), Inferred, "《电子印章管理办法》", "Measures on Electronic Seals (State Council General Office, 2025)"),

    open("DA70", Standard, on(2018, 1, 1), Inferred, "DA/T 70-2018《文书类电子档案检测一般要求》", "DA/T 70-2018 testing of electronic archives"),
    open("GB36344", Standard, on(2019, 1, 1), Confirmed, "GB/T 36344-2018《信息技术 数据质量评价指标》", "GB/T 36344-2018 data quality indicators"),
    open("D1152", Standard, on(2019, 1, 1), Inferred, "DB31/T 1152-2019《政务服务“一网通办”电子文件归档管理技术规范》", "DB31/T 1152-2019 archiving of one-net electronic files"),

    open("DR8", Explanation, on(2018, 8, 31), Confirmed, "《管理办法（草案）》（2018-08-31公开征求意见稿）", "Draft measures of 2018-08-31"),
    open("DR8N", Explanation, on(2018, 8, 31), Confirmed, "《管理办法（草案）》起草说明", "Note on the draft measures"),
    open("SEED", Explanation, on(2018, 10, 30), Confirmed, "《上海市公共数据和一网通办管理办法》新闻发布稿（2018-10-30）", "Press release of 2018-10-30"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_unique_and_dates_exist() {
        for (index, instrument) in INSTRUMENTS.iter().enumerate() {
            assert!(
                INSTRUMENTS.iter().skip(index + 1).all(|other| other.abbr != instrument.abbr),
                "{}",
                instrument.abbr
            );
            assert_ne!(instrument.in_force.from, Date::MIN, "{}", instrument.abbr);
            assert!(instrument.in_force.to.is_none_or(|to| to > instrument.in_force.from));
        }
    }
}
