//! Compiles the law pack in, packed; see `dunlog-datafile`.

fn main() {
    dunlog_datafile::embed_packed(
        "law",
        &[
            "data/police.toml",
            "data/criminal.toml",
            "data/civil.toml",
            "data/finance.toml",
            "data/procedure.toml",
            "data/cases.toml",
            "data/limits.toml",
        ],
    );
}
