package org.dunlog.app.ui.channels

import androidx.annotation.StringRes
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.Mark
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone
import org.dunlog.app.ui.parts.inLanguage
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.Deadline
import org.dunlog.core.DeadlineState

/** Past, or within a week. */
internal val Deadline.isUrgent: Boolean
    get() = state == DeadlineState.Overdue || state == DeadlineState.Soon

/** What is due, the most urgent first; what is done is left out. */
@Composable
internal fun DeadlineSection(deadlines: List<Deadline>, @StringRes title: Int = R.string.deadlines_title) {
    val due = deadlines.filter { it.state != DeadlineState.Done }.sortedBy { it.day }
    if (due.isEmpty()) return
    Section(title = stringResource(title)) {
        for (deadline in due) {
            Column(
                Modifier.semantics(mergeDescendants = true) {},
                verticalArrangement = Arrangement.spacedBy(4.dp),
            ) {
                FlowRow(
                    horizontalArrangement = Arrangement.spacedBy(8.dp),
                    verticalArrangement = Arrangement.spacedBy(4.dp),
                ) {
                    val day = rememberTimes().date(deadline.day)
                    Text(day, style = MaterialTheme.typography.titleMedium)
                    Mark(stringResource(deadline.state.words), deadline.state.tone)
                }
                Text(inLanguage(deadline.zh, deadline.en), style = MaterialTheme.typography.bodyMedium)
                if (deadline.ticket.isNotEmpty()) {
                    val ticket = stringResource(R.string.handin_ticket_is, deadline.ticket)
                    Text(ticket, style = MaterialTheme.typography.bodySmall)
                }
            }
        }
        Text(stringResource(R.string.deadlines_about), style = MaterialTheme.typography.bodySmall)
    }
}

internal val DeadlineState.words: Int
    get() = when (this) {
        DeadlineState.Overdue -> R.string.deadline_overdue
        DeadlineState.Soon -> R.string.deadline_soon
        DeadlineState.Open -> R.string.deadline_open
        DeadlineState.Done -> R.string.deadline_done
    }

private val DeadlineState.tone: Tone
    get() = when (this) {
        DeadlineState.Overdue -> Tone.Warning
        DeadlineState.Soon -> Tone.Notice
        DeadlineState.Open -> Tone.Quiet
        DeadlineState.Done -> Tone.Good
    }
