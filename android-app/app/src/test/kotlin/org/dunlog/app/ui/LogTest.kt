package org.dunlog.app.ui

import android.os.Looper
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.test.performTextInput
import androidx.lifecycle.SavedStateHandle
import java.time.Duration
import org.dunlog.app.R
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.Scenario
import org.dunlog.app.ui.log.Conditions
import org.dunlog.app.ui.log.LogEvent
import org.dunlog.app.ui.log.LogState
import org.dunlog.app.ui.log.LogViewModel
import org.dunlog.app.ui.nav.Route
import org.dunlog.app.ui.parts.day
import org.dunlog.core.Label
import org.dunlog.core.PersonId
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Finding one entry among many. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], qualifiers = "zh-rCN-w360dp-h780dp-mdpi")
class LogTest {
    @get:Rule
    val app = AppRule()

    @Test
    fun theListGoesOnBeyondItsFirstPageAndKeepsItsPlaceWhileAnEntryIsRead() {
        openLog()
        repeat(4) { scrollBy(40) }
        val deep = app.compose.onAllNodes(hasClickAction().and(hasText(":", substring = true)))
        deep.onFirst().performClick()
        app.compose.onNodeWithText(app.words(R.string.own_title)).assertIsDisplayed()
        app.scenario.onActivity { it.onBackPressedDispatcher.onBackPressed() }
        app.compose.waitForIdle()
        assertTrue(app.compose.onAllNodesWithText(app.words(R.string.log_search)).fetchSemanticsNodes().isEmpty())
    }

    @Test
    fun aSearchOutlivesRotation() {
        openLog()
        app.compose.onNode(hasSetTextAction()).performTextInput("取件码 1-2")
        waitForTyping()
        app.compose.onNodeWithText("10690000777").assertIsDisplayed()
        app.scenario.recreate()
        app.compose.onNodeWithText("取件码 1-2").assertIsDisplayed()
        app.compose.onNodeWithText("10690000777").assertIsDisplayed()
    }

    @Test
    fun nothingFoundSaysSoAndLeadsBackToEverything() {
        openLog()
        app.compose.onNode(hasSetTextAction()).performTextInput("没有人写过这句话")
        waitForTyping()
        app.compose.onNodeWithText(app.words(R.string.log_no_match)).assertIsDisplayed()
        app.compose.onNodeWithText(app.words(R.string.log_everything)).performClick()
        app.compose.onNodeWithText("10690000777").assertIsDisplayed()
    }

    @Test
    fun everyConditionRestrictsAndTheyHoldTogether() {
        val model = LogViewModel(app.graph, SavedStateHandle())
        idle()
        model.onEvent(LogEvent.ByLabel(Label.Harassment))
        assertTrue(idle(model).rows.isNotEmpty() && model.state.value.rows.all { it.label == Label.Harassment })
        val mother = model.state.value.persons.first { it.name == "周桂芬" }.id
        model.onEvent(LogEvent.ByPerson(mother))
        assertTrue(idle(model).rows.isNotEmpty() && model.state.value.rows.all { it.person == mother })
        model.onEvent(LogEvent.Everything)
        model.onEvent(LogEvent.ByDay(Scenario.now.day()))
        val rows = idle(model).rows
        assertTrue(rows.isNotEmpty() && rows.all { it.timeMs.day() == Scenario.now.day() })
        model.onEvent(LogEvent.Everything)
        model.onEvent(LogEvent.Search("139 0000 1234"))
        assertEquals(setOf("13900001234"), idle(model).rows.map { it.number }.toSet())
    }

    @Test
    fun theEndOfTheProcessKeepsTheConditions() {
        val saved = SavedStateHandle()
        val model = LogViewModel(app.graph, saved)
        model.onEvent(LogEvent.ByLabel(Label.Fraud))
        model.onEvent(LogEvent.ByPerson(PersonId(2)))
        model.onEvent(LogEvent.ByDay(Scenario.now.day()))
        val restored = LogViewModel(app.graph, SavedStateHandle(saved.keys().associateWith { saved.get<Any>(it) }))
        val expected = Conditions("", Label.Fraud, null, PersonId(2), Scenario.now.day())
        assertEquals(expected, restored.state.value.conditions)
    }

    @Test
    fun aRouteSetsItsConditionsOnce() {
        val model = LogViewModel(app.graph, SavedStateHandle())
        val route = Route.Log(number = "13900001234")
        model.open(route)
        assertEquals(setOf("13900001234"), idle(model).rows.map { it.number }.toSet())
        model.onEvent(LogEvent.AnyNumber)
        model.open(route)
        assertNull(idle(model).conditions.number)
    }

    @Test
    fun pagesOfTheModelJoinWithoutRepetition() {
        val model = LogViewModel(app.graph, SavedStateHandle())
        idle()
        assertEquals(50, model.state.value.rows.size)
        assertNotNull(model.state.value.next)
        model.onEvent(LogEvent.More)
        assertEquals(100, idle(model).rows.map { it.id }.toSet().size)
    }

    private fun openLog() {
        app.launch()
        app.compose.onNodeWithText(app.words(R.string.tab_log)).performClick()
        app.compose.waitForIdle()
    }

    private fun scrollBy(index: Int) {
        app.compose.onNode(hasScrollToIndexAction()).performScrollToIndex(index)
        app.compose.waitForIdle()
    }

    private fun waitForTyping() {
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(400))
        app.compose.waitForIdle()
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(400))

    private fun idle(model: LogViewModel): LogState {
        idle()
        return model.state.value
    }
}
