package org.dunlog.app.ui.export

import android.app.Application
import android.content.Context
import androidx.test.core.app.ApplicationProvider
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.papers.DetailsStore
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.Scenario
import org.dunlog.app.ui.export.details.DetailsEvent
import org.dunlog.app.ui.export.details.DetailsViewModel
import org.dunlog.app.ui.export.keyevents.KeyEventsEvent
import org.dunlog.app.ui.export.keyevents.KeyEventsViewModel
import org.dunlog.core.Clue
import org.dunlog.core.ClueOrigin
import org.dunlog.core.Debt
import org.dunlog.core.Details
import org.dunlog.core.EventId
import org.dunlog.core.Harm
import org.dunlog.core.HarmKind
import org.dunlog.core.Receipt
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** What only the person can say, and the events that they choose. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class DetailsTest {
    @get:Rule
    val app = AppRule()
    private val context: Application get() = ApplicationProvider.getApplicationContext()
    private val full = DetailsDraft(
        DetailsDraft.Who("林晓", "女", "1990-01-01", "云川小学", "13900001234", "花园路0号", "青云市"),
        addressee = "青云市公安局花园派出所",
        debt = Debt("速来贷有限公司", "现金贷", "0001", overdue = true),
        harm = listOf(Harm(HarmKind.Health, "失眠", "2026年10月", "病历"), Harm(HarmKind.Work, " ")),
        clues = listOf(Clue(ClueOrigin.Claimed, "自称速来贷", "13900001234"), Clue(ClueOrigin.Contract, "")),
        relatives = listOf(DetailsDraft.Kin("周桂芬", "母亲", DetailsDraft.Who("周桂芬")), DetailsDraft.Kin()),
        receipt = Receipt("青公受〔2026〕0号", "2026-10-05"),
    )

    @Test
    fun everyLetterIsKeptAtOnceAndReadAgain() {
        val model = model()
        assertEquals("the name of the first run", Scenario.OWNER, model.state.value.draft.reporter.name)
        assertEquals(listOf("周桂芬", "何军"), model.state.value.others)
        assertNull("nothing is kept before something is written", app.graph.papers.details.read())
        model.onEvent(DetailsEvent.Change(full))
        assertEquals(full, DetailsStore(context).read())
        assertEquals(full, model().state.value.draft)
    }

    @Test
    fun rowsThatWereLeftEmptyDoNotReachTheEngine() {
        val details = full.details("000000190001010000")
        assertEquals(1 to 1, details.harm.size to details.clues.size)
        assertEquals(listOf("周桂芬"), details.relatives.map { it.person })
        assertEquals("居民身份证", details.reporter.idKind)
        assertEquals("", full.details("P00000").reporter.idKind)
        assertEquals("2026-10-05", details.supplementTo?.date)
        assertEquals(Details(), DetailsDraft().details())
        assertEquals("Details(…)", details.toString())
        assertFalse("林晓" in full.toString() || "林晓" in model().state.value.copy(draft = full).toString())
    }

    @Test
    fun theIdNumberHasNoPlaceInWhatIsKept() {
        app.graph.papers.details.keep(full)
        val kept = context.getSharedPreferences("papers", Context.MODE_PRIVATE).all.values.single().toString()
        assertFalse("idNumber" in kept || "id_number" in kept)
    }

    @Test
    fun everythingIsForgottenButOnlyAfterAskingBack() {
        val model = model()
        model.onEvent(DetailsEvent.Change(full))
        model.onEvent(DetailsEvent.Forget)
        assertTrue(model.state.value.forgetting)
        assertEquals(full, app.graph.papers.details.read())
        model.onEvent(DetailsEvent.KeepAll)
        assertFalse(model.state.value.forgetting)
        model.onEvent(DetailsEvent.Forget)
        model.onEvent(DetailsEvent.ForgetAll)
        assertEquals(DetailsDraft(), model.state.value.draft)
        assertNull(app.graph.papers.details.read())
        assertTrue(context.getSharedPreferences("papers", Context.MODE_PRIVATE).all.isEmpty())
    }

    @Test
    fun whatIsKeptAndCannotBeReadIsAsIfItWereNotThere() {
        val preferences = context.getSharedPreferences("papers", Context.MODE_PRIVATE)
        preferences.edit().putString("details", "{").commit()
        assertNull(DetailsStore(context).read())
    }

    @Test
    fun sixEventsAreChosenAndNotOneMore() {
        val model = KeyEventsViewModel(app.graph).apply { look() }
        model.onEvent(KeyEventsEvent.All(true))
        val rows = model.state.value.rows.map { it.id }
        assertTrue("enough to choose from", rows.size > 7)
        for (id in rows.take(7)) model.onEvent(KeyEventsEvent.Tick(id, true))
        assertEquals(rows.take(6), model.state.value.chosen)
        assertTrue(model.state.value.isFull)
        model.onEvent(KeyEventsEvent.Tick(rows[0], false))
        model.onEvent(KeyEventsEvent.Tick(rows[6], true))
        assertEquals(rows.subList(1, 7), app.graph.papers.details.read()?.details()?.keyEvents)
        assertEquals(rows.subList(1, 7), KeyEventsViewModel(app.graph).apply { look() }.state.value.chosen)
        model.onEvent(KeyEventsEvent.Auto)
        assertEquals(emptyList<EventId>(), app.graph.papers.details.read()?.keyEvents)
    }

    @Test
    fun choosingKeepsWhatWasWritten() {
        app.graph.papers.details.keep(full)
        val model = KeyEventsViewModel(app.graph).apply { look() }
        val first = model.state.value.rows.first().id
        model.onEvent(KeyEventsEvent.Tick(first, true))
        assertEquals(full.copy(keyEvents = listOf(first)), app.graph.papers.details.read())
        assertTrue("only what looks like harassment", model.state.value.rows.all { it.label?.word == "harassment" })
    }

    private fun model() = DetailsViewModel(app.graph).apply { look() }
}
