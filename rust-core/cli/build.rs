//! Compiles the sentences in; see `dunlog-datafile`.

fn main() {
    dunlog_datafile::embed(&["data/messages.toml", "data/fonts.toml"]);
}
