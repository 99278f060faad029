//! Compiles the words in; see `dunlog-datafile`.

fn main() {
    dunlog_datafile::embed(&["data/words.toml", "data/papers.toml", "data/letters.toml", "data/tone.toml"]);
}
