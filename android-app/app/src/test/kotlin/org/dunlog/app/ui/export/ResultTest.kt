package org.dunlog.app.ui.export

import android.app.Application
import android.net.Uri
import androidx.lifecycle.SavedStateHandle
import androidx.test.core.app.ApplicationProvider
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.io.OutputStream
import java.util.zip.ZipInputStream
import org.dunlog.app.papers.MadePapers
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.DocumentTree
import org.dunlog.app.testing.waitUntil
import org.dunlog.app.ui.export.result.Outcome
import org.dunlog.app.ui.export.result.PapersTarget
import org.dunlog.app.ui.export.result.ResultState
import org.dunlog.app.ui.export.result.ResultViewModel
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.parts.Problem
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** From the finished papers to where the person wants them. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class ResultTest {
    @get:Rule
    val app = AppRule()
    private val context: Application get() = ApplicationProvider.getApplicationContext()
    private val document = Uri.parse("content://org.dunlog.test/document/1")
    private lateinit var model: ResultViewModel
    private lateinit var made: MadePapers

    @Before
    fun makePapers() {
        val making = ExportViewModel(app.graph, SavedStateHandle(), PackageWriter(context))
        making.make("催证材料-20261108")
        waitUntil { app.graph.papers.made.value != null }
        made = checkNotNull(app.graph.papers.made.value)
        model = ResultViewModel(app.graph, PackageWriter(context))
        waitUntil { model.state.value.made != null }
    }

    @Test
    fun aZipHoldsEveryFileAndThePapersStayToBeLookedAt() {
        val bytes = ByteArrayOutputStream()
        shadowOf(context.contentResolver).registerOutputStream(document, bytes)
        model.send(PapersTarget.Zip(document))
        assertEquals(Outcome.Saved, finished().done)
        assertEquals(made.exported.files.map { it.name to it.bytes }.toSet(), unzipped(bytes.toByteArray()))
        assertTrue(made.folder.isDirectory)
    }

    @Test
    fun aFolderGetsANewFolderWithEveryFile() {
        val documents = DocumentTree.install().documents
        model.send(PapersTarget.Folder(DocumentTree.tree))
        assertEquals(Outcome.Saved, finished().done)
        assertEquals(listOf(made.name) + made.exported.files.map { it.name }.sorted(), documents.keys.toList())
        for (file in made.exported.files) assertEquals(file.bytes, documents.getValue(file.name).size().toLong())
    }

    @Test
    fun whatIsSharedLeavesOutWhatIsForThePersonAlone() {
        var shared: File? = null
        model.send(PapersTarget.Share { shared = it })
        assertEquals(Outcome.Packed, finished().done)
        val file = checkNotNull(shared)
        assertEquals(context.cacheDir.resolve("share"), file.parentFile)
        val names = unzipped(file.readBytes()).map { it.first }.toSet()
        assertTrue("材料.html" in names)
        assertEquals(made.exported.files.filterNot { it.isPrivate }.map { it.name }.toSet(), names)
        assertTrue(made.exported.files.any { it.isPrivate })
        var opened: File? = null
        model.openHtml { opened = it }
        waitUntil { opened != null }
        assertEquals(listOf("材料.html"), context.cacheDir.resolve("share").list().orEmpty().toList())
    }

    @Test
    fun aPlaceThatCannotBeWrittenIsAProblemWithWords() {
        shadowOf(context.contentResolver).registerOutputStream(document, FullDisk)
        model.send(PapersTarget.Zip(document))
        assertEquals(Problem("io"), finished().problem)
        assertTrue("they can be saved elsewhere", made.folder.isDirectory)
    }

    @Test
    fun stoppingWritesNothingMoreAndSaysSo() {
        shadowOf(context.contentResolver).registerOutputStream(document, StoppingStream { model.stop() })
        model.send(PapersTarget.Zip(document))
        val state = finished()
        assertEquals(Problem("interrupted"), state.problem)
        assertNull(state.done)
    }

    @Test
    fun papersThatAreGoneAreNotPretendedToBeThere() {
        app.graph.papers.made.value = null
        waitUntil { model.state.value.made == null }
        model.send(PapersTarget.Zip(document))
        assertFalse(model.state.value.progress != null)
    }

    private fun finished(): ResultState {
        waitUntil { model.state.value.progress == null }
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
