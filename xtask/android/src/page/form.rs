//! The form for phones that cannot run the app: filled in, it gives the text that `import` reads.

use crate::page::cases::{Setup, equal};
use crate::page::tab::Tab;
use serde_json::json;
use xtask::run::Outcome;

// A function of its own, because the page has names of its own.
const FILL: &str = "(() => {
    const fill = (row, kind, time, number, words) => {
      for (const [name, value] of Object.entries({ kind, time, number, words })) row.querySelector('.' + name).value = value;
    };
    document.getElementById('by').value = '王芳';
    const rows = document.getElementById('rows');
    fill(rows.children[0], '来电接听', '2026-11-20T19:30', '13900001234', '要我转告表弟\\n还钱｜快点');
    document.getElementById('more').click();
    fill(rows.children[1], '短信', '2026-11-20T08:01', '', '请转告');
    document.getElementById('make').click();
    return document.getElementById('text').value.split('\\n').filter(line => !line.startsWith('填写于'));
    })()";

pub(crate) fn filled_in(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    equal(
        &tab.value(FILL)?,
        &json!([
            "催证自述表/1",
            "填写人｜王芳",
            "来电接听｜2026-11-20 19:30｜13900001234｜要我转告表弟⏎还钱|快点",
            "短信｜2026-11-20 08:01｜｜请转告",
            "共｜2",
        ]),
    )?;
    tab.window(320, 800)?;
    tab.call("Page.setFontSizes", &json!({ "fontSizes": { "standard": 32, "fixed": 32 } }))?;
    tab.picture(&setup.shot("form-narrow-large"))?;
    if tab.fits()? { Ok(()) } else { Err("something is wider than the window".to_owned()) }
}

/// Without a time there is no row, and the form says which is missing; with nothing at all there is no text.
pub(crate) fn left_empty(_: &Setup, tab: &mut Tab<'_>) -> Outcome {
    let make = "document.getElementById('make').click();
        [document.getElementById('text').value, document.getElementById('told').textContent.slice(0, 8)]";
    equal(&tab.value(make)?, &json!(["", "还没有填写。No"]))?;
    tab.value("document.querySelector('.words').value = '说了什么'")?;
    equal(&tab.value(make)?, &json!(["", "有一次没有填时间"]))
}
