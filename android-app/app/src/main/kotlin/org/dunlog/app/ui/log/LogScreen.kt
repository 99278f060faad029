package org.dunlog.app.ui.log

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.derivedStateOf
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import java.time.LocalDate
import org.dunlog.app.R
import org.dunlog.app.ui.parts.EmptyMessage
import org.dunlog.app.ui.parts.LoadingMessage
import org.dunlog.app.ui.parts.Page
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.day
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.EventRow

/** Everything that came, newest first. */
@Composable
fun LogScreen(state: LogState, onEvent: (LogEvent) -> Unit) {
    val list = rememberLazyListState()
    MoreAtTheEnd(list, state) { onEvent(LogEvent.More) }
    Page(stringResource(R.string.log_title), onBack = null) {
        LazyColumn(
            Modifier.fillMaxSize(),
            list,
            contentPadding = PaddingValues(start = 16.dp, end = 16.dp, bottom = 24.dp),
            verticalArrangement = Arrangement.spacedBy(8.dp),
        ) {
            item("conditions", "conditions") { LogConditions(state, onEvent) }
            state.problem?.let { problem ->
                item("problem", "problem") { ProblemMessage(problem) { onEvent(LogEvent.Again) } }
            }
            if (state.isEmpty) item("empty", "empty") { Nothing(state.conditions, onEvent) }
            for ((day, rows) in state.rows.groupBy { it.timeMs.day() }) {
                item("day $day", "day") { DayHeading(day) }
                items(rows, key = { it.id.value }, contentType = { "row" }) { row ->
                    LogRow(row, state.personName(row)) { onEvent(LogEvent.Open(row.id)) }
                }
            }
            val isMore = state.next != null || state.loading && state.rows.isEmpty()
            if (isMore) item("loading", "loading") { LoadingMessage() }
        }
    }
}

/** Whose phone it was on, if not this one. */
private fun LogState.personName(row: EventRow): String? =
    if (row.person == owner) null else persons.find { it.id == row.person }?.name

@Composable
private fun DayHeading(day: LocalDate) {
    Text(
        rememberTimes().day(day),
        Modifier.padding(top = 12.dp, start = 4.dp).semantics { heading() },
        style = MaterialTheme.typography.titleSmall,
        color = MaterialTheme.colorScheme.primary,
    )
}

@Composable
private fun Nothing(conditions: Conditions, onEvent: (LogEvent) -> Unit) {
    if (conditions.isNone) {
        EmptyMessage(stringResource(R.string.log_empty), stringResource(R.string.log_empty_about)) {
            QuietButton(stringResource(R.string.write_note), { onEvent(LogEvent.WriteNote) })
        }
    } else {
        EmptyMessage(stringResource(R.string.log_no_match), stringResource(R.string.log_no_match_about)) {
            QuietButton(stringResource(R.string.log_everything), { onEvent(LogEvent.Everything) })
        }
    }
}

/** Asks for the next page when the end of what is there comes near. */
@Composable
private fun MoreAtTheEnd(list: LazyListState, state: LogState, onMore: () -> Unit) {
    val more by rememberUpdatedState(onMore)
    val near by remember(list) {
        derivedStateOf {
            val last = list.layoutInfo.visibleItemsInfo.lastOrNull()?.index ?: 0
            last >= list.layoutInfo.totalItemsCount - AHEAD
        }
    }
    LaunchedEffect(near, state.next) {
        if (near && state.next != null) more()
    }
}

/** Rows below the screen at which the next page is read. */
private const val AHEAD = 15
