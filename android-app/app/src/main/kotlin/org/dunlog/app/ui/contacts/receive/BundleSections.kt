package org.dunlog.app.ui.contacts.receive

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.dunlog.app.R
import org.dunlog.app.ui.parts.LocalWords
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Times
import org.dunlog.app.ui.parts.Tone
import org.dunlog.app.ui.parts.findingWords
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.BundleFinding
import org.dunlog.core.BundleGroup
import org.dunlog.core.BundleReport
import org.dunlog.core.Imported
import org.dunlog.core.MergedLog
import org.dunlog.core.Received

/** Who, how many, from when to when, and whether anything was changed on the way. */
@Composable
internal fun BundleSections(report: BundleReport) {
    report.groups.forEach { GroupSection(it) }
    val holds = report.filesIntact && report.recordsProven
    val tone = when {
        report.intact -> Tone.Good
        holds -> Tone.Notice
        else -> Tone.Warning
    }
    val title = when {
        report.intact -> R.string.receive_intact
        holds -> R.string.receive_repacked
        else -> R.string.receive_changed
    }
    Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, stringResource(title), tone) {
        if (report.intact) {
            Text(stringResource(R.string.receive_intact_about), style = MaterialTheme.typography.bodyMedium)
        } else {
            FindingLines(report.findings)
        }
        if (!holds) Text(stringResource(R.string.receive_changed_about), style = MaterialTheme.typography.bodyMedium)
    }
}

@Composable
private fun GroupSection(group: BundleGroup) {
    val times = rememberTimes()
    Section(title = stringResource(R.string.receive_from, group.person)) {
        Text(LocalWords.current.role(group.role), style = MaterialTheme.typography.bodyMedium)
        Text(stringResource(R.string.receive_events, group.events), style = MaterialTheme.typography.bodyLarge)
        times.span(group)?.let { (from, to) ->
            Text(stringResource(R.string.receive_span, from, to), style = MaterialTheme.typography.bodyMedium)
        }
    }
}

private fun Times.span(group: BundleGroup): Pair<String, String>? {
    val from = group.firstMs ?: return null
    return moment(from) to moment(group.lastMs ?: from)
}

/** Each kind of fault once, with how often: a damaged file may have hundreds. */
@Composable
private fun FindingLines(findings: List<BundleFinding>) {
    for ((code, same) in findings.groupBy { it.code }) {
        val words = stringResource(findingWords[code] ?: R.string.finding_other)
        val line = if (same.size == 1) words else stringResource(R.string.finding_times, words, same.size)
        Text(stringResource(R.string.finding_line, line, code), style = MaterialTheme.typography.bodyMedium)
    }
}

/** What was new, or what went. */
@Composable
internal fun DoneSections(received: Received) {
    when (received) {
        is Received.Bundle -> received.logs.forEach { MergedSection(it) }
        is Received.Withdrawal -> {
            val words = if (received.known) R.string.receive_withdrawn_known else R.string.receive_withdrawn
            Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, tone = Tone.Good) {
                Text(stringResource(words, received.removed), style = MaterialTheme.typography.bodyLarge)
            }
        }
        Received.Export -> Unit // that one is read by an import
    }
}

/** What came of one phone; also after a restore. */
@Composable
internal fun MergedSection(log: MergedLog) {
    val title = stringResource(R.string.receive_from, log.person)
    Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, title, Tone.Good) {
        val lines = listOfNotNull(
            stringResource(R.string.receive_own).takeIf { log.own },
            stringResource(R.string.receive_new, log.events).takeUnless { log.own },
            stringResource(R.string.receive_known, log.known).takeIf { log.known > 0 },
            stringResource(R.string.receive_removed, log.removed).takeIf { log.removed > 0 },
        )
        lines.forEach { Text(it, style = MaterialTheme.typography.bodyMedium) }
    }
    if (!log.continues) {
        Section(tone = Tone.Notice) {
            Text(stringResource(R.string.receive_not_proven), style = MaterialTheme.typography.bodyMedium)
        }
    }
}

/** What an export of another app brought; also after the text of a form. */
@Composable
internal fun ReadSection(imported: Imported) {
    val tone = if (imported.read == 0L) Tone.Warning else Tone.Good
    val title = stringResource(R.string.receive_read)
    Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, title, tone) {
        val lines = listOfNotNull(
            stringResource(R.string.receive_new, imported.new),
            stringResource(R.string.receive_known, imported.merged).takeIf { imported.merged > 0 },
            stringResource(R.string.receive_rejected, imported.rejected).takeIf { imported.rejected > 0 },
            stringResource(R.string.receive_torn).takeIf { imported.torn },
        )
        lines.forEach { Text(it, style = MaterialTheme.typography.bodyMedium) }
    }
}
