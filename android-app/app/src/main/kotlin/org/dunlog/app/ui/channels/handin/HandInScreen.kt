package org.dunlog.app.ui.channels.handin

import androidx.annotation.StringRes
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import java.time.LocalDate
import org.dunlog.app.R
import org.dunlog.app.ui.parts.Choice
import org.dunlog.app.ui.parts.Labelled
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.OneOf
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.SwitchRow
import org.dunlog.app.ui.parts.askForDay
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.HandInKind

/** A hand-in or an answer: date, number, promise. Only what it was is needed. */
@Composable
fun HandInScreen(state: HandInState, onEvent: (HandInEvent) -> Unit) {
    fun write(state: HandInState) = onEvent(HandInEvent.Write(state))
    ScrollPage(stringResource(R.string.handin_title), onBack = { onEvent(HandInEvent.Back) }) {
        Text(stringResource(R.string.handin_intro), style = MaterialTheme.typography.bodyLarge)
        Section {
            OneOf(R.string.handin_what) {
                for (kind in HandInKind.entries) {
                    Choice(stringResource(kind.words), state.kind == kind, { write(state.copy(kind = kind)) })
                }
            }
            OneOf(R.string.handin_date) {
                DayChoice(R.string.today, state.date, { write(state.copy(date = it)) })
            }
            Line(R.string.handin_ticket, state.ticket) { write(state.copy(ticket = it)) }
            Line(R.string.handin_office, state.office) { write(state.copy(office = it)) }
            Line(R.string.handin_clerk, state.clerk) { write(state.copy(clerk = it)) }
            Line(R.string.handin_reply, state.reply) { write(state.copy(reply = it)) }
            Line(R.string.handin_promise, state.promise) { write(state.copy(promise = it)) }
            OneOf(R.string.handin_promised_by) {
                DayChoice(R.string.handin_no_day, state.promisedBy, { write(state.copy(promisedBy = it)) })
            }
            SwitchRow(
                stringResource(R.string.handin_stop),
                stringResource(R.string.handin_stop_about),
                state.askedToStop,
                { write(state.copy(askedToStop = it)) },
            )
        }
        state.problem?.let { ProblemMessage(it) }
        val save = stringResource(R.string.save)
        MainButton(save, { onEvent(HandInEvent.Save) }, Modifier.fillMaxWidth(), enabled = !state.busy)
    }
}

/** [none], or a day of the calendar. */
@Composable
private fun DayChoice(@StringRes none: Int, day: LocalDate?, onDay: (LocalDate?) -> Unit) {
    Choice(stringResource(none), day == null, { onDay(null) })
    val ask = askForDay(day, onDay)
    val words = if (day == null) stringResource(R.string.details_day) else rememberTimes().date(day)
    Choice(words, day != null, ask)
}

@Composable
private fun Line(@StringRes label: Int, text: String, onChange: (String) -> Unit) {
    Labelled(stringResource(label)) { modifier ->
        OutlinedTextField(text, { onChange(it.take(LONGEST)) }, modifier, maxLines = 4)
    }
}

/** So long may one field be, in letters. */
private const val LONGEST = 500
