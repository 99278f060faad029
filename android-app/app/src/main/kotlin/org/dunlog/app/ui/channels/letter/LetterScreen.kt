package org.dunlog.app.ui.channels.letter

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.Labelled
import org.dunlog.app.ui.parts.LoadingMessage
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.RadioRow
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.TickRow
import org.dunlog.app.ui.parts.Tone
import org.dunlog.app.ui.parts.inLanguage
import org.dunlog.core.Letter
import org.dunlog.core.LetterFields

/** A letter to copy, to send or to print. */
@Composable
fun LetterScreen(state: LetterState, onEvent: (LetterEvent) -> Unit) {
    ScrollPage(stringResource(R.string.letter_title), onBack = { onEvent(LetterEvent.Back) }) {
        state.problem?.let { problem -> ProblemMessage(problem) { onEvent(LetterEvent.Again) } }
        val letter = state.letter
        if (letter == null) {
            if (state.problem == null) LoadingMessage()
            return@ScrollPage
        }
        Text(stringResource(R.string.letter_intro), style = MaterialTheme.typography.bodyLarge)
        if (!letter.message) {
            Choosing(letter, state.fields, onEvent)
            OwnWords(state, onEvent)
        }
        Warnings(letter)
        Words(letter)
        Sending(state, letter, onEvent)
    }
}

@Composable
private fun Choosing(letter: Letter, fields: LetterFields, onEvent: (LetterEvent) -> Unit) {
    fun write(fields: LetterFields) = onEvent(LetterEvent.Write(fields))
    if (letter.ticks.isNotEmpty()) {
        Section(title = stringResource(R.string.letter_ticks)) {
            Column {
                for (tick in letter.ticks) {
                    TickRow(inLanguage(tick.zh, tick.en), tick.id in fields.ticks, { on ->
                        write(fields.copy(ticks = if (on) fields.ticks + tick.id else fields.ticks - tick.id))
                    })
                }
            }
        }
    }
    if (letter.citations.isNotEmpty()) {
        Section(title = stringResource(R.string.letter_cite)) {
            Text(stringResource(R.string.letter_cite_about), style = MaterialTheme.typography.bodyMedium)
            Column {
                RadioRow(stringResource(R.string.letter_cite_none), null, fields.cite.isEmpty(), {
                    write(fields.copy(cite = ""))
                })
                for (rule in letter.citations) {
                    val scope = rule.scope.ifEmpty { null }
                    RadioRow(inLanguage(rule.zh, rule.en), scope, fields.cite == rule.id, {
                        write(fields.copy(cite = rule.id))
                    })
                }
            }
        }
    }
}

@Composable
private fun OwnWords(state: LetterState, onEvent: (LetterEvent) -> Unit) {
    Section {
        if (state.takesRemark) {
            Labelled(stringResource(R.string.letter_remark)) { modifier ->
                OutlinedTextField(
                    state.fields.remark,
                    { onEvent(LetterEvent.Write(state.fields.copy(remark = it.take(LONGEST)))) },
                    modifier,
                    minLines = 2,
                    maxLines = 6,
                )
            }
        }
        Text(stringResource(R.string.letter_details_about), style = MaterialTheme.typography.bodyMedium)
        QuietButton(stringResource(R.string.details_open), { onEvent(LetterEvent.Details) })
    }
}

/** Words that weaken the letter, and what to write instead. */
@Composable
private fun Warnings(letter: Letter) {
    if (letter.tone.isEmpty() && letter.problems.isEmpty()) return
    Section(
        Modifier.semantics { liveRegion = LiveRegionMode.Polite },
        stringResource(R.string.letter_tone),
        Tone.Notice,
    ) {
        for (word in letter.tone) {
            val why = inLanguage(word.zh, word.en)
            Text(stringResource(R.string.letter_word, word.words, why), style = MaterialTheme.typography.bodyMedium)
            if (word.instead.isNotEmpty()) {
                val instead = stringResource(R.string.letter_instead, word.instead)
                Text(instead, style = MaterialTheme.typography.bodyMedium)
            }
        }
        for (problem in letter.problems) {
            Text(inLanguage(problem.zh, problem.en), style = MaterialTheme.typography.bodyMedium)
        }
    }
}

@Composable
private fun Words(letter: Letter) {
    Section(title = stringResource(R.string.letter_words, letter.characters)) {
        SelectionContainer { Text(letter.text, style = MaterialTheme.typography.bodyLarge) }
        if (letter.textEn.isNotEmpty()) {
            SelectionContainer { Text(letter.textEn, style = MaterialTheme.typography.bodyMedium) }
        }
    }
}

@Composable
private fun Sending(state: LetterState, letter: Letter, onEvent: (LetterEvent) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    MainButton(stringResource(R.string.letter_copy), { onEvent(LetterEvent.Copy(letter.text)) }, wide)
    if (state.busy) LinearProgressIndicator(wide)
    FlowRow(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        val ready = !state.busy
        if (!letter.message) {
            QuietButton(stringResource(R.string.letter_pdf), { onEvent(LetterEvent.SavePdf) }, enabled = ready)
            QuietButton(stringResource(R.string.letter_html), { onEvent(LetterEvent.SaveHtml) }, enabled = ready)
        }
        QuietButton(stringResource(R.string.letter_share), { onEvent(LetterEvent.Share(letter.text)) }, enabled = ready)
    }
    val done = when {
        state.saved -> R.string.export_done
        state.copied -> R.string.copied
        else -> null
    }
    if (done != null) {
        Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, stringResource(done), Tone.Good) {
            Text(stringResource(R.string.letter_next), style = MaterialTheme.typography.bodyMedium)
        }
    }
}

/** So long may a remark be, in letters. */
private const val LONGEST = 500
