//! No rule cites an article that the references do not give, and every code and citation of a report is in the table.

use std::collections::{BTreeMap, BTreeSet};

use ywtb::law::{Citation, Instrument};

/// The articles (of items-only instruments: the items) that the references give for each instrument, transcribed from
/// the collection of the rules and not from the code.
const GIVEN: &str = include_str!("../../tests/articles.txt");

fn given() -> BTreeMap<&'static str, BTreeSet<u16>> {
    GIVEN
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let mut words = line.split(' ');
            let name = words.next().unwrap();
            let numbers = words.flat_map(|word| match word.split_once('-') {
                Some((first, last)) => (first.parse().unwrap()..=last.parse().unwrap()).collect::<Vec<u16>>(),
                None => vec![word.parse().unwrap()],
            });
            (name, numbers.collect())
        })
        .collect()
}

/// The article of a citation, or the item where the instrument has items only.
fn place(citation: &Citation) -> Option<u16> {
    citation.article.or(citation.item)
}

/// What rules, codes and parameters cite.
fn cited() -> Vec<(String, Citation)> {
    let rules = ywtb::rules().into_iter().map(|rule| (rule.id.to_string(), rule.basis));
    let codes = ywtb::codes().into_iter().map(|code| (code.code.to_owned(), code.basis()));
    let mut cited: Vec<_> = rules
        .chain(codes)
        .flat_map(|(name, bases)| bases.iter().map(move |basis| (name.clone(), basis.citation)))
        .collect();
    for parameter in ywtb::parameters() {
        cited.extend(parameter.settings.iter().map(|one| (parameter.id.to_owned(), one.basis.citation)));
    }
    cited
}

#[test]
fn nothing_cites_an_article_that_the_references_do_not_give() {
    let given = given();
    let wrong: BTreeSet<String> = cited()
        .iter()
        .filter(|(_, citation)| {
            place(citation).is_some_and(|place| {
                given.get(citation.instrument).is_none_or(|places| !places.contains(&place))
            })
        })
        .map(|(name, citation)| format!("{name} cites {} {:?}", citation.instrument, place(citation)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_citation_names_an_instrument_of_the_table() {
    for (name, citation) in cited() {
        assert!(Instrument::get(citation.instrument).is_some(), "{name}");
    }
    for name in given().keys() {
        assert!(Instrument::get(name).is_some(), "{name}");
    }
}

/// What the references give and no rule cites, with the reason.
const UNCITED: &[(&str, &[u16], &str)] = &[
    ("APL", &[45], "time that does not count is the caller's to leave out"),
    ("CCR", &[25, 26, 27, 28], "the procedure of the approval in article 24"),
    ("OGI19", &[13, 14, 16], "what may be disclosed: the disclosure rules decide it themselves"),
    ("PIPL", &[37], "extends articles 34 to 36 to authorised organisations"),
];

#[test]
fn what_the_references_give_is_cited() {
    let cited: BTreeSet<(String, u16)> = cited()
        .iter()
        .filter_map(|(_, citation)| Some((citation.instrument.to_owned(), place(citation)?)))
        .collect();
    let mut wrong = Vec::new();
    for (name, places) in given() {
        for place in places {
            let reasoned = UNCITED.iter().any(|(other, list, _)| *other == name && list.contains(&place));
            if cited.contains(&(name.to_owned(), place)) == reasoned {
                wrong.push(format!("{name} {place}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
