//! The tables that the catalogue is made from: departments, data sets and data items, one a line.

/// A kind of body that holds public data.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Department {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) in_districts: bool,
    pub(crate) utility: Option<&'static str>,
    pub(crate) duty: &'static str,
    /// What it needs the data of others for.
    pub(crate) purpose: &'static str,
    pub(crate) basis: &'static str,
    pub(crate) basis_level: &'static str,
}

/// A kind of data set, as each body of the department holds one.
#[derive(Debug, Clone)]
pub(crate) struct Dataset {
    pub(crate) department: &'static str,
    pub(crate) name: &'static str,
    pub(crate) topic: &'static str,
    pub(crate) share: &'static str,
    pub(crate) open: &'static str,
    pub(crate) cycle: &'static str,
    pub(crate) items: Vec<DataItem>,
}

impl Dataset {
    /// Whether an item of it has the property.
    pub(crate) fn any(&self, property: fn(&DataItem) -> bool) -> bool {
        self.items.iter().any(property)
    }
}

/// A data item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DataItem {
    pub(crate) name: &'static str,
    pub(crate) field: &'static str,
    pub(crate) data_type: &'static str,
    pub(crate) length: u32,
    pub(crate) sensitivity: &'static str,
    pub(crate) identifier: &'static str,
    pub(crate) trade_secret: bool,
    pub(crate) commercial: bool,
    pub(crate) privacy: bool,
    pub(crate) state_secret: bool,
}

impl DataItem {
    /// Whether it is personal information.
    pub(crate) fn is_personal(&self) -> bool {
        self.sensitivity != "none"
    }
}

/// All departments.
pub(crate) fn departments() -> Vec<Department> {
    rows(include_str!("departments.txt"))
        .map(|[name, kind, scope, utility, duty, purpose, basis, basis_level]| Department {
            name,
            kind,
            in_districts: scope == "districts",
            utility: present(utility),
            duty,
            purpose,
            basis,
            basis_level,
        })
        .collect()
}

/// All data sets.
pub(crate) fn datasets() -> Vec<Dataset> {
    let known = items();
    let item = |name: &str| *known.iter().find(|item| item.name == name).expect("item of the table");
    rows(include_str!("datasets.txt"))
        .map(|[department, name, topic, share, open, cycle, items]| Dataset {
            department,
            name,
            topic,
            share,
            open,
            cycle,
            items: items.split(' ').map(item).collect(),
        })
        .collect()
}

fn items() -> Vec<DataItem> {
    rows(include_str!("items.txt"))
        .map(|[name, field, data_type, length, sensitivity, identifier, flag]| DataItem {
            name,
            field,
            data_type,
            length: length.parse().expect("a length"),
            sensitivity,
            identifier,
            trade_secret: flag == "trade_secret",
            commercial: flag == "commercial",
            privacy: flag == "privacy",
            state_secret: flag == "state_secret",
        })
        .collect()
}

/// The lines that are not comments, cut at the bars.
fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        cells.try_into().expect("as many cells as the heading says")
    })
}

fn present(cell: &'static str) -> Option<&'static str> {
    (cell != "-").then_some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_sets_name_departments_and_are_closed_where_an_item_forbids_opening() {
        let departments = departments();
        for dataset in datasets() {
            assert!(
                departments.iter().any(|department| department.name == dataset.department),
                "{dataset:?}"
            );
            let closed = dataset.any(DataItem::is_personal)
                || dataset
                    .any(|item| item.trade_secret || item.commercial || item.privacy || item.state_secret);
            assert!(!closed || dataset.open == "not_open", "{} must not be open", dataset.name);
        }
    }
}
