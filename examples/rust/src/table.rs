//! Tables for a terminal, aligned for Chinese and Latin text alike.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A title, a rule and rows; columns as wide as their widest cell, a wide one cut at its limit. A column of
/// numbers is aligned to the right.
pub fn table(title: &str, header: &[&str], rows: &[Vec<String>], limits: &[usize]) -> String {
    let limit = |column: usize| limits.get(column).copied().unwrap_or(60);
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().enumerate().map(|(column, cell)| cut(cell, limit(column))).collect())
        .collect();
    let widths: Vec<usize> = header
        .iter()
        .enumerate()
        .map(|(column, name)| {
            let widest = cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
            widest.unwrap_or(0).max(name.width())
        })
        .collect();
    let names: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    let mut out = format!("{title}\n{}{}", line(&names, &widths), line(&rule, &widths));
    out.extend(cells.iter().map(|row| line(row, &widths)));
    out.push('\n');
    out
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut out = String::from(" ");
    for (cell, width) in cells.iter().zip(widths) {
        let pad = " ".repeat(width - cell.width().min(*width));
        let number = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit());
        out.push(' ');
        out.push_str(&if number { pad.clone() + cell } else { cell.clone() + &pad });
        out.push(' ');
    }
    format!("{}\n", out.trim_end())
}

/// `text` in at most `width` columns, without control characters.
fn cut(text: &str, width: usize) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.width() <= width {
        return text;
    }
    let mut used = 1;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= width
        })
        .collect();
    kept.push('…');
    kept
}
