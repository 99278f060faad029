//! What the shrinker must have left: the shrunk file never runs here, so what is looked up by name is looked for.

use crate::check::contents::Entry;
use crate::check::dexfile::{Class, NATIVE};
use crate::check::manifest::components;
use crate::xml::Element;
use std::collections::{BTreeMap, BTreeSet};

const NATIVES: &str = "org.dunlog.core.nativelib.NativeCore";

/// The classes of the shrunk files, by name.
pub(crate) type Classes = BTreeMap<String, Class>;

/// Classes that the manifest names and that the system, or a library at its start, makes with an empty constructor.
pub(crate) fn missing_of_manifest(manifest: &Element, shrunk: &Classes) -> Vec<String> {
    let application = manifest.child("application").cloned().unwrap_or_default();
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    wanted.extend(["name", "appComponentFactory"].iter().filter_map(|name| application.attribute(name)));
    for component in components(&application) {
        let class = if component.name == "activity-alias" { "targetActivity" } else { "name" };
        wanted.extend(component.attribute(class));
        // androidx.startup is told by name what it shall start.
        let started =
            component.children.iter().filter(|child| child.attribute("value") == Some("androidx.startup"));
        wanted.extend(started.filter_map(|child| child.attribute("name")));
    }
    let can_be_made = |name: &&str| {
        shrunk
            .get(*name)
            .is_some_and(|class| class.methods.iter().any(|m| m.name == "<init>" && m.takes.is_empty()))
    };
    wanted.into_iter().filter(|name| !can_be_made(name)).map(str::to_owned).collect()
}

/// Natives that are gone, or that the library does not have.
pub(crate) fn missing_natives(exported: &[&str], shrunk: &Classes) -> Vec<String> {
    let methods = shrunk.get(NATIVES).map(|class| class.methods.as_slice()).unwrap_or_default();
    let natives: BTreeSet<&str> = methods
        .iter()
        .filter(|method| method.flags & NATIVE != 0)
        .map(|method| method.name.as_str())
        .collect();
    let exported: BTreeSet<&str> = exported.iter().copied().collect();
    exported.symmetric_difference(&natives).map(|name| format!("{NATIVES}.{name}")).collect()
}

/// Our own classes that are gone. All of them are kept, so serializers, companions, view models and whatever else is
/// reached by reflection is among them.
pub(crate) fn missing_of_ours<'c>(compiled: impl Iterator<Item = &'c str>, shrunk: &Classes) -> Vec<String> {
    compiled.filter(|name| !shrunk.contains_key(*name)).map(str::to_owned).collect()
}

/// Classes that a list in `META-INF/services` names.
pub(crate) fn missing_services(entries: &[Entry], shrunk: &Classes) -> Vec<String> {
    let lists = entries.iter().filter(|entry| entry.name.starts_with("META-INF/services/"));
    let mut missing = Vec::new();
    for list in lists {
        for line in String::from_utf8_lossy(&list.bytes).lines() {
            let name = line.split('#').next().unwrap_or_default().trim();
            if !name.is_empty() && !shrunk.contains_key(name) {
                missing.push(format!("{} of {}", name, list.name));
            }
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::dexfile::Method;

    fn class(methods: &[(&str, &str, u64)]) -> Class {
        let method = |(name, takes, flags): &(&str, &str, u64)| Method {
            name: (*name).to_owned(),
            takes: (*takes).to_owned(),
            flags: *flags,
        };
        Class { methods: methods.iter().map(method).collect() }
    }

    #[test]
    fn a_component_without_an_empty_constructor_is_missing() {
        let manifest =
            "<manifest><application name='a.App'><service name='a.Service'/><receiver name='a.Receiver'/>
            <provider name='a.Start'><meta-data name='a.Started' value='androidx.startup'/></provider>
            </application></manifest>";
        let manifest = Element::parse(&manifest.replace('\'', "\"")).unwrap();
        let shrunk = Classes::from([
            ("a.App".to_owned(), class(&[("<init>", "", 1)])),
            ("a.Service".to_owned(), class(&[("<init>", "I", 1)])),
            ("a.Start".to_owned(), class(&[("<init>", "", 1)])),
        ]);
        assert_eq!(missing_of_manifest(&manifest, &shrunk), ["a.Receiver", "a.Service", "a.Started"]);
    }

    #[test]
    fn natives_are_exactly_those_of_the_library() {
        let shrunk = Classes::from([(
            NATIVES.to_owned(),
            class(&[("open", "[B", NATIVE | 1), ("extra", "", NATIVE), ("call", "", 1)]),
        )]);
        let missing = missing_natives(&["open", "call"], &shrunk);
        assert_eq!(missing, [format!("{NATIVES}.call"), format!("{NATIVES}.extra")]);
    }

    #[test]
    fn a_service_must_be_there() {
        let list = Entry {
            name: "META-INF/services/a.Api".to_owned(),
            bytes: b"# words\na.Here # more\na.Gone\n\n".to_vec(),
            stored_at: None,
        };
        let shrunk = Classes::from([("a.Here".to_owned(), Class::default())]);
        assert_eq!(missing_services(&[list], &shrunk), ["a.Gone of META-INF/services/a.Api"]);
    }
}
