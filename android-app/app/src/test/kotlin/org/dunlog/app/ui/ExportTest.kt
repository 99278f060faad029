package org.dunlog.app.ui

import android.app.Application
import android.net.Uri
import android.os.Looper
import androidx.lifecycle.SavedStateHandle
import androidx.test.core.app.ApplicationProvider
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.io.OutputStream
import java.time.LocalDate
import java.util.zip.ZipFile
import java.util.zip.ZipInputStream
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.DocumentTree
import org.dunlog.app.testing.Scenario
import org.dunlog.app.ui.export.Choices
import org.dunlog.app.ui.export.ExportEvent
import org.dunlog.app.ui.export.ExportState
import org.dunlog.app.ui.export.ExportViewModel
import org.dunlog.app.ui.export.Target
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.day
import org.dunlog.core.EpochMillis
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
    fun aZipHoldsEveryFileOfThePackageAndNothingStaysBehind() {
        val bytes = ByteArrayOutputStream()
        shadowOf(context.contentResolver).registerOutputStream(document, bytes)
        val model = model()
        model.write(Target.Zip(document), "package")
        val done = checkNotNull(finished(model).done)
        assertEquals(done.exported.files.map { it.name to it.bytes }.toSet(), unzipped(bytes.toByteArray()))
        assertTrue(done.exported.listed > 0)
        assertFalse(context.cacheDir.resolve("package").exists())
    }

    @Test
    fun aFolderGetsANewFolderWithEveryFile() {
        val documents = DocumentTree.install().documents
        val model = model()
        model.write(Target.Folder(DocumentTree.tree), "package")
        val done = checkNotNull(finished(model).done)
        assertEquals(listOf("package") + done.exported.files.map { it.name }.sorted(), documents.keys.toList())
        for (file in done.exported.files) assertEquals(file.bytes, documents.getValue(file.name).size().toLong())
    }

    @Test
    fun whatIsSharedIsAFileThatOnlyThisAppCanHandOut() {
        val model = model()
        var shared: File? = null
        model.write(Target.Share, "催证材料-20261108") { shared = it }
        assertNotNull(finished(model).done)
        val file = checkNotNull(shared)
        assertEquals(context.cacheDir.resolve("share"), file.parentFile)
        assertTrue(unzipped(file.readBytes()).any { (name, _) -> name == "报告.html" })
        model.write(Target.Share, "next") { shared = it }
        finished(model)
        assertEquals(listOf("next.zip"), context.cacheDir.resolve("share").list().orEmpty().toList())
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
        model.write(Target.Zip(document), "package")
        assertEquals(Problem("io"), finished(model).problem)
        assertFalse(context.cacheDir.resolve("package").exists())
    }

    @Test
    fun stoppingWritesNothingAndSaysSo() {
        val model = model()
        val stream = StoppingStream { model.onEvent(ExportEvent.Stop) }
        shadowOf(context.contentResolver).registerOutputStream(document, stream)
        model.write(Target.Zip(document), "package")
        val state = finished(model)
        assertEquals(Problem("interrupted"), state.problem)
        assertNull(state.done)
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
        )
        val request = choices.request("/folder", Scenario.now)
        assertEquals(EpochMillis(1_790_784_000_000), request.fromMs) // 2026-10-01T00:00+08:00
        assertEquals(EpochMillis(1_793_462_400_000), request.toMs) // the whole of the last day
        assertEquals(listOf(PersonId(1), PersonId(2)), request.people)
        assertTrue(request.showBystanders && request.all)
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

    private fun unzipped(bytes: ByteArray): Set<Pair<String, Long>> {
        val zip = ZipInputStream(ByteArrayInputStream(bytes))
        return generateSequence { zip.nextEntry }.map { it.name to zip.readBytes().size.toLong() }.toSet()
    }

    private object FullDisk : OutputStream() {
        override fun write(byte: Int): Unit = throw IOException()
    }

    /** Has the person tap stop as soon as something is written. */
    private class StoppingStream(private val stop: () -> Unit) : OutputStream() {
        override fun write(byte: Int) = stop()
    }
}
