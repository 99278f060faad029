package org.dunlog.app.ui.export

import android.app.Application
import android.content.Context
import android.net.Uri
import android.os.Looper
import androidx.lifecycle.SavedStateHandle
import androidx.test.core.app.ApplicationProvider
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.io.OutputStream
import java.time.LocalDate
import java.util.zip.ZipFile
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.Scenario
import org.dunlog.app.testing.paperFonts
import org.dunlog.app.testing.waitUntil
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.day
import org.dunlog.core.CoreException
import org.dunlog.core.EpochMillis
import org.dunlog.core.EventFilter
import org.dunlog.core.Fonts
import org.dunlog.core.PersonId
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

/** From the choices to the files. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class ExportTest {
    @get:Rule
    val app = AppRule()
    private val context: Application get() = ApplicationProvider.getApplicationContext()
    private val document = Uri.parse("content://org.dunlog.test/document/1")

    @Test
    fun thePapersAreMadeInTheFontsOfThePhoneAndLieReadyToBeLookedAt() {
        app.fonts = listOf(paperFonts)
        val model = model()
        model.make("催证材料-20261108")
        assertNull(finished(model).problem)
        val made = checkNotNull(app.graph.papers.made.value)
        assertNull(made.noPdf)
        assertTrue("pages", made.exported.pages > 5)
        assertEquals("%PDF-", checkNotNull(made.pdf).readBytes().take(5).map { it.toInt().toChar() }.joinToString(""))
        val here = made.folder.listFiles().orEmpty().map { it.name to it.length() }.toSet()
        assertEquals(made.exported.files.map { it.name to it.bytes }.toSet(), here)
        assertTrue("an emoji has no glyph", "U+1F621" in made.exported.missingCharacters)
        assertEquals(2, made.exported.files.count { it.isPrivate })
        assertTrue(model.state.value.made)
        model.shown()
        model.entered() // back on the page of the choices
        waitUntil { !made.folder.exists() }
        assertNull(app.graph.papers.made.value)
    }

    @Test
    fun whereNoFontIsOfUseThePapersAreHtmlAndThatIsSaid() {
        val broken = context.cacheDir.resolve("broken.ttf").apply { writeText("no font") }
        app.fonts = listOf(Fonts("/no/such/font.ttf"), Fonts(broken.path))
        val model = model()
        model.make("papers")
        assertNull(finished(model).problem)
        val made = checkNotNull(app.graph.papers.made.value)
        assertEquals("font_unreadable", made.noPdf)
        assertNull(made.pdf)
        assertEquals(0, made.exported.pages)
        assertTrue(made.html.isFile)
    }

    @Test
    fun whatThePersonWroteStandsInThePapersAndTheIdNumberNowhereElse() {
        val draft = DetailsDraft(
            DetailsDraft.Who("林晓", phone = "13900001234", address = "青云市花园路0号"),
            addressee = "青云市公安局花园派出所",
        )
        app.graph.papers.details.keep(draft)
        val saved = SavedStateHandle()
        val model = model(saved)
        model.onEvent(ExportEvent.IdNumber(ID))
        assertEquals(ID, model.state.value.idNumber.text)
        assertFalse(ID in model.state.value.toString())
        model.make("papers")
        assertNull(finished(model).problem)
        assertEquals("it is forgotten at once", "", model.state.value.idNumber.text)
        val made = checkNotNull(app.graph.papers.made.value)
        val html = made.html.readText()
        for (words in listOf(ID, "青云市公安局花园派出所", "花园路0号")) assertTrue(words, words in html)
        assertFalse("saved state", saved.keys().any { ID in saved.get<Any>(it).toString() })
        val kept = context.dataDir.resolve("shared_prefs").walk().filter(File::isFile).map(File::readText).toList()
        assertFalse("preferences", kept.any { ID in it })
        val inPreferences = listOf("papers", "settings").flatMap {
            context.getSharedPreferences(it, Context.MODE_PRIVATE).all.values
        }
        assertFalse("preferences", inPreferences.any { ID in it.toString() })
        assertFalse("answers", ID in made.exported.toString() + made)
        app.core.flush()
        assertEquals("the log", 0, app.core.events(EventFilter(text = ID)).events.size)
    }

    @Test
    fun theIdNumberIsForgottenWhenThePageIsLeft() {
        val model = model()
        model.onEvent(ExportEvent.IdNumber(ID))
        model.left()
        assertEquals("", model.state.value.idNumber.text)
    }

    @Test
    fun stoppingLeavesNoPapers() {
        val model = model()
        app.core.beforeExport = { model.onEvent(ExportEvent.Stop) }
        model.make("papers")
        assertEquals(Problem("interrupted"), finished(model).problem)
        assertNull(app.graph.papers.made.value)
        assertFalse(context.cacheDir.resolve("papers").exists())
    }

    @Test
    fun itIsTheSameWhoeverNoticesTheStopFirst() {
        val model = model()
        app.core.beforeExport = {
            model.onEvent(ExportEvent.Stop)
            throw CoreException("interrupted", retry = false, where = "export.event")
        }
        model.make("papers")
        assertEquals(Problem("interrupted"), finished(model).problem)
    }

    @Test
    fun theSignedFileIsOneThatHolds() {
        val bytes = ByteArrayOutputStream()
        shadowOf(context.contentResolver).registerOutputStream(document, bytes)
        val model = model()
        model.write(Target.Bundle(document), "case")
        val done = checkNotNull(finished(model).done)
        assertTrue(done.exported.listed > 0)
        assertFalse(context.cacheDir.resolve("package").exists())
        val saved = context.cacheDir.resolve("case.dunlog").apply { writeBytes(bytes.toByteArray()) }
        ZipFile(saved).use { assertNotNull(it.getEntry("dunlog/data/verify.html")) }
        assertTrue(app.core.verify(saved.path).intact)
        var shared: File? = null
        model.write(Target.ShareBundle, "case") { shared = it }
        finished(model)
        assertEquals(listOf("case.dunlog"), context.cacheDir.resolve("share").list().orEmpty().toList())
        assertTrue(app.core.verify(checkNotNull(shared).path).intact)
    }

    @Test
    fun aPlaceThatCannotBeWrittenIsAProblemWithWords() {
        shadowOf(context.contentResolver).registerOutputStream(document, FullDisk)
        val model = model()
        model.write(Target.Bundle(document), "package")
        assertEquals(Problem("io"), finished(model).problem)
        assertFalse(context.cacheDir.resolve("package").exists())
    }

    @Test
    fun theChoicesReachTheEngine() {
        val choices = Choices(
            from = LocalDate.of(2026, 10, 1),
            to = LocalDate.of(2026, 10, 31),
            people = setOf(PersonId(2), PersonId(1)),
            maskBystanders = false,
            all = true,
            english = true,
        )
        val request = choices.request("/folder", Scenario.now)
        assertEquals(EpochMillis(1_790_784_000_000), request.fromMs) // 2026-10-01T00:00+08:00
        assertEquals(EpochMillis(1_793_462_400_000), request.toMs) // the whole of the last day
        assertEquals(listOf(PersonId(1), PersonId(2)), request.people)
        assertTrue(request.showBystanders && request.all && request.english)
        assertFalse(Choices().request("/folder", Scenario.now).showBystanders)
        assertFalse(choices.copy(to = LocalDate.of(2026, 9, 1)).isSpan)
    }

    @Test
    fun peopleAndDaysAreChosenAndOutliveTheProcess() {
        val saved = SavedStateHandle()
        val model = model(saved)
        model.onEvent(ExportEvent.ForPerson(PersonId(2), false))
        assertEquals(setOf(PersonId(1), PersonId(3)), model.state.value.choices.people)
        model.onEvent(ExportEvent.LastDays(30))
        assertEquals(Scenario.now.day().minusDays(29), model.state.value.choices.from)
        val restored = model(SavedStateHandle(saved.keys().associateWith { saved.get<Any>(it) }))
        assertEquals(model.state.value.choices, restored.state.value.choices)
        model.onEvent(ExportEvent.ForPerson(PersonId(2), true))
        assertNull("everybody", model.state.value.choices.people)
        for (id in 1L..3L) model.onEvent(ExportEvent.ForPerson(PersonId(id), false))
        assertFalse("nobody", model.state.value.isReady)
    }

    private fun model(saved: SavedStateHandle = SavedStateHandle()): ExportViewModel {
        val model = ExportViewModel(app.graph, saved, PackageWriter(context))
        shadowOf(Looper.getMainLooper()).idle()
        return model
    }

    /** Waits for the threads that copy. */
    private fun finished(model: ExportViewModel): ExportState {
        val end = System.nanoTime() + 20_000_000_000
        while (model.state.value.isBusy && System.nanoTime() < end) {
            shadowOf(Looper.getMainLooper()).idle()
            Thread.sleep(5)
        }
        assertFalse("still busy", model.state.value.isBusy)
        return model.state.value
    }

    private object FullDisk : OutputStream() {
        override fun write(byte: Int): Unit = throw IOException()
    }

    private companion object {
        /** There is no such place of issue, so it is nobody's. */
        const val ID = "000000190001010000"
    }
}
