package org.dunlog.app.ui.home

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.LoadingMessage
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone

/** Is it capturing, what came this week, how does the case stand. */
@Composable
fun HomeScreen(state: HomeState, onEvent: (HomeEvent) -> Unit) {
    ScrollPage(stringResource(R.string.app_name), onBack = null) {
        state.problem?.let { ProblemMessage(it) { onEvent(HomeEvent.Again) } }
        if (state.problem == null) state.captureProblem?.let { ProblemMessage(it) { onEvent(HomeEvent.CatchUp) } }
        state.catchingUp?.let { CatchingUp(it) }
        val home = state.home
        val capture = state.capture
        if (home == null || capture == null) {
            if (state.problem == null) LoadingMessage()
        } else {
            CaptureHeadline(capture, onEvent)
            if (state.startMissed) StartMissed { onEvent(HomeEvent.KeepRunning) }
            FlowRow(
                horizontalArrangement = Arrangement.spacedBy(12.dp),
                verticalArrangement = Arrangement.spacedBy(8.dp),
            ) {
                MainButton(stringResource(R.string.write_note), { onEvent(HomeEvent.WriteNote) })
                QuietButton(stringResource(R.string.show_log), { onEvent(HomeEvent.ShowLog(null)) })
            }
            WeekSection(home.week.counts, onEvent)
            CaseSection(home.case, state.due, onEvent)
            SourcesSection(capture, home.witnessed, onEvent)
        }
    }
}

/** Older records are being read: a long first time on a full phone. */
@Composable
private fun CatchingUp(rows: Int) {
    Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }) {
        Text(stringResource(R.string.catching_up, rows))
        LinearProgressIndicator(Modifier.fillMaxWidth())
    }
}

/** The phone did not tell us that it was started: a switch of the maker is off. */
@Composable
private fun StartMissed(onOpen: () -> Unit) {
    Section(tone = Tone.Notice) {
        Text(stringResource(R.string.phone_start_missed))
        QuietButton(stringResource(R.string.phone_title), onOpen)
    }
}
