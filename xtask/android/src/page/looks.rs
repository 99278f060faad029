//! What the page looks like and how it behaves, case by case.

use crate::page::cases::{Setup, equal};
use crate::page::tab::{Tab, word};
use serde_json::{Value, json};
use std::time::Instant;
use xtask::run::Outcome;

/// Whether the engine runs beside the page.
const IN_WORKER: &str = "hired.then(engine => engine.end.toString().includes('terminate'))";

pub(crate) fn empty(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    tab.picture(&setup.shot("zh-empty"))?;
    equal(&json!(tab.text("#lead")?), &json!(setup.zh("page", "lead")))?;
    equal(
        &tab.value("[document.getElementById('result').hidden, document.title]")?,
        &json!([true, setup.zh("page", "title")]),
    )
}

/// Who, when, how many, what is hidden; and markup in a message stays text.
pub(crate) fn content(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    tab.choose(&setup.bundle("good"))?;
    tab.picture(&setup.shot("zh-good"))?;
    let who = tab.text("#who")?;
    for expected in [
        "林晓",
        "周桂芬",
        "债务人本人",
        "第三人，非债务人",
        "2026-09-21 20:00:00 至 2026-09-23 14:00:00",
        "案件",
        "1 条（内容没有给出",
        "0 条，日志到检查点为止全部列出",
        &"2a".repeat(16),
        &"3b".repeat(16),
        "d54207da194977dcf46adbfec2bc2e75b52d5a8a42184fedfdc00024f0e3e8da",
    ] {
        contains(&who, expected)?;
    }
    let rows = tab.text("#rows")?;
    for expected in [
        "13900000011",
        "已遮盖",
        "通话 · 已接 · 42 秒",
        "<img src=x",
        "另一来源",
        "空档",
        "应用未运行",
        "系统通话记录",
    ] {
        contains(&rows, expected)?;
    }
    contains(&tab.text("#checkpoints")?, "— dunlog/2a2a")?;
    contains(&tab.text("#files")?, "data/校验说明.txt")?;
    contains(&tab.text("#not-proven")?, "号码可以被冒用")?;
    equal(&tab.value("document.querySelectorAll('#result img, #result a').length")?, &json!(0))?;
    let neutral = tab.text("body")?;
    for word in ["违法", "犯罪", "有罪", "法律效力"] {
        if neutral.contains(word) {
            return Err(format!("the page says {word}"));
        }
    }
    // A filter, and a position.
    tab.waiting(|tab| type_filter(tab, "转告"))?;
    contains(&tab.text("#count")?, "共 1 条")?;
    tab.waiting(|tab| type_filter(tab, "nothing like it"))?;
    equal(&json!(tab.text("#count")?), &json!(setup.zh("rows", "none_found")))
}

/// Complete: no Chinese is left but what stands in the bundle and the button that leads back.
pub(crate) fn english(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    tab.choose(&setup.bundle("word"))?;
    tab.click("#language")?;
    tab.picture(&setup.shot("en-word"))?;
    equal(&json!(tab.text("#verdict-word")?), &json!("Changed"))?;
    equal(&tab.value("document.documentElement.lang")?, &json!("en"))?;
    let left = tab.value(
        "(() => { const copy = document.body.cloneNode(true);
          copy.querySelectorAll('script, tbody, #language').forEach(part => part.remove());
          return copy.textContent.replaceAll('林晓', '').replaceAll('周桂芬', '').match(/[\\u4e00-\\u9fff]+/g); })()",
    )?;
    equal(&left, &Value::Null)?;
    tab.click("#language")?;
    equal(&json!(tab.text("#verdict-word")?), &json!(setup.zh("verdict", "changed")))
}

pub(crate) fn without_a_worker(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    let said = tab.choose(&setup.bundle("huge"))?;
    is_checked(tab, "intact")?;
    equal(&tab.value(IN_WORKER)?, &json!(false))?;
    // The page stands still meanwhile, so what it says must have been painted before.
    if said.contains(&setup.zh("page", "checking")) { Ok(()) } else { Err(format!("it said {said:?}")) }
}

pub(crate) fn one_after_another(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    for (name, verdict) in [("good", "intact"), ("cut", "refused"), ("word", "changed"), ("good", "intact")] {
        tab.choose(&setup.bundle(name))?;
        is_checked(tab, verdict)?;
    }
    // An engine that fails is given up, and the next file gets another.
    tab.value("hired = Promise.resolve({ open: () => Promise.reject('no memory'), end() {} }); 0")?;
    tab.choose(&setup.bundle("good"))?;
    equal(&json!(tab.text("#status")?), &json!(setup.zh("page", "gave_up")))?;
    equal(&tab.value("document.getElementById('result').hidden")?, &json!(true))?;
    tab.drop_file(&setup.bundle("repacked"))?;
    is_checked(tab, "repacked")
}

/// The tabulator reaches what can be used, in the order in which it is seen; the result takes the focus.
pub(crate) fn keyboard(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    let focus = "document.activeElement.id";
    for expected in ["language", "file"] {
        press(tab, "Tab")?;
        equal(&tab.value(focus)?, &json!(expected))?;
    }
    tab.picture(&setup.shot("zh-focus"))?;
    tab.choose(&setup.bundle("huge"))?;
    equal(&tab.value(focus)?, &json!("verdict"))?;
    for expected in ["print", "filter", "next", "last"] {
        press(tab, "Tab")?;
        equal(&tab.value(focus)?, &json!(expected))?;
    }
    tab.waiting(|tab| press(tab, "Enter"))?;
    contains(&tab.text("#count")?, "第 99,801–100,000 条")
}

