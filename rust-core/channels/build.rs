//! Compiles the channels in; see `dunlog-datafile`.

fn main() {
    dunlog_datafile::embed(&["data/channels.toml"]);
}
