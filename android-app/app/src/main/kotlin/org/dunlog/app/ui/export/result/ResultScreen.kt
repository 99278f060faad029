package org.dunlog.app.ui.export.result

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.dunlog.app.R
import org.dunlog.app.papers.MadePapers
import org.dunlog.app.ui.export.ProgressSection
import org.dunlog.app.ui.parts.EmptyMessage
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone

/** What was made: look at it, print it, keep it, hand it on. */
@Composable
fun ResultScreen(state: ResultState, onEvent: (ResultEvent) -> Unit) {
    ScrollPage(stringResource(R.string.result_title), onBack = { onEvent(ResultEvent.Back) }) {
        val made = state.made
        if (made == null) {
            EmptyMessage(stringResource(R.string.result_gone), stringResource(R.string.result_gone_about)) {
                QuietButton(stringResource(R.string.back), { onEvent(ResultEvent.Back) })
            }
        } else {
            Overview(made)
            state.problem?.let { ProblemMessage(it) }
            val progress = state.progress
            if (progress == null) Actions(made, onEvent) else ProgressSection(progress) { onEvent(ResultEvent.Stop) }
            state.done?.let { OutcomeSection(it) }
            FilesSections(made.exported.files)
        }
    }
}

@Composable
private fun Overview(made: MadePapers) {
    val exported = made.exported
    val title = if (made.noPdf == null) {
        stringResource(R.string.result_pages, exported.pages)
    } else {
        stringResource(R.string.result_html)
    }
    Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, title, Tone.Good) {
        Text(
            stringResource(R.string.export_counts, exported.events, exported.listed),
            style = MaterialTheme.typography.bodyMedium,
        )
        Text(stringResource(R.string.result_look), style = MaterialTheme.typography.bodyMedium)
    }
    if (made.noPdf != null) {
        Section(title = stringResource(R.string.result_no_pdf), tone = Tone.Notice) {
            Text(stringResource(R.string.result_no_pdf_about), style = MaterialTheme.typography.bodyMedium)
            Text(stringResource(R.string.problem_code, made.noPdf), style = MaterialTheme.typography.bodySmall)
        }
    }
    val missing = exported.missingCharacters
    if (missing.isNotEmpty()) {
        Section(title = stringResource(R.string.result_missing, missing.size), tone = Tone.Notice) {
            Text(
                stringResource(R.string.result_missing_about, missing.take(SHOWN).joinToString("  ")),
                style = MaterialTheme.typography.bodyMedium,
            )
        }
    }
}

@Composable
private fun Actions(made: MadePapers, onEvent: (ResultEvent) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    if (made.noPdf == null) {
        MainButton(stringResource(R.string.result_preview), { onEvent(ResultEvent.Preview) }, wide)
        QuietButton(stringResource(R.string.result_print), { onEvent(ResultEvent.Print) }, wide)
    } else {
        MainButton(stringResource(R.string.result_open_html), { onEvent(ResultEvent.OpenHtml) }, wide)
    }
    QuietButton(stringResource(R.string.export_zip), { onEvent(ResultEvent.SaveZip) }, wide)
    QuietButton(stringResource(R.string.export_folder), { onEvent(ResultEvent.SaveFolder) }, wide)
    QuietButton(stringResource(R.string.export_share), { onEvent(ResultEvent.Share) }, wide)
    Text(stringResource(R.string.result_share_about), style = MaterialTheme.typography.bodySmall)
}

@Composable
private fun OutcomeSection(outcome: Outcome) {
    val title = if (outcome == Outcome.Packed) R.string.export_packed else R.string.export_done
    Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, stringResource(title), Tone.Good) {
        Text(stringResource(R.string.export_check), style = MaterialTheme.typography.bodyMedium)
    }
}

/** So many characters are named. */
private const val SHOWN = 12