pub(crate) fn dark(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    tab.call("Emulation.setEmulatedMedia", &media)?;
    tab.choose(&setup.bundle("word"))?;
    tab.picture(&setup.shot("zh-dark"))?;
    equal(&tab.value("getComputedStyle(document.body).backgroundColor")?, &json!("rgb(20, 23, 26)"))
}

/// Nothing is wider than the window: a small phone, the letters twice as large, and both.
pub(crate) fn narrow(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    tab.choose(&setup.bundle("word"))?;
    for (name, width, letters) in [("narrow", 320, 16), ("large", 1200, 32), ("narrow-large", 360, 32)] {
        tab.window(width, 800)?;
        tab.call("Page.setFontSizes", &json!({ "fontSizes": { "standard": letters, "fixed": letters } }))?;
        equal(&tab.value("getComputedStyle(document.body).fontSize")?, &json!(format!("{letters}px")))?;
        tab.picture(&setup.shot(&format!("zh-{name}")))?;
        if !tab.fits()? {
            return Err(format!("{name}: something is wider than the window"));
        }
    }
    Ok(())
}

pub(crate) fn print(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    tab.choose(&setup.bundle("good"))?;
    let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69 });
    let pages = word(&tab.call("Page.printToPDF", &paper)?, "/data");
    if pages.len() < 10_000 {
        return Err("nothing was printed".to_owned());
    }
    tab.call("Emulation.setEmulatedMedia", &json!({ "media": "print" }))?;
    tab.window(720, 1000)?;
    tab.picture(&setup.shot("zh-print"))?;
    let shown = "[...document.querySelectorAll('#drop, #language, #filter, #next')].filter(one => one.offsetParent).length";
    equal(&tab.value(shown)?, &json!(0))
}

/// The policy in the page forbids it, and says so as an error, which here is as it should be.
pub(crate) fn no_connection(_: &Setup, tab: &mut Tab<'_>) -> Outcome {
    let tried = tab.value(
        "new Promise(resolve => {
           document.addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective));
           fetch('data:text/plain,x').catch(() => {});
         })",
    )?;
    tab.events();
    equal(&tried, &json!("connect-src"))?;
    let evaluated = tab.value("(() => { const s = document.createElement('script'); s.textContent = 'window.slipped = 1'; document.body.append(s); return window.slipped === undefined; })()");
    tab.events();
    equal(&evaluated?, &json!(true))
}

pub(crate) fn too_old(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    equal(&json!(tab.text("#status")?), &json!(setup.zh("page", "too_old")))?;
    tab.choose(&setup.bundle("good"))?;
    tab.picture(&setup.shot("zh-too-old"))?;
    equal(&json!(tab.text("#status")?), &json!(setup.zh("page", "too_old")))?;
    equal(&tab.value("document.getElementById('result').hidden")?, &json!(true))
}

pub(crate) fn huge(setup: &Setup, tab: &mut Tab<'_>) -> Outcome {
    let start = Instant::now();
    let said = tab.choose(&setup.bundle("huge"))?;
    let opened = start.elapsed();
    is_checked(tab, "intact")?;
    equal(&tab.value(IN_WORKER)?, &json!(true))?;
    if !said.contains(&setup.zh("page", "checking")) {
        return Err(format!("while it worked it said {said:?}"));
    }
    contains(&tab.text("#count")?, "第 1–200 条，共 100,000 条")?;
    tab.picture(&setup.shot("zh-huge"))?;
    let start = Instant::now();
    tab.waiting(|tab| type_filter(tab, "第99998条"))?;
    let found = start.elapsed();
    contains(&tab.text("#count")?, "共 1 条")?;
    contains(&tab.text("#rows")?, "99998")?;
    tab.waiting(|tab| type_filter(tab, ""))?;
    let start = Instant::now();
    tab.waiting(|tab| tab.click("#next"))?;
    let turned = start.elapsed();
    contains(&tab.text("#count")?, "第 201–400 条")?;
    tab.waiting(|tab| tab.click("#last"))?;
    contains(&tab.text("#count")?, "第 99,801–100,000 条")?;
    println!(
        "100,000 records: opened in {opened:.1?}, searched in {found:.1?} of which 0.25 s wait for more letters, next page in {turned:.1?}"
    );
    Ok(())
}

fn type_filter(tab: &mut Tab<'_>, text: &str) -> Outcome {
    let set = format!(
        "(() => {{ const field = document.getElementById('filter'); field.value = {};
          field.dispatchEvent(new Event('input')); }})()",
        json!(text)
    );
    tab.value(&set).map(drop)
}

fn press(tab: &mut Tab<'_>, key: &str) -> Outcome {
    let (code, text) = if key == "Enter" { (13, "\r") } else { (9, "") };
    for kind in ["keyDown", "keyUp"] {
        let text = if kind == "keyDown" { text } else { "" };
        let press =
            json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
        tab.call("Input.dispatchKeyEvent", &press)?;
    }
    Ok(())
}

fn is_checked(tab: &mut Tab<'_>, verdict: &str) -> Outcome {
    let shown =
        "document.getElementById('result').hidden || document.getElementById('verdict').dataset.verdict";
    equal(&tab.value(shown)?, &json!(verdict))
}

fn contains(text: &str, part: &str) -> Outcome {
    if text.contains(part) { Ok(()) } else { Err(format!("{part} is not in: {text}")) }
}
