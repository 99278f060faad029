package org.dunlog.app.ui.home

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.app.ui.home.Capture.Hint
import org.dunlog.app.ui.home.Capture.Overall
import org.dunlog.app.ui.needs.title
import org.dunlog.app.ui.parts.LocalWords
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.LiveShare
import org.dunlog.core.Witnessed

/** Is it capturing, since when did it last, and what is missing. */
@Composable
internal fun CaptureHeadline(capture: Capture, onEvent: (HomeEvent) -> Unit) {
    Section(tone = capture.overall.tone) {
        Row(verticalAlignment = Alignment.CenterVertically) {
            Icon(painterResource(capture.overall.picture), contentDescription = null, Modifier.padding(end = 12.dp))
            Text(
                stringResource(capture.overall.title),
                Modifier.semantics { heading() },
                style = MaterialTheme.typography.titleLarge,
                fontWeight = FontWeight.SemiBold,
            )
        }
        val last = capture.lines.mapNotNull { it.seen?.lastMs }.maxOrNull()
        if (last != null) Text(stringResource(R.string.capture_last, rememberTimes().moment(last)))
        Text(stringResource(capture.overall.about), style = MaterialTheme.typography.bodyMedium)
        for (line in capture.lines.filter { it.isMissing }) {
            val words = stringResource(R.string.turn_on_spoken, stringResource(line.need.title))
            QuietButton(words, { onEvent(HomeEvent.TurnOn(line.need)) })
        }
    }
}

/** Every source with its last words, and how much of what the phone recorded was also seen as it happened. */
@Composable
internal fun SourcesSection(capture: Capture, witnessed: Witnessed, onEvent: (HomeEvent) -> Unit) {
    Section(title = stringResource(R.string.sources_title)) {
        capture.lines.forEach { line -> SourceLine(line, onEvent) }
        ShareText(R.string.witnessed_calls, R.string.witnessed_calls_all, witnessed.calls)
        ShareText(R.string.witnessed_messages, R.string.witnessed_messages_all, witnessed.messages)
        if (Hint.CallsOnlyLater in capture.hints) {
            Text(stringResource(R.string.hint_calls), style = MaterialTheme.typography.bodyMedium)
        }
        if (Hint.MessagesOnlyLater in capture.hints) {
            Text(stringResource(R.string.hint_messages), style = MaterialTheme.typography.bodyMedium)
        }
        if (Hint.ListenerDead in capture.hints) {
            Text(stringResource(R.string.hint_listener_dead), style = MaterialTheme.typography.bodyMedium)
            val open = stringResource(R.string.need_open, stringResource(Need.NotificationAccess.title))
            QuietButton(open, { onEvent(HomeEvent.TurnOn(Need.NotificationAccess)) })
        }
        if (Hint.NoAppTicked in capture.hints) {
            Text(stringResource(R.string.hint_no_app), style = MaterialTheme.typography.bodyMedium)
            QuietButton(stringResource(R.string.settings_apps), { onEvent(HomeEvent.ChooseApps) })
        }
    }
}

@Composable
private fun SourceLine(line: Capture.Line, onEvent: (HomeEvent) -> Unit) {
    val name = LocalWords.current.source(line.source)
    FlowRow(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.SpaceBetween, // in large letters the button goes below
        itemVerticalAlignment = Alignment.CenterVertically,
    ) {
        Row(
            Modifier.heightIn(min = 48.dp).semantics(mergeDescendants = true) {},
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Icon(
                painterResource(line.picture),
                contentDescription = null,
                Modifier.padding(end = 12.dp),
                tint = if (line.isBad) MaterialTheme.colorScheme.error else LocalContentColor.current,
            )
            Column {
                Text(name, style = MaterialTheme.typography.bodyLarge)
                Text(
                    line.words(),
                    style = MaterialTheme.typography.bodyMedium,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
        }
        if (line.state == NeedState.Refused) {
            val spoken = stringResource(R.string.turn_on_spoken, name)
            TextButton(
                { onEvent(HomeEvent.TurnOn(line.need)) },
                Modifier.heightIn(min = 48.dp).semantics { contentDescription = spoken },
                colors = ButtonDefaults.textButtonColors(contentColor = MaterialTheme.colorScheme.primary),
            ) { Text(stringResource(R.string.turn_on), fontWeight = FontWeight.Bold) }
        }
    }
}

private val Capture.Line.picture: Int
    get() = when {
        isBad -> R.drawable.ic_warning
        state != NeedState.Granted -> R.drawable.ic_off
        seen == null -> R.drawable.ic_wait
        else -> R.drawable.ic_ok
    }

@Composable
private fun Capture.Line.words(): String {
    val last = seen?.let { stringResource(R.string.source_last, rememberTimes().moment(it.lastMs), it.events) }
    val may = when (state) {
        NeedState.Granted -> if (last == null) stringResource(R.string.source_waiting) else null
        NeedState.Refused -> stringResource(if (isOptional) R.string.source_optional else R.string.source_off)
        NeedState.NotOnThisAndroid -> stringResource(R.string.need_not_here)
    }
    return listOfNotNull(may, last).joinToString(stringResource(R.string.separator))
}

/** Of what the phone itself recorded, how much was also seen as it happened. */
@Composable
private fun ShareText(some: Int, all: Int, share: LiveShare) {
    val total = share.live + share.storeOnly
    if (total == 0L) return
    val words =
        if (share.storeOnly == 0L) {
            stringResource(all, total)
        } else {
            stringResource(some, total, share.live, share.storeOnly)
        }
    Text(words, style = MaterialTheme.typography.bodyMedium)
}

private val Overall.tone: Tone
    get() = when (this) {
        Overall.Nothing -> Tone.Warning
        Overall.Partly -> Tone.Notice
        Overall.NothingYet, Overall.Working -> Tone.Good
    }

private val Overall.picture: Int
    get() = when (this) {
        Overall.Nothing, Overall.Partly -> R.drawable.ic_warning
        Overall.NothingYet -> R.drawable.ic_wait
        Overall.Working -> R.drawable.ic_ok
    }

private val Overall.title: Int
    get() = when (this) {
        Overall.Nothing -> R.string.capture_nothing
        Overall.Partly -> R.string.capture_partly
        Overall.NothingYet -> R.string.capture_ready
        Overall.Working -> R.string.capture_working
    }

private val Overall.about: Int
    get() = when (this) {
        Overall.Nothing -> R.string.capture_nothing_about
        Overall.Partly -> R.string.capture_partly_about
        Overall.NothingYet -> R.string.capture_ready_about
        Overall.Working -> R.string.capture_working_about
    }
