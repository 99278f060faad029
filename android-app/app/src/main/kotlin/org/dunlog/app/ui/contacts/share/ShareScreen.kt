package org.dunlog.app.ui.contacts.share

import android.text.format.Formatter
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.files.Handed
import org.dunlog.app.ui.parts.EmptyMessage
import org.dunlog.app.ui.parts.LoadingMessage
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.Page
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone
import org.dunlog.core.SharePreview

/** Every event that would be sent, each with a tick; then one encrypted file. */
@Composable
fun ShareScreen(state: ShareState, onEvent: (ShareEvent) -> Unit) {
    Page(stringResource(R.string.share_title), onBack = { onEvent(ShareEvent.Back) }) {
        LazyColumn(
            Modifier.fillMaxSize(),
            contentPadding = PaddingValues(start = 16.dp, end = 16.dp, bottom = 24.dp),
            verticalArrangement = Arrangement.spacedBy(8.dp),
        ) {
            val preview = state.preview
            if (preview != null) {
                chosenRows(preview, state, onEvent)
            } else {
                item("reading", "reading") {
                    state.problem?.let { ProblemMessage(it) { onEvent(ShareEvent.Again) } } ?: LoadingMessage()
                }
            }
        }
    }
}

private fun LazyListScope.chosenRows(preview: SharePreview, state: ShareState, onEvent: (ShareEvent) -> Unit) {
    if (preview.rows.isEmpty()) {
        item("empty", "empty") {
            EmptyMessage(stringResource(R.string.share_empty), stringResource(R.string.share_empty_about))
        }
        return
    }
    item("about", "about") { About(preview, state, onEvent) }
    items(preview.rows, key = { it.id.value }, contentType = { "row" }) { row ->
        ChosenRow(
            row,
            ticked = row.id !in state.unticked,
            opened = row.id in state.opened,
            onTick = { onEvent(ShareEvent.Tick(row.id, it)) },
            onOpen = { onEvent(ShareEvent.Open(row.id)) },
        )
    }
}

@Composable
private fun About(preview: SharePreview, state: ShareState, onEvent: (ShareEvent) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        Text(stringResource(R.string.share_intro, preview.owner), style = MaterialTheme.typography.bodyLarge)
        Section(title = stringResource(R.string.share_count, state.chosen.size)) {
            Text(stringResource(R.string.share_kept_back, state.keptBack), style = MaterialTheme.typography.bodyMedium)
            Text(stringResource(R.string.share_only, preview.owner), style = MaterialTheme.typography.bodyMedium)
        }
        if (state.busy) LinearProgressIndicator(Modifier.fillMaxWidth())
        val wide = Modifier.fillMaxWidth()
        MainButton(stringResource(R.string.share_send), { onEvent(ShareEvent.Send) }, wide, state.isReady)
        QuietButton(stringResource(R.string.save_file), { onEvent(ShareEvent.Save) }, wide, state.isReady)
        // Here and not in an item of their own, which the list would put above what is seen.
        state.problem?.let { ProblemMessage(it) }
        state.done?.let { DoneSection(it) }
        val all = state.unticked.isEmpty()
        val words = if (all) R.string.share_untick_all else R.string.share_tick_all
        QuietButton(stringResource(words), { onEvent(ShareEvent.TickAll(!all)) }, enabled = !state.busy)
    }
}

@Composable
private fun DoneSection(done: Done) {
    val title = if (done.handed == Handed.Saved) R.string.export_done else R.string.handed_over
    val size = Formatter.formatShortFileSize(LocalContext.current, done.shared.bytes)
    Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, stringResource(title), Tone.Good) {
        Text(stringResource(R.string.share_done, done.shared.events, size), style = MaterialTheme.typography.bodyMedium)
        Text(stringResource(R.string.share_done_next, done.shared.owner), style = MaterialTheme.typography.bodyMedium)
    }
}
