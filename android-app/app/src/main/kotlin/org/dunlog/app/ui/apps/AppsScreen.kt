package org.dunlog.app.ui.apps

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.dunlog.app.R
import org.dunlog.app.ui.parts.EmptyMessage
import org.dunlog.app.ui.parts.LoadingMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.TickRow

/** Which apps' notifications may be read: none until the person ticks one. */
@Composable
fun AppsScreen(state: AppsState, onEvent: (AppsEvent) -> Unit) {
    ScrollPage(stringResource(R.string.apps_title), onBack = { onEvent(AppsEvent.Back) }) {
        Text(stringResource(R.string.apps_intro), style = MaterialTheme.typography.bodyLarge)
        val shown = state.apps.filter { state.showAll || it.forMessages || it.packageName in state.ticked }
        when {
            state.loading -> LoadingMessage()
            shown.isEmpty() ->
                EmptyMessage(stringResource(R.string.apps_none), stringResource(R.string.apps_none_about))
            else -> Section {
                for (app in shown) {
                    TickRow(app.name, app.packageName in state.ticked, { onEvent(AppsEvent.Tick(app.packageName, it)) })
                }
            }
        }
        if (shown.size < state.apps.size) QuietButton(stringResource(R.string.apps_all), { onEvent(AppsEvent.ShowAll) })
    }
}
