//! Compiles the words in; see `dunlog-datafile`.

fn main() {
    dunlog_datafile::embed(&["data/words.toml", "data/tone.toml", "data/letters.toml"]);
}
