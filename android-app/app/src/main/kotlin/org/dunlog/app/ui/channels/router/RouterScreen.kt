package org.dunlog.app.ui.channels.router

import androidx.annotation.StringRes
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.channels.DeadlineSection
import org.dunlog.app.ui.channels.isUrgent
import org.dunlog.app.ui.parts.Choice
import org.dunlog.app.ui.parts.LoadingMessage
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.SwitchRow
import org.dunlog.app.ui.parts.inLanguage
import org.dunlog.core.ComplaintChannel
import org.dunlog.core.Fits
import org.dunlog.core.Lender

/** Which place fits and why, in the order in which to go there. */
@Composable
fun RouterScreen(state: RouterState, onEvent: (RouterEvent) -> Unit) {
    ScrollPage(stringResource(R.string.channels_title), onBack = { onEvent(RouterEvent.Back) }) {
        Text(stringResource(R.string.channels_intro), style = MaterialTheme.typography.bodyLarge)
        val (urgent, others) = state.deadlines.partition { it.isUrgent }
        DeadlineSection(urgent)
        Questions(state.answers) { onEvent(RouterEvent.Say(it)) }
        state.problem?.let { problem -> ProblemMessage(problem) { onEvent(RouterEvent.Again) } }
        if (state.channels == null && state.problem == null) LoadingMessage()
        Places(R.string.channels_now, state.that(Fits.Yes), onEvent)
        Places(R.string.channels_later, state.that(Fits.Later), onEvent)
        if (state.isAll) Places(R.string.channels_not, state.that(Fits.No), onEvent)
        if (state.channels != null) {
            val words = if (state.isAll) R.string.channels_fewer else R.string.channels_all
            QuietButton(stringResource(words), { onEvent(RouterEvent.All(!state.isAll)) })
        }
        DeadlineSection(others, R.string.deadlines_later)
    }
}

@Composable
private fun Questions(answers: Answers, onSay: (Answers) -> Unit) {
    Section(title = stringResource(R.string.channels_questions)) {
        Text(stringResource(R.string.channels_lender), style = MaterialTheme.typography.bodyMedium)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            for ((lender, words) in lenders) {
                Choice(stringResource(words), answers.lender == lender, { onSay(answers.copy(lender = lender)) })
            }
        }
        SwitchRow(stringResource(R.string.channels_named), null, answers.lenderNamed, {
            onSay(answers.copy(lenderNamed = it))
        })
        SwitchRow(stringResource(R.string.channels_online), null, answers.pageOnline, {
            onSay(answers.copy(pageOnline = it))
        })
        SwitchRow(stringResource(R.string.channels_spoofed), null, answers.spoofedNumber, {
            onSay(answers.copy(spoofedNumber = it))
        })
    }
}

private val lenders = listOf(
    Lender.Unknown to R.string.lender_unknown,
    Lender.Bank to R.string.lender_bank,
    Lender.ConsumerFinance to R.string.lender_consumer_finance,
    Lender.Microloan to R.string.lender_microloan,
    Lender.Platform to R.string.lender_platform,
)

@Composable
private fun Places(@StringRes title: Int, channels: List<ComplaintChannel>, onEvent: (RouterEvent) -> Unit) {
    if (channels.isEmpty()) return
    Text(
        stringResource(title),
        Modifier.semantics { heading() },
        style = MaterialTheme.typography.titleSmall,
        color = MaterialTheme.colorScheme.primary,
    )
    for (channel in channels) {
        val name = inLanguage(channel.zh, channel.en)
        Section(title = name) {
            Text(inLanguage(channel.whyZh, channel.whyEn), style = MaterialTheme.typography.bodyMedium)
            val open = stringResource(R.string.channels_open)
            // Many buttons of this page say the same; a screen reader is told which place.
            val which = Modifier.semantics { contentDescription = "$open $name" }
            QuietButton(open, { onEvent(RouterEvent.Open(channel.channel)) }, which)
        }
    }
}
