package org.dunlog.app.ui.home

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.channels.words
import org.dunlog.app.ui.parts.LocalWords
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.inLanguage
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.Deadline
import org.dunlog.core.Label
import org.dunlog.core.Summary
import org.dunlog.core.WeekCounts
import org.dunlog.core.WorstDay

/** What came in the last seven days, by what it is taken for. */
@Composable
internal fun WeekSection(week: WeekCounts, onEvent: (HomeEvent) -> Unit) {
    Section(title = stringResource(R.string.week_title)) {
        val totals = stringResource(R.string.week_totals, week.calls, week.messages)
        Text(totals, style = MaterialTheme.typography.bodyLarge)
        val known = Label.all.filter { it in week.byLabel }
        Column {
            for (label in known + (week.byLabel.keys - known.toSet())) {
                val count = week.byLabel[label] ?: 0
                CountRow(LocalWords.current.label(label), count) { onEvent(HomeEvent.ShowLog(label)) }
            }
        }
        if (week.notJudged > 0) Text(stringResource(R.string.week_not_judged, week.notJudged))
    }
}

@Composable
private fun CountRow(words: String, count: Long, onClick: () -> Unit) {
    HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
    Row(
        Modifier.fillMaxWidth().clickable(role = Role.Button, onClick = onClick).heightIn(min = 48.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Text(words, Modifier.weight(1f).padding(end = 12.dp), style = MaterialTheme.typography.bodyLarge)
        Text(count.toString(), style = MaterialTheme.typography.titleMedium)
    }
}

/** The numbers of the first page of the report. */
@Composable
internal fun CaseSection(case: Summary, due: List<Deadline>, onEvent: (HomeEvent) -> Unit) {
    Section(title = stringResource(R.string.case_title)) {
        if (case.contacts == 0L) {
            Text(stringResource(R.string.case_empty), style = MaterialTheme.typography.bodyLarge)
        } else {
            CaseNumbers(case)
        }
        due.firstOrNull()?.let { NextDeadline(it, due.size) }
        FlowRow(
            horizontalArrangement = Arrangement.spacedBy(12.dp),
            verticalArrangement = Arrangement.spacedBy(8.dp),
        ) {
            QuietButton(stringResource(R.string.case_export), { onEvent(HomeEvent.Export) })
            QuietButton(stringResource(R.string.channels_title), { onEvent(HomeEvent.Channels) })
            QuietButton(stringResource(R.string.contacts_title), { onEvent(HomeEvent.Contacts) })
        }
    }
}

/** The most urgent one; the others are on the page of the places. */
@Composable
private fun NextDeadline(next: Deadline, count: Int) {
    val day = rememberTimes().date(next.day)
    val state = stringResource(next.state.words)
    Text(
        stringResource(R.string.deadline_next, day, state, inLanguage(next.zh, next.en)),
        style = MaterialTheme.typography.bodyLarge,
    )
    if (count > 1) Text(stringResource(R.string.deadline_more, count - 1), style = MaterialTheme.typography.bodyMedium)
}

@Composable
private fun CaseNumbers(case: Summary) {
    val times = rememberTimes()
    val lines = listOfNotNull(
        stringResource(R.string.case_contacts, case.contacts, case.calls, case.messages),
        stringResource(R.string.case_spread, case.days, case.numbersTotal),
        stringResource(R.string.case_night, case.night).takeIf { case.night > 0 },
        stringResource(R.string.case_third_parties, case.thirdParties, case.thirdPartyContacts)
            .takeIf { case.thirdPartyContacts > 0 },
        case.worstDay?.let { worstDay(it, times.date(it.date)) },
        case.reportBy?.let { stringResource(R.string.case_report_by, times.date(it)) },
    )
    lines.forEach { Text(it, style = MaterialTheme.typography.bodyLarge) }
}

@Composable
private fun worstDay(day: WorstDay, date: String): String =
    stringResource(R.string.case_worst_day, date, day.calls, day.messages, day.numbers)
