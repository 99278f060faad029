//! QR codes.

use super::page::{Area, BLACK, Page};
use qrcodegen::{QrCode, QrCodeEcc};

/// 32 mm, unless its squares would be too small to be read from paper.
const SIDE: f32 = 90.7;
const SMALLEST: f32 = 1.1;

/// The code of a text; none for a text that is too long for any.
pub(crate) fn encode(text: &str) -> Option<QrCode> {
    QrCode::encode_text(text, QrCodeEcc::Medium).or_else(|_| QrCode::encode_text(text, QrCodeEcc::Low)).ok()
}

/// Draws a code at the left from a height of 0 on and tells how high and wide it is. Dark squares beside each other are
/// drawn as one.
pub(crate) fn draw(code: &QrCode, left: f32, page: &mut Page) -> f32 {
    let squares = code.size();
    let count = u16::try_from(squares).map_or(1.0, f32::from);
    let side = SIDE.max(count * SMALLEST);
    let at = |place: i32| u16::try_from(place).map_or(0.0, f32::from) * side / count;
    for row in 0..squares {
        let mut column = 0;
        while column < squares {
            let dark = (column..squares).take_while(|column| code.get_module(*column, row)).count();
            let dark = i32::try_from(dark).unwrap_or(0);
            if dark > 0 {
                page.area(Area { x: left + at(column), y: at(row), width: at(dark), height: at(1) }, BLACK);
            }
            column += dark + 1;
        }
    }
    side
}
