//! Kotlin sources → classes. Warnings are errors.

use crate::app::places::made;
use crate::app::tool::write;
use crate::java::{self, Java};
use crate::steps::{Step, files_ending, fresh};
use std::path::{Path, PathBuf};
use xtask::run::Outcome;

/// The compiler's part that writes code for kotlinx.serialization.
pub(crate) const SERIALIZATION: &str = "serialization-plugin";
/// The part that translates Compose's functions. It wants Compose on the class path.
pub(crate) const COMPOSE: &str = "compose-plugin";

/// One call of the compiler.
pub(crate) struct Compilation {
    /// The name of the module, and of the folder of its classes.
    pub(crate) name: &'static str,
    /// Folders of sources.
    pub(crate) sources: Vec<PathBuf>,
    pub(crate) class_path: Vec<PathBuf>,
    /// Classes whose internal parts may be seen: those that are tested.
    pub(crate) friends: Vec<PathBuf>,
    /// Bundles with plugins of the compiler.
    pub(crate) plugins: &'static [&'static str],
    /// True where everything that others see must say so.
    pub(crate) is_api_explicit: bool,
}

impl Compilation {
    /// Compiles what changed; the answer is the folder of the classes.
    pub(crate) fn run(self) -> Result<PathBuf, String> {
        let classes = made(self.name);
        let mut sources = Vec::new();
        for folder in &self.sources {
            sources.extend(files_ending(folder, ".kt")?);
        }
        if sources.is_empty() {
            fresh(&classes)?;
            return Ok(classes);
        }
        let compiler = java::files(&[&["kotlinc"], self.plugins].concat())?;
        let options = self.options()?;
        // Libraries are known by their names, what is made here by its content.
        let (own, foreign): (Vec<PathBuf>, Vec<PathBuf>) =
            self.class_path.iter().cloned().partition(|path| path.is_dir() || path.ends_with("R.jar"));
        let step = Step::new(self.name).words(&options).locked(&compiler).locked(&foreign).inputs(&own)?;
        step.inputs(&sources)?.output(&classes).run(|| {
            fresh(&classes)?;
            self.compile(&options, &classes, &sources)
        })?;
        Ok(classes)
    }

    fn options(&self) -> Result<Vec<String>, String> {
        let mut options: Vec<String> = [
            "-Werror",
            "-no-stdlib",
            "-no-reflect",
            "-jvm-target",
            "17",
            // The classes that stand in for Android's carry remarks about null that the public ones do not.
            "-Xnullability-annotations=@android.annotation:ignore",
            "-module-name",
            self.name,
        ]
        .map(str::to_owned)
        .into();
        options
            .extend(java::files(self.plugins)?.iter().map(|plugin| format!("-Xplugin={}", plugin.display())));
        if self.is_api_explicit {
            options.push("-Xexplicit-api=strict".to_owned());
        }
        if !self.friends.is_empty() {
            let friends: Vec<String> = self.friends.iter().map(|path| path.display().to_string()).collect();
            options.push(format!("-Xfriend-paths={}", friends.join(",")));
        }
        Ok(options)
    }

    fn compile(&self, options: &[String], classes: &Path, sources: &[PathBuf]) -> Outcome {
        let paths = [
            vec!["-d".to_owned(), classes.display().to_string()],
            vec!["-classpath".to_owned(), java::joined(&self.class_path)?],
        ];
        let sources = sources.iter().map(|source| source.display().to_string());
        let arguments = options.iter().cloned().chain(paths.concat()).chain(sources);
        let list = made(&format!("{}.arguments", self.name));
        write(&list, &arguments.map(|argument| format!("\"{argument}\"\n")).collect::<String>())?;
        let compiler = Java::of_bundle("kotlinc")?.with_heap("1500m");
        let mut command = compiler.command("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler")?;
        let status = command.arg(format!("@{}", list.display())).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(format!("{} was not compiled", self.name)),
            Err(error) => Err(format!("the Kotlin compiler: {error}")),
        }
    }
}
