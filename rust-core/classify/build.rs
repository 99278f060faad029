//! Packs rules and weights; see `dunlog-datafile` and `src/bundle.rs`.

fn main() {
    dunlog_datafile::pack(&[
        "model/weights.bin",
        "rules/calls.toml",
        "rules/collection.toml",
        "rules/fraud.toml",
        "rules/impersonation.toml",
        "rules/insult.toml",
        "rules/learnt.toml",
        "rules/loan_ad.toml",
        "rules/numbers.toml",
        "rules/ordinary.toml",
        "rules/repayment.toml",
        "rules/settings.toml",
        "rules/shaming.toml",
        "rules/spellings.toml",
        "rules/terms.toml",
        "rules/third_party.toml",
        "rules/threat.toml",
        "rules/traditional.toml",
        "rules/violence.toml",
        "rules/visit.toml",
    ]);
}
