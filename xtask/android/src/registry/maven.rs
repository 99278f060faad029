//! Maven as a downloader, so that a mirror and its password in Maven's own settings are used.

use crate::java;
use crate::lockfile::Artifact;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The one plugin that Maven runs for us.
const PLUGIN: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";

/// A line is torn now and then; what arrived already is kept by Maven.
const ATTEMPTS: usize = 3;

/// Copies files into a folder, as `group.name-version.type`. The answer is what no registry has.
pub(crate) fn copy<'a>(wanted: &'a [Artifact], folder: &Path) -> Result<Vec<&'a Artifact>, String> {
    let mut missing = Vec::new();
    for attempt in 1.. {
        let rest: Vec<&Artifact> = wanted
            .iter()
            .filter(|artifact| !missing.contains(artifact) && !folder.join(artifact.file_name()).exists())
            .collect();
        if rest.is_empty() {
            break;
        }
        let said = copy_once(&rest, folder)?;
        let refused: Vec<&Artifact> =
            rest.iter().copied().filter(|artifact| is_refused(artifact, &said)).collect();
        let is_stuck = refused.is_empty() && rest.iter().all(|a| !folder.join(a.file_name()).exists());
        if is_stuck && attempt >= ATTEMPTS {
            return Err(format!("Maven cannot fetch {} files:\n{}", rest.len(), last_words(&said)));
        }
        missing.extend(refused);
    }
    Ok(missing)
}

/// The runtime dependencies of one library, itself first, as Maven resolves them.
pub(crate) fn resolve(root: &Artifact) -> Result<Vec<Artifact>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let list = folder.path().join("list");
    let dependency = format!(
        "<dependencies><dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version>\
         </dependency></dependencies>",
        root.group, root.name, root.version
    );
    let output = format!("-DoutputFile={}", list.display());
    let said = run(folder.path(), &dependency, &["list", "-DincludeScope=runtime", &output])?;
    let text = fs::read_to_string(&list).map_err(|_| format!("{root}: {}", last_words(&said)))?;
    Ok(text.lines().filter_map(listed).collect())
}

/// A line such as `   org.example:thing:jar:1.0:compile -- module thing`.
fn listed(line: &str) -> Option<Artifact> {
    let coordinate = line.trim().split(' ').next()?;
    let [group, name, kind, version, _scope] = coordinate.split(':').collect::<Vec<_>>()[..] else {
        return None;
    };
    let [group, name, kind, version] = [group, name, kind, version].map(str::to_owned);
    Some(Artifact { group, name, version, kind })
}

fn copy_once(rest: &[&Artifact], folder: &Path) -> Result<String, String> {
    let item = |artifact: &&Artifact| {
        format!(
            "<artifactItem><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version>\
             <type>{}</type></artifactItem>",
            artifact.group, artifact.name, artifact.version, artifact.kind
        )
    };
    let items: String = rest.iter().map(item).collect();
    let (group, rest_of_plugin) = PLUGIN.split_once(':').unwrap_or_default();
    let (name, version) = rest_of_plugin.split_once(':').unwrap_or_default();
    let body = format!(
        "<build><plugins><plugin><groupId>{group}</groupId><artifactId>{name}</artifactId>\
         <version>{version}</version><configuration><prependGroupId>true</prependGroupId>\
         <outputDirectory>{}</outputDirectory><artifactItems>{items}</artifactItems></configuration></plugin>\
         </plugins></build>",
        folder.display()
    );
    let work = tempfile::tempdir().map_err(|error| error.to_string())?;
    run(work.path(), &body, &["copy"])
}

/// Runs a goal of the plugin on a project with this body; the answer is everything that Maven said.
fn run(work: &Path, body: &str, goal: &[&str]) -> Result<String, String> {
    java::ensure_maven()?;
    let project = format!(
        "<project><modelVersion>4.0.0</modelVersion><groupId>org.dunlog</groupId><artifactId>fetch</artifactId>\
         <version>1</version><packaging>pom</packaging>{body}</project>"
    );
    let file = work.join("pom.xml");
    fs::write(&file, project).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut maven = Command::new("mvn");
    // -U: Maven remembers for a day that something was missing, also when only the network was.
    maven.args(["-q", "-B", "-U", "-f"]).arg(&file);
    for (index, word) in goal.iter().enumerate() {
        if index == 0 {
            maven.arg(format!("{PLUGIN}:{word}"))
        } else {
            maven.arg(word)
        };
    }
    let output = maven.output().map_err(|error| format!("mvn: {error}"))?;
    Ok([output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat())
}

/// True when Maven names the file as one that it cannot find.
fn is_refused(artifact: &Artifact, said: &str) -> bool {
    let Artifact { group, name, version, kind } = artifact;
    let named = format!("{group}:{name}:{kind}:{version}");
    said.match_indices(&named).any(|(at, _)| {
        // Version 1.0 is not meant where 1.0.1 is named.
        let next = said.get(at + named.len()..).and_then(|rest| rest.trim_start_matches('.').chars().next());
        !next.is_some_and(|next| next.is_alphanumeric() || next == '-')
    })
}

fn last_words(said: &str) -> String {
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("ERROR")).take(4).collect();
    if lines.is_empty() {
        said.lines().rev().take(4).collect::<Vec<_>>().join("\n")
    } else {
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_mavens_list_is_read() {
        let line = "   com.google.guava:guava:jar:33.4.0-jre:compile -- module com.google.common [auto]";
        assert_eq!(listed(line).unwrap().to_string(), "com.google.guava:guava:33.4.0-jre:jar");
        assert_eq!(listed("The following files have been resolved:"), None);
        assert_eq!(listed(""), None);
    }

    #[test]
    fn only_the_file_that_is_named_is_missing() {
        let artifact: Artifact = "g:a:1.0:jar".parse().unwrap();
        for said in ["g:a:jar:1.0 was not found", "Could not find g:a:jar:1.0.", "g:a:jar:1.0"] {
            assert!(is_refused(&artifact, said), "{said}");
        }
        for said in ["g:a:jar:1.0.1 was not found", "g:a:jar:1.0-rc1", "g:a:aar:1.0", ""] {
            assert!(!is_refused(&artifact, said), "{said}");
        }
    }
}
