//! Compiles the law pack in; see `dunlog-datafile`.

fn main() {
    dunlog_datafile::embed(&["data/rules.toml", "data/limits.toml"]);
}
