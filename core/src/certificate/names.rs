//! Names of certificate metadata: those of GB/T 36903-2018 as systems write them, and what others write in their place.
//!
//! *Basis*: GB/T 36903-2018; interface descriptions of implementations.

use std::collections::BTreeMap;

/// The short names of the standard, with what they mean.
pub const NAMES: [(&str, &str); 22] = [
    ("ZZMC", "证照名称"),
    ("ZZLXDM", "证照类型代码"),
    ("ZZBH", "证照编号"),
    ("ZZBS", "证照标识"),
    ("ZZBFJG", "证照颁发机构"),
    ("ZZBFJGDM", "证照颁发机构代码"),
    ("ZZBFJGJB", "证照颁发机构级别"),
    ("ZZBFRQ", "证照颁发日期"),
    ("CZZT", "持证主体"),
    ("CZZTDM", "持证主体代码"),
    ("CZZTDMLX", "持证主体代码类型"),
    ("CZZTDMLXDM", "持证主体代码类型代码"),
    ("ZZYXQQSRQ", "有效期起始日期"),
    ("ZZYXQJZRQ", "有效期截止日期"),
    ("ZZQZR", "签章人"),
    ("ZZQZSJ", "签章时间"),
    ("ZZQZMC", "签章名称"),
    ("CJSJ", "创建时间"),
    ("JZJZZSJ", "加注件制作时间"),
    ("JZJZZZ", "加注件制作者"),
    ("JZJZZSY", "加注件制作事由"),
    ("JZJYXQJZSJ", "加注件有效期截止时间"),
];

/// What begins the name of an extension item, such as `KZ_BDCQZH`.
pub(super) const EXTENSION: &str = "KZ_";

/// English names that feeds write, each with the short name that it stands for.
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("certificate_name", "ZZMC"),
    ("certificate_number", "ZZBH"),
    ("certificate_type_code", "ZZLXDM"),
    ("certificate_holder", "CZZT"),
    ("certificate_holder_code", "CZZTDM"),
    ("certificate_holder_type", "CZZTDMLX"),
    ("issue_dept", "ZZBFJG"),
    ("issue_dept_code", "ZZBFJGDM"),
    ("issue_date", "ZZBFRQ"),
    ("certificateName", "ZZMC"),
    ("certificateNumber", "ZZBH"),
    ("certificateTypeCode", "ZZLXDM"),
    ("certificateIdentifier", "ZZBS"),
    ("certificateIssuingAuthorityName", "ZZBFJG"),
    ("certificateIssuingAuthorityCode", "ZZBFJGDM"),
    ("certificateIssuedDate", "ZZBFRQ"),
    ("certificateEffectiveDate", "ZZYXQQSRQ"),
    ("certificateExpiringDate", "ZZYXQJZRQ"),
    ("certificateValidateStart", "ZZYXQQSRQ"),
    ("certificateValidateEnd", "ZZYXQJZRQ"),
    ("certificateHolderName", "CZZT"),
    ("certificateHolderCode", "CZZTDM"),
    ("certificateHolderTypeName", "CZZTDMLX"),
    ("certificate_id", "ZZBS"),
];

/// Names that only a record is read by, as any XML file may have elements of these names.
pub(super) const RECORD_ALIASES: &[(&str, &str)] = &[
    ("name", "ZZMC"),
    ("number", "ZZBH"),
    ("type_code", "ZZLXDM"),
    ("holder", "CZZT"),
    ("holder_code", "CZZTDM"),
    ("holder_type", "CZZTDMLX"),
    ("issuer_name", "ZZBFJG"),
    ("issuer_code", "ZZBFJGDM"),
    ("holder_name", "CZZT"),
    ("holder_id", "CZZTDM"),
    ("holder_id_kind", "CZZTDMLX"),
    ("issued_on", "ZZBFRQ"),
    ("valid_from", "ZZYXQQSRQ"),
    ("valid_to", "ZZYXQJZRQ"),
];

/// Kinds of holder's codes (持证主体代码类型代码).
pub(super) const HOLDER_KINDS: [(&str, &str); 16] = [
    ("001", "统一社会信用代码"),
    ("099", "其他法人或其他组织有效证件代码"),
    ("111", "公民身份号码"),
    ("114", "军官证"),
    ("115", "武警警官证"),
    ("118", "士兵证"),
    ("119", "武警士兵证"),
    ("120", "解放军文职人员证"),
    ("122", "武警文职人员证"),
    ("411", "外交护照"),
    ("412", "公务护照"),
    ("413", "公务普通护照"),
    ("414", "普通护照"),
    ("511", "台湾居民来往大陆通行证"),
    ("516", "港澳居民来往内地通行证"),
    ("999", "其他自然人有效证件代码"),
];

/// The table of names, with the caller's own before the library's.
pub(crate) struct Table<'a> {
    pub(crate) own: &'a BTreeMap<String, String>,
}

impl Table<'_> {
    /// The short name that `written` stands for, in a file.
    pub(super) fn short(&self, written: &str) -> Option<String> {
        if let Some(short) = self.own.get(written) {
            return Some(short.clone());
        }
        let known = NAMES.iter().map(|(short, _)| (*short, *short)).chain(ALIASES.iter().copied());
        let short = find(known, written).map(str::to_owned);
        short.or_else(|| written.starts_with(EXTENSION).then(|| written.to_owned()))
    }

    /// The short name that `written` stands for, in a record.
    pub(super) fn short_in_record(&self, written: &str) -> Option<String> {
        let short = self.short(written);
        short.or_else(|| find(RECORD_ALIASES.iter().copied(), written).map(str::to_owned))
    }
}

fn find<'a>(mut table: impl Iterator<Item = (&'a str, &'a str)>, written: &str) -> Option<&'a str> {
    table.find(|(name, _)| *name == written).map(|(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_knows_every_name_and_says_what_it_is_read_as() {
        let schema: serde_json::Value = serde_json::from_str(crate::certificate::METADATA_SCHEMA).unwrap();
        let properties = schema["properties"].as_object().unwrap();
        assert!(NAMES.iter().all(|(name, zh)| properties[*name]["title"] == *zh));
        let own = BTreeMap::new();
        for (name, property) in properties.iter().filter(|(_, property)| property["$ref"].is_string()) {
            let short = Table { own: &own }.short_in_record(name).unwrap();
            let said = property["description"].as_str().unwrap_or_default();
            assert!(short == *name || said == format!("Read as `{short}`."), "{name}");
        }
        let aliases = ALIASES.iter().chain(RECORD_ALIASES);
        assert!(aliases.into_iter().all(|(name, _)| properties.contains_key(*name)));
    }
}
