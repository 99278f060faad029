package org.dunlog.app.ui

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import org.dunlog.app.R
import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.InEveryVariant
import org.dunlog.app.testing.Variant
import org.dunlog.core.Person
import org.dunlog.core.PersonId
import org.dunlog.core.Role
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** From the first page to an empty home, on a phone that nobody has used yet. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [29])
class FirstRunTest : InEveryVariant() {
    @get:Rule
    val app = AppRule(filled = false)

    @Test
    fun aPersonWithoutANameIsCalledMe() {
        app.launch()
        click(R.string.next)
        node(R.string.next).assertIsNotEnabled()
        click(R.string.role_third_party)
        click(R.string.next)
        assertEquals(listOf(Person(PersonId(1), app.words(R.string.you_nameless), Role.ThirdParty)), app.core.persons())
        assertEquals(Role.ThirdParty, app.graph.settings.role)
    }

    @Test
    fun whoAllowsNothingCanStartAllTheSame() {
        app.permissions.states.replaceAll { _, _ -> NeedState.Refused }
        var caughtUp = 0
        app.graph.catchUp = { caughtUp++ }
        app.launch()
        click(R.string.next)
        click(R.string.role_debtor)
        click(R.string.next)
        assertFalse(app.graph.settings.firstRunDone)
        click(R.string.start)
        assertTrue(app.graph.settings.firstRunDone)
        assertEquals(1, caughtUp)
        node(R.string.capture_nothing).assertIsDisplayed()
    }

    @Test
    fun rotationAndTheEndOfTheProcessKeepWhatWasEntered() {
        app.launch()
        click(R.string.next)
        app.compose.onNode(hasSetTextAction()).performTextInput("林晓")
        click(R.string.role_debtor)
        app.scenario.recreate()
        app.compose.onNodeWithText("林晓").assertIsDisplayed()
        click(R.string.next)
        node(R.string.permissions_title).assertIsDisplayed()
    }

    override fun pages(variant: Variant) {
        variant.apply()
        app.permissions.states.replaceAll { need, _ -> if (need in granted) NeedState.Granted else NeedState.Refused }
        app.launch()
        app.shot("first-about", variant)
        click(R.string.next)
        click(R.string.role_third_party)
        app.shot("first-you", variant)
        click(R.string.next)
        app.shot("first-permissions", variant)
        click(R.string.start)
        app.shot("home-empty", variant)
        click(R.string.tab_log)
        app.shot("log-empty", variant, keep = variant == Variant.ZhLight)
        click(R.string.tab_export)
        app.shot("export-empty", variant, keep = false)
    }

    private fun click(words: Int) {
        val node = node(words)
        runCatching { node.performScrollTo() } // the bottom bar does not scroll
        node.performClick()
        app.compose.waitForIdle()
    }

    private fun node(words: Int) = app.compose.onNodeWithText(app.words(words))

    private companion object {
        val granted = setOf(Need.CallLog, Need.PhoneState, Need.ReadSms)
    }
}
