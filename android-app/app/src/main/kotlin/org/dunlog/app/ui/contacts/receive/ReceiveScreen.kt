package org.dunlog.app.ui.contacts.receive

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import org.dunlog.app.R
import org.dunlog.app.ui.contacts.WhoseSection
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone
import org.dunlog.core.Incoming

/** Picking a file, seeing what it is, and only then taking it in. */
@Composable
fun ReceiveScreen(state: ReceiveState, onEvent: (ReceiveEvent) -> Unit) {
    ScrollPage(stringResource(R.string.receive_title), onBack = { onEvent(ReceiveEvent.Back) }) {
        state.problem?.let { ProblemMessage(it) }
        if (state.busy) LinearProgressIndicator(Modifier.fillMaxWidth())
        when (val step = state.step) {
            Step.Start -> Start(state.busy, onEvent)
            is Step.Look -> Looked(step.incoming, state, onEvent)
            is Step.Done -> DoneSections(step.received)
            is Step.Read -> ReadSection(step.imported)
        }
        if (state.step is Step.Done || state.step is Step.Read) {
            val wide = Modifier.fillMaxWidth()
            MainButton(stringResource(R.string.show_log), { onEvent(ReceiveEvent.ShowLog) }, wide)
            QuietButton(stringResource(R.string.receive_another), { onEvent(ReceiveEvent.Pick) }, wide)
        }
    }
}

@Composable
private fun Start(busy: Boolean, onEvent: (ReceiveEvent) -> Unit) {
    Text(stringResource(R.string.receive_intro), style = MaterialTheme.typography.bodyLarge)
    Text(stringResource(R.string.receive_kinds), style = MaterialTheme.typography.bodyMedium)
    MainButton(stringResource(R.string.receive_pick), { onEvent(ReceiveEvent.Pick) }, Modifier.fillMaxWidth(), !busy)
}

@Composable
private fun Looked(incoming: Incoming, state: ReceiveState, onEvent: (ReceiveEvent) -> Unit) {
    when (incoming) {
        is Incoming.Bundle -> {
            BundleSections(incoming.report)
            if (incoming.holds && incoming.onlyPhone != null) {
                WhoseSection(
                    state.whose,
                    stringResource(R.string.receive_keep_as),
                    stringResource(R.string.receive_keep_as_about),
                ) { onEvent(ReceiveEvent.ForWhom(it)) }
            }
        }
        Incoming.Export -> {
            Text(stringResource(R.string.receive_export), style = MaterialTheme.typography.bodyLarge)
            WhoseSection(state.whose, stringResource(R.string.whose_title), null) { onEvent(ReceiveEvent.ForWhom(it)) }
        }
        Incoming.Withdrawal -> {
            Section(title = stringResource(R.string.receive_withdrawal), tone = Tone.Notice) {
                Text(stringResource(R.string.receive_withdrawal_does), style = MaterialTheme.typography.bodyLarge)
                Text(stringResource(R.string.receive_withdrawal_stays), style = MaterialTheme.typography.bodyMedium)
            }
        }
    }
    val words = if (incoming == Incoming.Withdrawal) R.string.receive_withdraw else R.string.receive_take_in
    val wide = Modifier.fillMaxWidth()
    if (incoming !is Incoming.Bundle || incoming.holds) {
        MainButton(stringResource(words), { onEvent(ReceiveEvent.TakeIn) }, wide, state.mayTakeIn(incoming))
    }
    val refuse = if (incoming == Incoming.Withdrawal) R.string.receive_withdraw_not else R.string.receive_refuse
    QuietButton(stringResource(refuse), { onEvent(ReceiveEvent.Refuse) }, wide, !state.busy)
}

private fun ReceiveState.mayTakeIn(incoming: Incoming): Boolean = !busy && when (incoming) {
    is Incoming.Bundle -> incoming.onlyPhone == null || whose.isComplete
    Incoming.Export -> whose.isComplete
    Incoming.Withdrawal -> true
}
