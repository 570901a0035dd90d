//! Tables for a terminal, aligned for Chinese and Latin text alike.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Prints a title, a rule and rows; columns as wide as their widest cell, a wide one cut at its limit. A column of
/// numbers is aligned to the right.
pub fn print(title: &str, header: &[&str], rows: &[Vec<String>], limits: &[usize]) {
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
    println!("{title}");
    line(header.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>().as_slice(), &widths);
    println!("  {}", widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("  "));
    for row in &cells {
        line(row, &widths);
    }
    println!();
}

fn line(cells: &[String], widths: &[usize]) {
    let mut out = String::from(" ");
    for (cell, width) in cells.iter().zip(widths) {
        let pad = " ".repeat(width - cell.width().min(*width));
        let number = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit());
        out.push(' ');
        out.push_str(&if number { pad.clone() + cell } else { cell.clone() + &pad });
        out.push(' ');
    }
    println!("{}", out.trim_end());
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
