package org.dunlog.app.ui.parts

import org.dunlog.app.R

/** The words for codes of what goes on between phones: keys, invitations, shares, backups. */
internal val contactProblemWords: Map<String, ProblemWords> = mapOf(
    "key_broken" to ProblemWords(R.string.problem_key_broken, R.string.advice_db_corrupt),
    "nothing_recorded" to ProblemWords(R.string.problem_nothing_recorded, R.string.advice_nothing_recorded),
    "other_log" to ProblemWords(R.string.problem_other_log, R.string.advice_other_log),
    "not_for_us" to ProblemWords(R.string.problem_not_for_us, R.string.advice_not_for_us),
    "seal_changed" to ProblemWords(R.string.problem_seal_changed, R.string.advice_send_again),
    "seal_malformed" to ProblemWords(R.string.problem_seal_malformed, R.string.advice_send_again),
    "wrong_key" to ProblemWords(R.string.problem_wrong_key, R.string.advice_wrong_key),
    "forked_log" to ProblemWords(R.string.problem_forked_log, R.string.advice_wrong_key),
    "record_malformed" to ProblemWords(R.string.problem_record_malformed, R.string.advice_newer_or_again),
    "invitation_broken" to ProblemWords(R.string.problem_invitation_broken, R.string.advice_invitation_broken),
    "invitation_expired" to ProblemWords(R.string.problem_invitation_expired, R.string.advice_invitation_expired),
    "own_case" to ProblemWords(R.string.problem_own_case, R.string.advice_own_case),
    "other_case" to ProblemWords(R.string.problem_other_case, R.string.advice_other_case),
    "no_such_person" to ProblemWords(R.string.problem_no_such_person, R.string.advice_no_such_case),
    "no_such_case" to ProblemWords(R.string.problem_no_such_case, R.string.advice_no_such_case),
    "nothing_to_share" to ProblemWords(R.string.problem_nothing_to_share, R.string.advice_nothing_to_share),
    "no_such_log" to ProblemWords(R.string.problem_no_such_log, R.string.advice_no_such_log),
    "passphrase_short" to ProblemWords(R.string.problem_passphrase_short, R.string.advice_passphrase_short),
    "wrong_passphrase" to ProblemWords(R.string.problem_wrong_passphrase, R.string.advice_wrong_passphrase),
    "backup_damaged" to ProblemWords(R.string.problem_backup_damaged, R.string.advice_other_file),
)

/** A file that cannot even be opened is an error with the code of its finding. */
internal val bundleProblemWords: Map<String, ProblemWords> =
    findingWords.mapValues { (_, words) -> ProblemWords(words, R.string.advice_bundle_bad) } +
        mapOf("version_newer" to ProblemWords(R.string.finding_version_newer, R.string.advice_update))
