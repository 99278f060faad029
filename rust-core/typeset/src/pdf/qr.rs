//! QR codes.

use super::faces::Role;
use super::layout::form::Setting;
use super::layout::text::{Place, Setter, Text};
use super::page::{Area, BLACK, Page};
use crate::block::{Align, Line};
use qrcodegen::{QrCode, QrCodeEcc};

/// 32 mm.
const SIDE: f32 = 90.7;

/// Draws the code with its caption beside it from a height of 0 on, and tells how high it is. A text that is too long for
/// a code is printed as text.
pub(crate) fn print(
    setter: &mut Setter<'_, '_>,
    text: &str,
    caption: &Line,
    setting: &Setting,
    page: &mut Page,
) -> f32 {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium)
        .or_else(|_| QrCode::encode_text(text, QrCodeEcc::Low))
        .ok();
    let side = if code.is_some() { SIDE } else { 0.0 };
    let gap = if code.is_some() { setting.table.size } else { 0.0 };
    let mut beside = Text::default();
    setter.spans(Role::Body, setting.table.size, caption, &mut beside);
    if code.is_none() {
        let words = setter.words(Role::Body, setting.note.size, &format!("\n{text}"));
        beside.row.extend(words);
    }
    let place = Place {
        x: setting.left + side + gap,
        width: setting.width() - side - gap,
        kind: setting.table,
        align: Align::Left,
        shade: BLACK,
        indent: 0.0,
        justified: false,
    };
    beside.fill(0.0, place.width);
    beside.draw(0..beside.lines.len(), &place, 0.0, page);
    if let Some(code) = &code {
        draw(code, setting.left, page);
    }
    beside.lines.iter().map(|_| place.kind.leading).sum::<f32>().max(side)
}

/// Dark squares beside each other are drawn as one.
fn draw(code: &QrCode, left: f32, page: &mut Page) {
    let squares = code.size();
    let square = u16::try_from(squares).map_or(1.0, |squares| SIDE / f32::from(squares.max(1)));
    let at = |place: i32| u16::try_from(place).map_or(0.0, f32::from) * square;
    for row in 0..squares {
        let mut column = 0;
        while column < squares {
            let dark = (column..squares).take_while(|column| code.get_module(*column, row)).count();
            let dark = i32::try_from(dark).unwrap_or(0);
            if dark > 0 {
                page.area(Area { x: left + at(column), y: at(row), width: at(dark), height: square }, BLACK);
            }
            column += dark + 1;
        }
    }
}
