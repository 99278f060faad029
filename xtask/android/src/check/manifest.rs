//! What the manifest inside the APK lets others do with the app, as lines that a person can compare.
//!
//! The lines are held against `tests/package/manifest.txt`, so that a permission or an open component that a library
//! brought along is seen.

use crate::app::tool::{aapt2, quiet};
use crate::xml::Element;
use std::path::Path;
use std::process::Command;

/// The manifest of an APK, translated back.
pub(crate) fn of_apk(apk: &Path) -> Result<Element, String> {
    let mut dump = Command::new(aapt2()?);
    dump.args(["dump", "xmltree", "--file", "AndroidManifest.xml"]).arg(apk);
    Ok(tree(&quiet(&mut dump)?))
}

/// Lines such as `E: activity (line=3)` and `A: http://…:name(0x01010003)="x" (Raw: "x")`, each as deep as indented.
fn tree(dump: &str) -> Element {
    let mut open: Vec<(usize, Element)> = vec![(0, Element::default())];
    for line in dump.lines() {
        let depth = line.len() - line.trim_start().len();
        let line = line.trim_start();
        if let Some(element) = line.strip_prefix("E: ") {
            close(&mut open, depth + 1);
            let name = element.split(' ').next().unwrap_or_default().to_owned();
            open.push((depth + 1, Element { name, ..Element::default() }));
        } else if let Some((name, value)) = line.strip_prefix("A: ").and_then(|text| text.split_once('='))
            && let Some((_, element)) = open.last_mut()
        {
            element.attributes.push((attribute_name(name), attribute_value(value)));
        }
    }
    close(&mut open, 1);
    open.pop().and_then(|(_, document)| document.children.into_iter().next()).unwrap_or_default()
}

/// Closes what is at least as deep.
fn close(open: &mut Vec<(usize, Element)>, depth: usize) {
    while open.last().is_some_and(|(own, _)| *own >= depth && *own > 0) {
        let Some((_, done)) = open.pop() else { break };
        if let Some((_, parent)) = open.last_mut() {
            parent.children.push(done);
        }
    }
}

/// `http://schemas.android.com/apk/res/android:name(0x01010003)` → `name`.
fn attribute_name(name: &str) -> String {
    let name = name.rsplit(':').next().unwrap_or_default();
    name.split('(').next().unwrap_or_default().to_owned()
}

/// `"x" (Raw: "x")` → `x`; `true` and `@0x7f010000` stay as they are.
fn attribute_value(value: &str) -> String {
    let value = value.split(" (Raw:").next().unwrap_or_default();
    value.trim_matches('"').to_owned()
}

/// Everything that another app, the system or the store may see, in order.
pub(crate) fn lines(manifest: &Element) -> Vec<String> {
    let mut lines = vec![format!("package {}", manifest.attribute("package").unwrap_or_default())];
    for element in &manifest.children {
        match element.name.as_str() {
            "uses-sdk" => lines.push(with(element, "uses-sdk", &["minSdkVersion", "targetSdkVersion"])),
            "uses-permission" | "uses-permission-sdk-23" | "permission" | "uses-feature" => {
                lines.push(with(
                    element,
                    &element.name,
                    &["name", "maxSdkVersion", "protectionLevel", "required"],
                ));
            }
            "application" => application(element, &mut lines),
            _ => {}
        }
    }
    lines.sort();
    lines
}

fn application(element: &Element, lines: &mut Vec<String>) {
    let shown =
        ["name", "allowBackup", "debuggable", "extractNativeLibs", "testOnly", "usesCleartextTraffic"];
    lines.push(with(element, "application", &shown));
    for component in components(element) {
        let shown = ["name", "exported", "permission", "authorities", "grantUriPermissions", "process"];
        lines.push(with(component, &component.name, &shown));
        for filter in &component.children {
            for action in filter.children.iter().filter(|child| child.name == "action") {
                let name = component.attribute("name").unwrap_or_default();
                lines.push(format!(
                    "{} {name} answers {}",
                    component.name,
                    action.attribute("name").unwrap_or_default()
                ));
            }
        }
    }
}

/// Activities, services, receivers and providers.
pub(crate) fn components(application: &Element) -> impl Iterator<Item = &Element> {
    application.children.iter().filter(|child| {
        matches!(child.name.as_str(), "activity" | "activity-alias" | "service" | "receiver" | "provider")
    })
}

fn with(element: &Element, word: &str, attributes: &[&str]) -> String {
    let shown = attributes.iter().filter_map(|name| Some((*name, element.attribute(name)?)));
    shown.fold(word.to_owned(), |line, (name, value)| match name {
        "name" => format!("{line} {value}"),
        _ => format!("{line} {name}={value}"),
    })
}

/// What may never stand in a manifest of ours, whatever the file to compare with says.
pub(crate) fn forbidden(manifest: &Element) -> Vec<String> {
    let mut faults = Vec::new();
    let asks = manifest.children.iter().filter(|child| child.name.starts_with("uses-permission"));
    for permission in asks.filter_map(|child| child.attribute("name")) {
        if ["INTERNET", "ACCESS_NETWORK_STATE"].iter().any(|name| permission.ends_with(name)) {
            faults.push(format!("asks for {permission}"));
        }
    }
    let application = manifest.child("application").cloned().unwrap_or_default();
    for (flag, is_allowed) in [("debuggable", false), ("testOnly", false), ("allowBackup", false)] {
        if application.attribute(flag).is_some_and(|value| (value == "true") != is_allowed) {
            faults.push(format!("is {flag}"));
        }
    }
    for component in components(&application) {
        if component.attribute("exported").is_none() {
            faults.push(format!(
                "{} does not say whether it is exported",
                component.attribute("name").unwrap_or("?")
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUMP: &str = r#"N: android=http://schemas.android.com/apk/res/android (line=2)
  E: manifest (line=2)
    A: package="org.example" (Raw: "org.example")
      E: uses-permission (line=4)
        A: http://schemas.android.com/apk/res/android:name(0x01010003)="android.permission.INTERNET" (Raw: "x")
      E: application (line=5)
        A: http://schemas.android.com/apk/res/android:debuggable(0x0101000f)=true
          E: service (line=6)
            A: http://schemas.android.com/apk/res/android:name(0x01010003)="org.example.S" (Raw: "org.example.S")
            A: http://schemas.android.com/apk/res/android:exported(0x01010010)=true
              E: intent-filter (line=7)
                  E: action (line=8)
                    A: http://schemas.android.com/apk/res/android:name(0x01010003)="a.b.C" (Raw: "a.b.C")
          E: receiver (line=9)
            A: http://schemas.android.com/apk/res/android:name(0x01010003)="org.example.R" (Raw: "org.example.R")
"#;

    #[test]
    fn a_dump_becomes_lines() {
        assert_eq!(
            lines(&tree(DUMP)),
            [
                "application debuggable=true",
                "package org.example",
                "receiver org.example.R",
                "service org.example.S answers a.b.C",
                "service org.example.S exported=true",
                "uses-permission android.permission.INTERNET",
            ]
        );
    }

    #[test]
    fn what_is_forbidden_is_named() {
        let faults = forbidden(&tree(DUMP));
        assert_eq!(
            faults,
            [
                "asks for android.permission.INTERNET",
                "is debuggable",
                "org.example.R does not say whether it is exported"
            ]
        );
    }
}
