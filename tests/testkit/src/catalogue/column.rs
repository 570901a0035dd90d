//! Catalogues and request logs as tables: a column a field.

use serde_json::Value;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name: that of a field, with a dot where the field is one of a nested record.
    pub name: &'static str,
    /// What stands in it.
    pub kind: Kind,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Texts; lists and records as JSON.
    Text,
    /// True or false.
    Truth,
    /// Whole numbers.
    Number,
    /// Days.
    Day,
    /// Lists of texts.
    Texts,
}

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind }
}

impl Column {
    /// The field of a record that stands in the column. Entries are those of [`crate::Catalogue::entries`].
    pub fn of<'a>(&self, record: &'a Value) -> &'a Value {
        match self.name.split_once('.') {
            Some((object, field)) => &record[object][field],
            None if matches!(self.name, "treatment" | "holder_consents") => &record[self.name],
            None if record["entry"].is_object() => &record["entry"][self.name],
            None => &record[self.name],
        }
    }

    /// The same as text: texts as they are, everything else as JSON.
    pub fn text(&self, record: &Value) -> String {
        match self.of(record) {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// Every field that the entries of the testkit have.
pub const ENTRY: &[Column] = &[
    column("classification", Kind::Text),
    column("code", Kind::Text),
    column("name", Kind::Text),
    column("provider_name", Kind::Text),
    column("provider_code", Kind::Text),
    column("abstract", Kind::Text),
    column("format", Kind::Text),
    column("items", Kind::Text),
    column("share_type", Kind::Text),
    column("share_condition", Kind::Text),
    column("share_method", Kind::Text),
    column("share_reason", Kind::Text),
    column("share_basis", Kind::Text),
    column("on_negative_list", Kind::Truth),
    column("negative_list_approval", Kind::Text),
    column("open_type", Kind::Text),
    column("open_reason", Kind::Text),
    column("open_condition", Kind::Text),
    column("open_forbidden_by", Kind::Text),
    column("update_cycle", Kind::Text),
    column("published_on", Kind::Day),
    column("sector", Kind::Text),
    column("topic", Kind::Text),
    column("security_level", Kind::Number),
    column("secret_flag", Kind::Text),
    column("source_kind", Kind::Text),
    column("is_personal", Kind::Truth),
    column("is_privacy", Kind::Truth),
    column("is_trade_secret", Kind::Truth),
    column("is_confidential_commercial", Kind::Truth),
    column("provider.code", Kind::Text),
    column("provider.district_code", Kind::Text),
    column("provider.funding", Kind::Text),
    column("provider.kind", Kind::Text),
    column("provider.level", Kind::Text),
    column("provider.name", Kind::Text),
    column("provider.performs_public_function", Kind::Truth),
    column("provider.utility_kind", Kind::Text),
    column("demands.high_security", Kind::Truth),
    column("demands.high_processing", Kind::Truth),
    column("demands.strong_timeliness", Kind::Truth),
    column("demands.continuous_supply", Kind::Truth),
    column("high_value.livelihood", Kind::Truth),
    column("high_value.urgent_need", Kind::Truth),
    column("treatment", Kind::Text),
    column("holder_consents", Kind::Text),
];

/// The fields of a request that decide, and its id.
pub const REQUEST: &[Column] = &[
    column("id", Kind::Text),
    column("received_at", Kind::Day),
    column("requester", Kind::Text),
    column("entry", Kind::Text),
    column("items", Kind::Texts),
    column("purpose", Kind::Text),
    column("duty_ref", Kind::Text),
    column("service_item", Kind::Text),
    column("scenario_ref", Kind::Text),
    column("area", Kind::Texts),
    column("necessary_items", Kind::Texts),
];
