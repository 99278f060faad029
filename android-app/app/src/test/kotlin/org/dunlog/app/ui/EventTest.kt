package org.dunlog.app.ui

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsFocused
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import org.dunlog.app.R
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.Scenario
import org.dunlog.app.ui.event.marked
import org.dunlog.core.EventFilter
import org.dunlog.core.EventId
import org.dunlog.core.Tag
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Reading one entry and saying something of it. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [33], qualifiers = "zh-rCN-w360dp-h780dp-mdpi")
class EventTest {
    @get:Rule
    val app = AppRule()
    private val threat: EventId by lazy { app.core.events(EventFilter(text = "后果自负")).events.first().id }

    @Test
    fun aTagIsAppendedAndSaidBackAndTheLastOneCounts() {
        app.launch(threat)
        tap(R.string.tag_normal)
        tap(R.string.tag_abuse)
        assertEquals(listOf(Tag.Normal, Tag.Abuse), app.core.event(threat).annotations.map { it.tag })
        app.compose.onNodeWithText(app.words(R.string.tag_abuse)).assertIsSelected()
        val words = app.words(R.string.said_tag).replace("%1\$s", app.words(R.string.tag_abuse))
        app.compose.onNodeWithText(words).assertExists()
    }

    @Test
    fun aNoteFromANotificationHasTheCursorAndIsAppended() {
        app.launch(threat, note = true)
        val field = app.compose.onNode(hasSetTextAction())
        field.assertIsFocused()
        field.performTextInput(" 他说要来我家。 ")
        tap(R.string.own_note_save)
        assertEquals("他说要来我家。", app.core.event(threat).annotations.single().text)
    }

    @Test
    fun aNoteThatIsNotSavedYetOutlivesRotation() {
        app.launch(threat)
        app.compose.onNode(hasSetTextAction()).performScrollTo().performTextInput("半句话")
        app.scenario.recreate()
        app.compose.onNodeWithText("半句话").performScrollTo().assertIsDisplayed()
        assertTrue(app.core.event(threat).annotations.isEmpty())
    }

    @Test
    fun anEntryThatDoesNotExistSaysSo() {
        app.launch(EventId(999_999))
        app.compose.onNodeWithText(app.words(R.string.problem_no_such_event)).assertIsDisplayed()
        app.compose.onNodeWithText(app.words(R.string.advice_back_to_log)).assertIsDisplayed()
    }

    @Test
    fun theSameNumberLeadsToItsEntries() {
        app.launch(threat)
        tap(R.string.event_same_number)
        val heading = app.words(R.string.log_one_number).replace("%1\$s", "106900001234")
        app.compose.onNodeWithText(heading).assertIsDisplayed()
    }

    @Test
    fun quotedWordsAreMarkedWhereTheyStandBehindAPictureOfTwoUnits() {
        val record = app.core.event(threat)
        val text = marked(Scenario.THREAT, record.reasons, Color.Red, Color.Black)
        assertEquals(Scenario.THREAT, text.text)
        val marked = text.spanStyles.map { text.text.substring(it.start, it.end) }
        assertEquals(record.reasons.mapNotNull { it.quote }, marked)
        assertTrue("后果自负" in marked)
    }

    private fun tap(words: Int) {
        app.compose.onNodeWithText(app.words(words)).performScrollTo().performClick()
        app.compose.waitForIdle()
    }
}
