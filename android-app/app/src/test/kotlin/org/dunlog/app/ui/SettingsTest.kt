package org.dunlog.app.ui

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import org.dunlog.app.R
import org.dunlog.app.language.Languages
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.Scenario
import org.dunlog.core.Role
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Person, role and language. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [29], qualifiers = "zh-rCN-w360dp-h780dp-mdpi")
class SettingsTest {
    @get:Rule
    val app = AppRule()

    @Test
    fun anotherPersonGetsWhatComesFromNowOn() {
        openSettings()
        tap(R.string.settings_person_change)
        app.compose.onNode(hasSetTextAction()).performTextReplacement("林晓的旧手机")
        tap(R.string.role_third_party)
        tap(R.string.save)
        assertEquals("林晓的旧手机", app.graph.settings.personName)
        assertEquals(Role.ThirdParty, app.graph.settings.role)
        assertEquals(app.graph.settings.personId, app.core.persons().last().id)
        app.compose.onNodeWithText("林晓的旧手机").assertIsDisplayed()
    }

    @Test
    fun aRoleIsNotChangedInSilence() {
        openSettings()
        tap(R.string.settings_person_change)
        tap(R.string.role_third_party)
        tap(R.string.save)
        app.compose.onNodeWithText(app.words(R.string.problem_role_differs)).performScrollTo().assertIsDisplayed()
        assertEquals(Scenario.OWNER, app.graph.settings.personName)
        assertEquals(Role.Debtor, app.graph.settings.role)
    }

    @Test
    fun beforeAndroid13TheAppKeepsTheLanguage() {
        openSettings()
        tap(R.string.language_en)
        app.compose.onNodeWithText("Settings").assertIsDisplayed()
        assertEquals("en", app.graph.settings.language)
        tap(R.string.language_of_phone)
        assertEquals(2, app.compose.onAllNodesWithText("设置").fetchSemanticsNodes().size) // the page and its tab
    }

    @Test
    @Config(sdk = [35])
    fun fromAndroid13OnTheSystemKeepsIt() {
        openSettings()
        tap(R.string.language_en)
        app.scenario.onActivity { assertEquals("en", Languages.kept(it)) }
        tap(R.string.language_of_phone)
        app.scenario.onActivity { assertEquals(null, Languages.kept(it)) }
    }

    @Test
    fun aNoteThatThePersonWritesStandsInTheLog() {
        app.launch()
        tap(R.string.write_note)
        tap(R.string.note_visit)
        app.compose.onNode(hasSetTextAction()).performScrollTo().performTextReplacement("两个人来敲门。")
        tap(R.string.note_save)
        app.compose.onNodeWithText("两个人来敲门。", substring = true).assertIsDisplayed()
        assertEquals("两个人来敲门。", app.core.events(limit = 1).events.single().text)
    }

    private fun openSettings() {
        app.launch()
        app.compose.onNodeWithText(app.words(R.string.tab_settings)).performClick()
        app.compose.waitForIdle()
    }

    private fun tap(words: Int) {
        app.compose.onNodeWithText(app.words(words)).performScrollTo().performClick()
        app.compose.waitForIdle()
    }
}
