package org.dunlog.app.ui.channels

import android.app.Application
import android.net.Uri
import android.os.Looper
import androidx.lifecycle.SavedStateHandle
import androidx.test.core.app.ApplicationProvider
import java.io.ByteArrayOutputStream
import java.time.Duration
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.Scenario
import org.dunlog.app.testing.paperFonts
import org.dunlog.app.testing.waitUntil
import org.dunlog.app.ui.channels.channel.ChannelViewModel
import org.dunlog.app.ui.channels.handin.HandInEvent
import org.dunlog.app.ui.channels.handin.HandInState
import org.dunlog.app.ui.channels.handin.HandInViewModel
import org.dunlog.app.ui.channels.letter.LetterEvent
import org.dunlog.app.ui.channels.letter.LetterState
import org.dunlog.app.ui.channels.letter.LetterViewModel
import org.dunlog.app.ui.channels.router.Answers
import org.dunlog.app.ui.channels.router.RouterEvent
import org.dunlog.app.ui.channels.router.RouterViewModel
import org.dunlog.app.ui.files.Destination
import org.dunlog.app.ui.files.FileSender
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.home.HomeViewModel
import org.dunlog.app.ui.parts.day
import org.dunlog.core.ChannelId
import org.dunlog.core.DeadlineState
import org.dunlog.core.EventFilter
import org.dunlog.core.Fits
import org.dunlog.core.Fonts
import org.dunlog.core.HandInKind
import org.dunlog.core.Lender
import org.dunlog.core.LetterForm
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** From the question where to go to the step that stands in the log. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class ChannelsTest {
    @get:Rule
    val app = AppRule()
    private val context: Application get() = ApplicationProvider.getApplicationContext()
    private val document = Uri.parse("content://org.dunlog.test/document/1")
    private val today get() = Scenario.now.day()

    @Test
    fun whatThePersonSaysChangesWhatFits() {
        val saved = SavedStateHandle()
        val model = RouterViewModel(app.graph, saved).apply { read() }
        assertEquals(Fits.Later, model.fits("lender"))
        model.onEvent(RouterEvent.Say(Answers(Lender.Bank, lenderNamed = true, pageOnline = true)))
        assertEquals(Fits.Yes, model.fits("lender"))
        assertEquals(Fits.Yes, model.fits("web_12377"))
        val first = checkNotNull(model.state.value.channels).map { it.fits }
        assertEquals("what fits comes first", first.sortedBy { it.ordinal }, first)
        val restored = RouterViewModel(app.graph, SavedStateHandle(saved.keys().associateWith { saved.get<Any>(it) }))
        assertEquals(model.state.value.answers, restored.state.value.answers)
    }

    @Test
    fun aStepStandsInTheLogAndWhatIsDueIsSeenEverywhere() {
        val model = HandInViewModel(app.graph, SavedStateHandle()).apply { show(LENDER) }
        model.onEvent(HandInEvent.Write(step()))
        model.onEvent(HandInEvent.Save)
        assertTrue(model.state.value.saved)
        val place = ChannelViewModel(app.graph).apply { show(LENDER, Answers()) }
        assertEquals("GD0001", place.state.value.handIns.single().handIn.ticket)
        val promised = place.state.value.deadlines.first { it.what == "promised" }
        assertEquals(DeadlineState.Overdue to today.minusDays(1).toString(), promised.state to promised.day)
        assertTrue(place.state.value.deadlines.any { it.state == DeadlineState.Soon && it.what == "lender_15" })
        assertEquals(1, app.core.events(EventFilter(text = "GD0001")).events.size)
        val due = HomeViewModel(app.graph).apply { read() }.state.value.due
        assertEquals("promised", due.first().what)
        assertTrue(due.none { it.state == DeadlineState.Done || it.state == DeadlineState.Open })
        val router = RouterViewModel(app.graph, SavedStateHandle()).apply { read() }
        assertTrue(router.state.value.deadlines.any { it.what == "promised" })
        assertFalse("GD0001" in model.state.value.toString())
    }

    @Test
    fun whatIsHalfWrittenOutlivesTheProcessAndIsForgottenForAnotherPlace() {
        val saved = SavedStateHandle()
        val model = HandInViewModel(app.graph, saved).apply { show(LENDER) }
        model.onEvent(HandInEvent.Write(step()))
        val again = HandInViewModel(app.graph, SavedStateHandle(saved.keys().associateWith { saved.get<Any>(it) }))
        again.show(LENDER)
        assertEquals(step(), again.state.value)
        again.show(ChannelId("police"))
        assertEquals("", again.state.value.ticket)
    }

    @Test
    fun aDayThatIsStillToComeIsAProblem() {
        val model = HandInViewModel(app.graph, SavedStateHandle()).apply { show(LENDER) }
        model.onEvent(HandInEvent.Write(HandInState(LENDER, date = today.plusYears(50))))
        model.onEvent(HandInEvent.Save)
        assertEquals("invalid_input", model.state.value.problem?.code)
        assertFalse(model.state.value.saved)
    }

    @Test
    fun aLetterIsWrittenFromTheLogTheDetailsAndWhatIsChosen() {
        app.graph.papers.details.keep(DetailsDraft(DetailsDraft.Who("林晓", phone = "13900001234")))
        val model = letter("bank_12378")
        val first = checkNotNull(model.state.value.letter)
        assertTrue("林晓" in first.text && "13900001234" in first.text)
        assertTrue(first.citations.isNotEmpty() && first.ticks.isNotEmpty() && first.tone.isEmpty())
        assertFalse("this one prints no remark", model.state.value.takesRemark)
        val fields = model.state.value.fields.copy(ticks = listOf(first.ticks[0].id), cite = first.citations[0].id)
        model.onEvent(LetterEvent.Write(fields))
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))
        assertTrue(first.citations[0].zh in checkNotNull(model.state.value.letter).text)
        model.show("lender")
        assertEquals("nothing goes over to another letter", "", model.state.value.fields.cite)
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))
        assertTrue(model.state.value.takesRemark)
        model.onEvent(LetterEvent.Write(model.state.value.fields.copy(remark = "他们这些骗子天天打")))
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))
        assertEquals(setOf("骗子", "天天打"), model.state.value.letter?.tone.orEmpty().map { it.words }.toSet())
        assertFalse("林晓" in model.state.value.toString())
    }

    @Test
    fun aLetterThatDoesNotExistSaysSo() {
        val model = letter("no such letter")
        assertEquals("no_such_letter", model.state.value.problem?.code)
        assertNull(model.state.value.letter)
    }

    @Test
    fun aLetterIsSavedAsPdfInAFontThatIsOfUse() {
        val broken = context.cacheDir.resolve("broken.ttf").apply { writeText("no font") }
        app.fonts = listOf(Fonts(broken.path), paperFonts)
        assertEquals("%PDF-", saved(LetterForm.Pdf).take(5))
        assertTrue("<html" in saved(LetterForm.Html))
    }

    @Test
    fun withoutAFontTheLetterIsNoPdfAndThatIsSaid() {
        shadowOf(context.contentResolver).registerOutputStream(document, ByteArrayOutputStream())
        val model = letter("lender")
        model.file(Destination.Document(document), "letter.pdf", LetterForm.Pdf)
        waitUntil { !model.state.value.busy }
        assertEquals("letter_no_font", model.state.value.problem?.code)
        assertFalse(model.state.value.saved)
        assertNotNull(model.state.value.letter)
    }

    private fun saved(form: LetterForm): String {
        val bytes = ByteArrayOutputStream()
        shadowOf(context.contentResolver).registerOutputStream(document, bytes)
        val model = letter("lender")
        model.file(Destination.Document(document), "letter", form)
        waitUntil { !model.state.value.busy }
        assertNull(model.state.value.problem)
        assertTrue(model.state.value.saved)
        assertFalse(context.cacheDir.resolve("package").exists())
        return bytes.toByteArray().decodeToString()
    }

    private fun letter(id: String): LetterViewModel {
        val sender = FileSender(app.graph, PackageWriter(context))
        val model = LetterViewModel(app.graph, SavedStateHandle(), sender)
        model.show(id)
        waitUntil { model.state.value.letter != null || model.state.value.problem != null }
        return model
    }

    private fun step() = HandInState(
        LENDER,
        HandInKind.HandedIn,
        date = today.minusDays(10),
        office = "云川消费金融有限公司",
        ticket = "GD0001",
        promise = "三日内回电",
        promisedBy = today.minusDays(1),
    )

    private fun RouterViewModel.fits(id: String) =
        state.value.channels.orEmpty().single { it.channel.value == id }.fits

    private companion object {
        val LENDER = ChannelId("lender")
    }
}
