package org.dunlog.app.ui.channels.channel

import androidx.annotation.StringRes
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.channels.DeadlineSection
import org.dunlog.app.ui.channels.handin.words
import org.dunlog.app.ui.parts.LoadingMessage
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.inLanguage
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.AnswerTime
import org.dunlog.core.ComplaintChannel
import org.dunlog.core.LoggedHandIn
import org.dunlog.core.Statement

/** What a place needs, what to write to it, and what came of it. */
@Composable
fun ChannelScreen(state: ChannelState, onEvent: (ChannelEvent) -> Unit) {
    val channel = state.channel
    val title = if (channel == null) stringResource(R.string.channels_title) else inLanguage(channel.zh, channel.en)
    ScrollPage(title, onBack = { onEvent(ChannelEvent.Back) }) {
        state.problem?.let { problem -> ProblemMessage(problem) { onEvent(ChannelEvent.Again) } }
        if (channel == null) {
            if (state.problem == null) LoadingMessage()
        } else {
            About(channel)
            DeadlineSection(state.deadlines)
            Doing(channel, onEvent)
            Statements(R.string.channel_reach, channel.reach, state::sourceOf)
            Statements(R.string.channel_needs, channel.needs, state::sourceOf)
            Statements(R.string.channel_refused, channel.refused, state::sourceOf)
            Statements(R.string.channel_limits, channel.limits, state::sourceOf)
            Answers(channel.answers)
            HandIns(state.handIns)
        }
    }
}

@Composable
private fun About(channel: ComplaintChannel) {
    Text(inLanguage(channel.whyZh, channel.whyEn), style = MaterialTheme.typography.bodyLarge)
    if (channel.private) {
        Text(stringResource(R.string.channel_private), style = MaterialTheme.typography.bodyMedium)
    }
}

@Composable
private fun Doing(channel: ComplaintChannel, onEvent: (ChannelEvent) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    if (channel.channel.value.startsWith("police")) {
        MainButton(stringResource(R.string.channel_papers), { onEvent(ChannelEvent.Papers) }, wide)
    }
    if (channel.letters.isNotEmpty()) {
        Section(title = stringResource(R.string.channel_letters)) {
            for (letter in channel.letters) {
                QuietButton(inLanguage(letter.zh, letter.en), { onEvent(ChannelEvent.Letter(letter.id)) }, wide)
            }
        }
    }
    QuietButton(stringResource(R.string.handin_title), { onEvent(ChannelEvent.HandIn) }, wide)
}

@Composable
private fun Statements(@StringRes title: Int, statements: List<Statement>, sourceOf: (Statement) -> String?) {
    if (statements.isEmpty()) return
    Section(title = stringResource(title)) {
        for (statement in statements) {
            Column(Modifier.semantics(mergeDescendants = true) {}) {
                Text(inLanguage(statement.zh, statement.en), style = MaterialTheme.typography.bodyLarge)
                sourceOf(statement)?.let { Source(it) }
            }
        }
    }
}

@Composable
private fun Source(from: String) = Text(
    stringResource(R.string.channel_source, from),
    style = MaterialTheme.typography.bodySmall,
    color = MaterialTheme.colorScheme.onSurfaceVariant,
)

/** How long an answer may take; nothing where that is not established. */
@Composable
private fun Answers(answers: List<AnswerTime>) {
    if (answers.isEmpty()) return
    Section(title = stringResource(R.string.channel_answers)) {
        for (answer in answers) {
            val words = if (answer.unit == "working_days") R.string.channel_working_days else R.string.channel_days
            Column(Modifier.semantics(mergeDescendants = true) {}, verticalArrangement = Arrangement.spacedBy(2.dp)) {
                val what = inLanguage(answer.zh, answer.en)
                Text(stringResource(words, what, answer.count), style = MaterialTheme.typography.bodyLarge)
                val scope = inLanguage(answer.scopeZh, answer.scopeEn)
                if (scope.isNotEmpty()) Text(scope, style = MaterialTheme.typography.bodySmall)
            }
        }
    }
}

@Composable
private fun HandIns(handIns: List<LoggedHandIn>) {
    if (handIns.isEmpty()) return
    val times = rememberTimes()
    Section(title = stringResource(R.string.channel_history)) {
        for ((_, _, handIn) in handIns.sortedByDescending { it.handIn.date }) {
            Column(Modifier.semantics(mergeDescendants = true) {}, verticalArrangement = Arrangement.spacedBy(2.dp)) {
                val kind = stringResource(handIn.kind.words)
                val head = stringResource(R.string.handin_row, times.date(handIn.date), kind)
                Text(head, style = MaterialTheme.typography.titleMedium)
                val lines = listOf(
                    R.string.handin_ticket_is to handIn.ticket,
                    R.string.handin_office_is to handIn.office,
                    R.string.handin_reply_is to handIn.reply,
                    R.string.handin_promise_is to handIn.promise,
                )
                for ((line, text) in lines.filter { it.second.isNotEmpty() }) {
                    Text(stringResource(line, text), style = MaterialTheme.typography.bodyMedium)
                }
            }
        }
    }
}
