//! What reaches the system's log: warnings and errors, and of a panic only its place. The text of a panic may
//! quote what a person wrote.

use std::panic;
use std::sync::Once;

/// Starts the log and replaces the report of panics. Once for the process, however many engines are opened.
pub(crate) fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        sink();
        panic::set_hook(Box::new(|panic| match panic.location() {
            Some(place) => log::error!("panic at {}:{}:{}", place.file(), place.line(), place.column()),
            None => log::error!("panic"),
        }));
    });
}

#[cfg(target_os = "android")]
fn sink() {
    let config = android_logger::Config::default().with_max_level(log::LevelFilter::Warn).with_tag("dunlog");
    android_logger::init_once(config);
}

/// On a PC, where only tests load this library: standard error.
#[cfg(not(target_os = "android"))]
fn sink() {
    use std::io::Write;

    struct StandardError;

    impl log::Log for StandardError {
        fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
            metadata.level() <= log::Level::Warn
        }
        fn log(&self, record: &log::Record<'_>) {
            if self.enabled(record.metadata()) {
                // There is nobody to tell when standard error is closed.
                let _ = writeln!(std::io::stderr(), "dunlog {}: {}", record.level(), record.args());
            }
        }
        fn flush(&self) {}
    }

    if log::set_logger(&StandardError).is_ok() {
        log::set_max_level(log::LevelFilter::Warn);
    }
}
