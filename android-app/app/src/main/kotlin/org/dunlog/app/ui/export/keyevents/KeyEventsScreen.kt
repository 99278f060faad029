package org.dunlog.app.ui.export.keyevents

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.log.TickedLogRow
import org.dunlog.app.ui.parts.EmptyMessage
import org.dunlog.app.ui.parts.LoadingMessage
import org.dunlog.app.ui.parts.Page
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.SwitchRow
import org.dunlog.app.ui.parts.day
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.Details
import org.dunlog.core.EventRow

/** Up to six events that the papers tell in words. */
@Composable
fun KeyEventsScreen(state: KeyEventsState, onEvent: (KeyEventsEvent) -> Unit) {
    Page(stringResource(R.string.key_events_title), onBack = { onEvent(KeyEventsEvent.Back) }) {
        LazyColumn(
            Modifier.fillMaxSize(),
            contentPadding = PaddingValues(start = 16.dp, end = 16.dp, bottom = 24.dp),
            verticalArrangement = Arrangement.spacedBy(8.dp),
        ) {
            item("about", "about") { About(state, onEvent) }
            for ((day, rows) in state.rows.groupBy { it.timeMs.day() }) {
                item("day $day", "day") {
                    Text(
                        rememberTimes().day(day),
                        Modifier.padding(top = 12.dp, start = 4.dp).semantics { heading() },
                        style = MaterialTheme.typography.titleSmall,
                        color = MaterialTheme.colorScheme.primary,
                    )
                }
                items(rows, key = { it.id.value }, contentType = { "row" }) { row ->
                    val ticked = row.id in state.chosen
                    TickedLogRow(row, state.personName(row), ticked, ticked || !state.isFull) {
                        onEvent(KeyEventsEvent.Tick(row.id, it))
                    }
                }
            }
            item("end", "end") { End(state, onEvent) }
        }
    }
}

/** Whose phone it was on, if not this one. */
private fun KeyEventsState.personName(row: EventRow): String? =
    if (row.person == owner) null else persons.find { it.id == row.person }?.name

@Composable
private fun About(state: KeyEventsState, onEvent: (KeyEventsEvent) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        Text(
            stringResource(R.string.key_events_intro, Details.MOST_KEY_EVENTS),
            style = MaterialTheme.typography.bodyLarge,
        )
        Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }) {
            val chosen = state.chosen.size
            val words = when {
                chosen == 0 -> stringResource(R.string.key_events_auto)
                state.isFull -> stringResource(R.string.key_events_full, chosen)
                else -> stringResource(R.string.key_events_count, chosen)
            }
            Text(words, style = MaterialTheme.typography.bodyLarge)
            if (chosen > 0) {
                QuietButton(stringResource(R.string.key_events_to_auto), { onEvent(KeyEventsEvent.Auto) })
            }
            SwitchRow(
                stringResource(R.string.key_events_all),
                null,
                state.all,
                { onEvent(KeyEventsEvent.All(it)) },
            )
        }
    }
}

@Composable
private fun End(state: KeyEventsState, onEvent: (KeyEventsEvent) -> Unit) {
    val problem = state.problem
    when {
        problem != null -> ProblemMessage(problem) { onEvent(KeyEventsEvent.Again) }
        state.loading -> LoadingMessage()
        state.rows.isEmpty() ->
            EmptyMessage(stringResource(R.string.key_events_empty), stringResource(R.string.key_events_empty_about))
        state.next != null -> QuietButton(stringResource(R.string.key_events_more), { onEvent(KeyEventsEvent.More) })
    }
}
