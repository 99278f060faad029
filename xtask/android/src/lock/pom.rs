//! Maven's project files (`.pom`), for libraries that have no metadata of Gradle's, and for platforms.

use crate::lock::description::{Asked, Description, Module};
use crate::lock::version::Version;
use crate::xml::Element;
use std::collections::BTreeMap;

/// What a library needs when it runs.
pub(crate) fn read(text: &str, own_version: &str) -> Result<Description, String> {
    let project = Element::parse(text)?;
    let words = properties(&project, own_version);
    let is_needed = |dependency: &&Element| {
        matches!(dependency.child_text("scope"), None | Some("compile" | "runtime"))
            && dependency.child_text("optional") != Some("true")
    };
    let dependencies = project.listed("dependencies", "dependency").filter(is_needed);
    let file = match project.child_text("packaging") {
        Some("pom") => None,
        Some("aar") => Some("aar".to_owned()),
        _ => Some("jar".to_owned()),
    };
    Ok(Description {
        dependencies: dependencies.filter_map(|dependency| asked(dependency, &words)).collect(),
        file,
        ..Description::default()
    })
}

/// The versions that a platform decides.
pub(crate) fn managed(text: &str, own_version: &str) -> Result<Vec<Asked>, String> {
    let project = Element::parse(text)?;
    let words = properties(&project, own_version);
    let management = project.children.iter().filter(|child| child.name == "dependencyManagement");
    let managed = management.flat_map(|management| management.listed("dependencies", "dependency"));
    Ok(managed.filter_map(|dependency| asked(dependency, &words)).collect())
}

fn properties(project: &Element, own_version: &str) -> BTreeMap<String, String> {
    let own = project.child("properties").into_iter().flat_map(|properties| &properties.children);
    own.map(|property| (property.name.clone(), property.text.trim().to_owned()))
        .chain([("project.version".to_owned(), own_version.to_owned())])
        .collect()
}

fn asked(dependency: &Element, words: &BTreeMap<String, String>) -> Option<Asked> {
    let text = |name: &str| dependency.child_text(name).map(|text| filled(text, words));
    Some(Asked {
        module: Module::new(&text("groupId")?, &text("artifactId")?),
        version: text("version").and_then(|version| Version::lowest_of(&version)),
    })
}

/// The text with each `${word}` replaced; unknown words stay.
fn filled(text: &str, words: &BTreeMap<String, String>) -> String {
    words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(&format!("${{{word}}}"), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_needed_at_run_time_is_read() {
        let text = "<project><packaging>aar</packaging><properties><v>1.5</v></properties><dependencies>
            <dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency>
            <dependency><groupId>g</groupId><artifactId>b</artifactId><version>${project.version}</version>
                <scope>runtime</scope></dependency>
            <dependency><groupId>g</groupId><artifactId>c</artifactId><scope>test</scope></dependency>
            <dependency><groupId>g</groupId><artifactId>d</artifactId><optional>true</optional></dependency>
            </dependencies></project>";
        let description = read(text, "2.0").unwrap();
        let versions: Vec<_> = description
            .dependencies
            .iter()
            .map(|asked| (asked.module.name.as_str(), asked.version.as_ref().map(|v| v.0.as_str())))
            .collect();
        assert_eq!(versions, [("a", Some("1.5")), ("b", Some("2.0"))]);
        assert_eq!(description.file.as_deref(), Some("aar"));
    }

    #[test]
    fn a_platform_decides_versions() {
        let text = "<project><dependencyManagement><dependencies><dependency><groupId>g</groupId>
            <artifactId>a</artifactId><version>[1.2.3]</version></dependency></dependencies>
            </dependencyManagement></project>";
        let [asked] = &managed(text, "1").unwrap()[..] else { panic!("one") };
        assert_eq!(asked.version, Some(Version("1.2.3".to_owned())));
    }
}
