package org.dunlog.app.ui

import android.content.Context
import android.content.Intent
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import org.dunlog.app.Settings
import org.dunlog.app.graph
import org.dunlog.app.language.Languages
import org.dunlog.app.ui.nav.Route
import org.dunlog.app.ui.theme.DunlogTheme
import org.dunlog.core.EventId

/** The one window. */
class MainActivity : ComponentActivity() {
    private var wanted by mutableStateOf<Route?>(null)

    override fun attachBaseContext(base: Context) {
        super.attachBaseContext(Languages.wrap(base, Settings(base).language))
    }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        if (savedInstanceState == null) wanted = route(intent)
        setContent {
            DunlogTheme { App(graph, wanted, { wanted = null }) }
        }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        wanted = route(intent)
    }

    override fun onStart() {
        super.onStart()
        graph.settings.lastOpened = graph.now()
        if (graph.settings.firstRunDone) graph.requestCatchUp()
    }

    private fun route(intent: Intent): Route? {
        val id = intent.getLongExtra(EXTRA_EVENT, 0)
        return if (id > 0) Route.Event(EventId(id), note = intent.getBooleanExtra(EXTRA_NOTE, false)) else null
    }

    companion object {
        /** Opens the event with this id (long). */
        const val EXTRA_EVENT = "org.dunlog.app.EVENT"

        /** Together with [EXTRA_EVENT]: puts the cursor into the note (boolean). */
        const val EXTRA_NOTE = "org.dunlog.app.NOTE"
    }
}
