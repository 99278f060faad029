//! Chromium without a window, driven through a pipe: the DevTools protocol, one JSON object per message, each ended by a
//! zero byte.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;
use xtask::run::Outcome;

use crate::native::toolchain;

/// An answer that takes longer than this is a fault of the page or of the browser.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Browser {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    next: u64,
    /// What the browser told without being asked, since it was last taken.
    events: Vec<Value>,
}

impl Browser {
    /// Starts Chromium, which is installed when it is missing, with an empty profile in this folder.
    pub(crate) fn start(profile: &Path) -> Result<Self, String> {
        let program = chromium()?;
        // The protocol speaks on descriptors 3 and 4.
        let shell = "exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null";
        let mut child = Command::new("sh")
            .args(["-c", shell, "sh", &program, "--headless", "--remote-debugging-pipe", "--no-first-run"])
            .args(["--disable-gpu", "--disable-background-networking", "--disable-component-update"])
            .args(["--hide-scrollbars", "--disable-dev-shm-usage"])
            // Inside a container there is no room for its sandbox, and nothing foreign is opened.
            .arg("--no-sandbox")
            .arg(format!("--user-data-dir={}", profile.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{program}: {error}"))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("the pipes of the browser are not there".to_owned());
        };
        let (sender, messages) = channel();
        thread::spawn(move || {
            for message in BufReader::new(output).split(0).map_while(Result::ok) {
                let Ok(message) = serde_json::from_slice(&message) else { continue };
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Ok(Self { child, input, messages, next: 0, events: Vec::new() })
    }

    /// Asks, and waits for the answer.
    pub(crate) fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: &Value,
    ) -> Result<Value, String> {
        self.next += 1;
        let mut message = json!({ "id": self.next, "method": method, "params": params });
        if let (Some(session), Some(message)) = (session, message.as_object_mut()) {
            message.insert("sessionId".to_owned(), json!(session));
        }
        let sent = write!(self.input, "{message}\0").and_then(|()| self.input.flush());
        sent.map_err(|error| format!("{method}: {error}"))?;
        loop {
            let message =
                self.messages.recv_timeout(PATIENCE).map_err(|error| format!("{method}: {error}"))?;
            if message.get("id") != Some(&json!(self.next)) {
                self.events.push(message);
                continue;
            }
            return match message.get("error") {
                Some(error) => Err(format!("{method}: {error}")),
                None => Ok(message.get("result").cloned().unwrap_or_default()),
            };
        }
    }

    /// What was told since this was last asked.
    pub(crate) fn events(&mut self) -> Vec<Value> {
        self.events.extend(self.messages.try_iter());
        std::mem::take(&mut self.events)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill(); // it may have ended
        let _ = self.child.wait();
    }
}

fn chromium() -> Result<String, String> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let there = |name: &&&str| {
        Command::new(name).arg("--version").output().is_ok_and(|answer| answer.status.success())
    };
    if let Some(name) = names.iter().find(there) {
        return Ok((*name).to_owned());
    }
    install()?;
    Ok("chromium".to_owned())
}

fn install() -> Outcome {
    toolchain::install(&[
        ("chromium", "/usr/bin/chromium"),
        ("fonts-noto-cjk", "/usr/share/fonts/opentype/noto"),
    ])
}
