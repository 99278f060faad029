package org.dunlog.app.ui

import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onLast
import androidx.compose.ui.test.performClick
import org.dunlog.app.R
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.checkUsable
import org.dunlog.app.ui.nav.Route
import org.dunlog.core.EventId
import org.dunlog.core.Label
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The pages of the bottom bar on every Android that we are built for; from Android 12 on in the phone's colours. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [26, 28, 33, 35], qualifiers = "zh-rCN-w320dp-h640dp-mdpi")
class OldAndNewAndroidsTest {
    @get:Rule
    val app = AppRule()

    @Test
    fun everyPageOpensAndRotates() {
        app.launch()
        for (tab in listOf(R.string.tab_home, R.string.tab_log, R.string.tab_export, R.string.tab_settings)) {
            app.compose.onAllNodesWithText(app.words(tab)).onLast().performClick() // the title may be the same word
            app.compose.checkUsable(app.words(tab))
        }
        app.scenario.recreate()
        app.compose.checkUsable("after rotation")
        app.compose.onAllNodesWithText(app.words(R.string.settings_language)).fetchSemanticsNodes().single()
    }

    @Test
    @Config(sdk = [35])
    fun routesAreWrittenAndReadBack() {
        val routes = listOf(
            Route.Home,
            Route.Log(),
            Route.Export,
            Route.Settings,
            Route.Log(Label.Fraud),
            Route.Log(number = "13900001234"),
            Route.Event(EventId(7), note = true),
            Route.Note,
            Route.Apps,
            Route.About,
            Route.Proof,
        )
        assertEquals(routes, routes.map { Route.restored(it.saved()) })
        assertEquals(Route.Home, Route.restored("what is this"))
    }
}
