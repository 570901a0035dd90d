//! EARCH-7 on bytes: admitted formats, contents that can be read, nothing encrypted or packed (3-3, 3-4, 3-8).

use super::content::Content;
use super::format::{self, Format};
use super::items::{self, Tests};
use super::options::ArchiveOptions;
use super::{Costs, Packed};
use crate::Error;
use crate::evidence::{Fault, xml};

pub(super) fn test(
    packed: &Packed<'_>,
    options: &ArchiveOptions,
    costs: &mut Costs,
    tests: &mut Tests,
) -> Result<(), Error> {
    tests.ask(&items::PACKING);
    for content in &packed.contents {
        let Content { name, data: Some(data) } = content else { continue };
        // That it is empty 2-7 says.
        if data.is_empty() {
            continue;
        }
        let format = open(name, data, costs, tests)?;
        if let Some(code) = packing(format, data) {
            tests.fault(&items::PACKING, code, name);
        }
        admitted(format, name, options, tests);
    }
    Ok(())
}

/// 3-3: the formats of the plan; without one OFD and PDF/A are admitted, a program is not, and the rest is open.
fn admitted(format: Format, name: &str, options: &ArchiveOptions, tests: &mut Tests) {
    let formats = options.plan.as_ref().map(|plan| &plan.formats).filter(|formats| !formats.is_empty());
    match formats {
        Some(formats) if formats.iter().any(|word| word == format.name()) => drop(tests.ask(&items::FORMAT)),
        Some(_) => tests.fault(&items::FORMAT, "archive.format_not_admitted", name),
        None if matches!(format, Format::Ofd | Format::PdfA) => drop(tests.ask(&items::FORMAT)),
        None if format == Format::Executable => {
            tests.fault(&items::FORMAT, "archive.format_not_admitted", name);
        }
        None if format == Format::Unknown => tests.open(&items::FORMAT, "archive.format_unknown", name),
        None => tests.open(&items::FORMAT, "archive.format_other", name),
    }
}

/// 3-4: reads a content as far as its format is known here; returns what it is.
fn open(name: &str, data: &[u8], costs: &mut Costs, tests: &mut Tests) -> Result<Format, Error> {
    let mut format = Format::recognise(data);
    let is_open = match format {
        Format::Zip => {
            let archive = costs.archive(data, name)?;
            format = Format::of_archive(archive.entries.iter().map(|entry| entry.name.as_str()));
            let root = archive.find("OFD.xml").and_then(|index| archive.data(index));
            let has_root = match root {
                Some(root) => is_xml(root, name, costs)?,
                None => format != Format::Ofd,
            };
            // That something in it is encrypted 3-8 says.
            let is_closed = archive.flaws.iter().any(|flaw| flaw.code == "zip.encrypted");
            if is_closed {
                tests.fault(&items::PACKING, "archive.encrypted", name);
            }
            Some(is_closed || (archive.flaws.is_empty() && has_root))
        }
        Format::Xml => Some(is_xml(data, name, costs)?),
        Format::Text => Some(true),
        other => format::ends_well(other, data),
    };
    match is_open {
        Some(true) => drop(tests.ask(&items::OPENS)),
        Some(false) => tests.fault(&items::OPENS, "archive.content_broken", name),
        None => tests.open(&items::OPENS, "archive.content_not_opened", name),
    }
    Ok(format)
}

fn is_xml(data: &[u8], name: &str, costs: &Costs) -> Result<bool, Error> {
    match xml::walk(data, name, &costs.xml, &mut |_| Ok(())) {
        Ok(()) => Ok(true),
        Err(Fault::Flaw(_)) => Ok(false),
        Err(Fault::Limit(error)) => Err(error),
    }
}

/// What makes a content closed to a reader of later times.
fn packing(format: Format, data: &[u8]) -> Option<&'static str> {
    match format {
        Format::Pdf | Format::PdfA => format::is_encrypted_pdf(data).then_some("archive.encrypted"),
        Format::Compound => format::is_encrypted_compound(data).then_some("archive.encrypted"),
        Format::Rar | Format::SevenZip => Some("archive.closed_compression"),
        _ => None,
    }
}
