//! One tab with the page in it, as a person uses it: choose a file, click, type, look.

use crate::page::browser::Browser;
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};
use xtask::run::Outcome;

const PATIENCE: Duration = Duration::from_secs(120);
/// The highest picture, in pixels.
const MAX_PICTURE: u32 = 6_000;

pub(crate) struct Tab<'b> {
    browser: &'b mut Browser,
    target: String,
    session: String,
}

impl<'b> Tab<'b> {
    /// Opens a file in a new tab. `before` runs before the page's own program, in the page.
    pub(crate) fn open(browser: &'b mut Browser, page: &Path, before: &str) -> Result<Self, String> {
        let target = browser.call(None, "Target.createTarget", &json!({ "url": "about:blank" }))?;
        let target = word(&target, "/targetId");
        let attach = json!({ "targetId": target, "flatten": true });
        let session = word(&browser.call(None, "Target.attachToTarget", &attach)?, "/sessionId");
        let mut tab = Self { browser, target, session };
        for domain in ["Page", "Runtime", "DOM", "Network", "Log"] {
            tab.call(&format!("{domain}.enable"), &json!({}))?;
        }
        tab.call("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": before }))?;
        tab.window(1200, 900)?;
        tab.call("Page.navigate", &json!({ "url": format!("file://{}", page.display()) }))?;
        tab.until(
            "document.readyState === 'complete' && (document.body.dataset.state ?? 'idle') === 'idle'",
        )?;
        Ok(tab)
    }

    pub(crate) fn call(&mut self, method: &str, params: &Value) -> Result<Value, String> {
        self.browser.call(Some(&self.session), method, params)
    }

    /// The value of an expression in the page.
    pub(crate) fn value(&mut self, expression: &str) -> Result<Value, String> {
        let params = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.call("Runtime.evaluate", &params)?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(format!("{expression}: {details}")),
            None => Ok(answer.pointer("/result/value").cloned().unwrap_or_default()),
        }
    }

    /// The text of the first element that fits, as it is seen.
    pub(crate) fn text(&mut self, selector: &str) -> Result<String, String> {
        let text = self.value(&format!("document.querySelector({}).innerText", json!(selector)))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    pub(crate) fn click(&mut self, selector: &str) -> Outcome {
        self.value(&format!("document.querySelector({}).click()", json!(selector))).map(drop)
    }

    /// Waits until an expression is true.
    pub(crate) fn until(&mut self, expression: &str) -> Outcome {
        let start = Instant::now();
        while self.value(expression)? != json!(true) {
            if start.elapsed() > PATIENCE {
                return Err(format!("never true: {expression}"));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Chooses a file with the button and waits for the result. Returns what the status line said meanwhile.
    pub(crate) fn choose(&mut self, file: &Path) -> Result<Vec<String>, String> {
        let document = self.call("DOM.getDocument", &json!({}))?;
        let root = document.pointer("/root/nodeId").cloned().unwrap_or_default();
        let input = self.call("DOM.querySelector", &json!({ "nodeId": root, "selector": "#file" }))?;
        let node = input.get("nodeId").cloned().unwrap_or_default();
        self.waiting(|tab| {
            tab.call("DOM.setFileInputFiles", &json!({ "files": [file], "nodeId": node })).map(drop)
        })
    }

    /// Drops a file on the page and waits for the result.
    pub(crate) fn drop_file(&mut self, file: &Path) -> Outcome {
        self.waiting(|tab| {
            for kind in ["dragEnter", "dragOver", "drop"] {
                let data = json!({ "items": [], "files": [file], "dragOperationsMask": 1 });
                tab.call(
                    "Input.dispatchDragEvent",
                    &json!({ "type": kind, "x": 300, "y": 200, "data": data }),
                )?;
            }
            Ok(())
        })
        .map(drop)
    }

    /// Does something that makes the page work, and waits until it is done. Returns what the status line said meanwhile.
    pub(crate) fn waiting(&mut self, act: impl FnOnce(&mut Self) -> Outcome) -> Result<Vec<String>, String> {
        self.value("document.body.dataset.state = 'asked';")?;
        act(self)?;
        let start = Instant::now();
        let mut said: Vec<String> = Vec::new();
        loop {
            let seen =
                self.value("[document.body.dataset.state, document.getElementById('status').textContent]")?;
            let status = word(&seen, "/1");
            if word(&seen, "/0") == "idle" {
                return Ok(said);
            }
            if !status.is_empty() && said.last() != Some(&status) {
                said.push(status);
            }
            if start.elapsed() > PATIENCE {
                return Err("the page never came to an end".to_owned());
            }
            sleep(Duration::from_millis(15));
        }
    }

    pub(crate) fn window(&mut self, width: u32, height: u32) -> Outcome {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", &size).map(drop)
    }

    /// True when nothing is wider than the window.
    pub(crate) fn fits(&mut self) -> Result<bool, String> {
        Ok(self.value("document.documentElement.scrollWidth <= window.innerWidth")? == json!(true))
    }

    /// A picture of the page down to at most `MAX_PICTURE`. The window is made as high as that: what Chromium draws
    /// beyond a window, it draws without the size of letters that was asked for.
    pub(crate) fn picture(&mut self, path: &Path) -> Outcome {
        let size =
            self.value("[window.innerWidth, window.innerHeight, document.documentElement.scrollHeight]")?;
        let number = |pointer: &str| {
            let number = size.pointer(pointer).and_then(Value::as_u64);
            number.and_then(|number| u32::try_from(number).ok()).unwrap_or(0)
        };
        let (width, height) = (number("/0"), number("/1"));
        self.window(width, number("/2").clamp(height, MAX_PICTURE))?;
        let picture = word(&self.call("Page.captureScreenshot", &json!({ "format": "png" }))?, "/data");
        self.window(width, height)?;
        let bytes = Base64::decode_vec(&picture).map_err(|error| error.to_string())?;
        fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Addresses that were asked for, and errors that were reported, since this was last asked.
    pub(crate) fn events(&mut self) -> Vec<Value> {
        self.browser.events()
    }
}

impl Drop for Tab<'_> {
    fn drop(&mut self) {
        let _ = self.browser.call(None, "Target.closeTarget", &json!({ "targetId": self.target }));
    }
}

pub(crate) fn word(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}
