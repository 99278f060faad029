package org.dunlog.app.ui.parts

import androidx.annotation.StringRes
import org.dunlog.app.R
import org.dunlog.core.CoreException

/** Why something could not be done: a code, and the place in the program for a bug report. */
data class Problem(val code: String, val retry: Boolean = false, val where: String = "") {
    constructor(failure: CoreException) : this(failure.code, failure.retry, failure.where)
}

/** What happened, and what the person can do. */
data class ProblemWords(@param:StringRes val what: Int, @param:StringRes val advice: Int)

/** The words for every code of `docs/wire.md`, and for those of the app itself. */
val Problem.words: ProblemWords
    get() = problemWords[code] ?: ProblemWords(R.string.problem_internal, R.string.advice_internal)

/** A code that stands in several tables means the same; the words of the last one are the nearest. */
internal val problemWords: Map<String, ProblemWords> by lazy {
    bundleProblemWords + contactProblemWords + engineProblemWords
}

private val engineProblemWords: Map<String, ProblemWords> = mapOf(
    "invalid_input" to ProblemWords(R.string.problem_invalid_input, R.string.advice_internal),
    "too_large" to ProblemWords(R.string.problem_too_large, R.string.advice_too_large),
    "unknown_op" to ProblemWords(R.string.problem_other_version, R.string.advice_reinstall),
    "closed" to ProblemWords(R.string.problem_closed, R.string.advice_reopen),
    "no_such_event" to ProblemWords(R.string.problem_no_such_event, R.string.advice_back_to_log),
    "role_differs" to ProblemWords(R.string.problem_role_differs, R.string.advice_role_differs),
    "busy" to ProblemWords(R.string.problem_busy, R.string.advice_again),
    "db_full" to ProblemWords(R.string.problem_no_space, R.string.advice_no_space),
    "disk_full" to ProblemWords(R.string.problem_no_space, R.string.advice_no_space),
    "db_corrupt" to ProblemWords(R.string.problem_db_corrupt, R.string.advice_db_corrupt),
    "db_newer" to ProblemWords(R.string.problem_db_newer, R.string.advice_update),
    "db_foreign" to ProblemWords(R.string.problem_db_foreign, R.string.advice_db_corrupt),
    "db_missing" to ProblemWords(R.string.problem_db_missing, R.string.advice_reopen),
    "db_exists" to ProblemWords(R.string.problem_db_exists, R.string.advice_reopen),
    "permission_denied" to ProblemWords(R.string.problem_permission_denied, R.string.advice_other_place),
    "not_a_file" to ProblemWords(R.string.problem_not_a_file, R.string.advice_other_place),
    "empty" to ProblemWords(R.string.problem_empty, R.string.advice_other_file),
    "unknown_format" to ProblemWords(R.string.problem_unknown_format, R.string.advice_other_file),
    "not_utf8" to ProblemWords(R.string.problem_not_utf8, R.string.advice_other_file),
    "utf16" to ProblemWords(R.string.problem_not_utf8, R.string.advice_other_file),
    "file_missing" to ProblemWords(R.string.problem_file_missing, R.string.advice_other_file),
    "io" to ProblemWords(R.string.problem_io, R.string.advice_other_place),
    "font_missing" to ProblemWords(R.string.problem_font_missing, R.string.advice_html_instead),
    "font_unreadable" to ProblemWords(R.string.problem_font_unreadable, R.string.advice_html_instead),
    "pdf_failed" to ProblemWords(R.string.problem_pdf_failed, R.string.advice_html_instead),
    "clock_wrong" to ProblemWords(R.string.problem_clock_wrong, R.string.advice_clock_wrong),
    "interrupted" to ProblemWords(R.string.problem_interrupted, R.string.advice_interrupted),
    "internal" to ProblemWords(R.string.problem_internal, R.string.advice_internal),
    CoreException.NO_LIBRARY to ProblemWords(R.string.problem_no_library, R.string.advice_reinstall),
    CoreException.OTHER_VERSION to ProblemWords(R.string.problem_other_version, R.string.advice_reinstall),
    "no_app" to ProblemWords(R.string.problem_no_app, R.string.advice_no_app),
    "letter_no_font" to ProblemWords(R.string.problem_font_missing, R.string.advice_letter_html),
    "no_such_channel" to ProblemWords(R.string.problem_no_such_channel, R.string.advice_internal),
    "no_such_letter" to ProblemWords(R.string.problem_no_such_letter, R.string.advice_internal),
    "not_for_this_role" to ProblemWords(R.string.problem_not_for_this_role, R.string.advice_not_for_this_role),
    "no_printing" to ProblemWords(R.string.problem_no_printing, R.string.advice_no_printing),
    "papers_gone" to ProblemWords(R.string.result_gone, R.string.result_gone_about),
)
