package org.dunlog.app.ui.backup

import android.app.Application
import android.net.Uri
import androidx.test.core.app.ApplicationProvider
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.OutputStream
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.SecondPhone
import org.dunlog.app.testing.waitUntil
import org.dunlog.app.ui.files.Destination
import org.dunlog.app.ui.files.FileSender
import org.dunlog.app.ui.files.Inbox
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.core.EventFilter
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** A backup goes out of one phone and comes back on another. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class BackupTest {
    @get:Rule
    val app = AppRule()

    @get:Rule
    val mother = SecondPhone()
    private val context: Application get() = ApplicationProvider.getApplicationContext()
    private val document = Uri.parse("content://org.dunlog.test/document/1")

    @Test
    fun whatIsBackedUpOnOnePhoneIsFoundOnTheOther() {
        val file = mother.file("backup.age").apply { writeBytes(backup()) }
        val model = RestoreViewModel(app.graph, Inbox(context))
        model.picked(Uri.fromFile(file))
        waitUntil { model.state.value.file != null }
        assertFalse(model.state.value.isReady)
        model.onEvent(RestoreEvent.Passphrase("not the one"))
        model.onEvent(RestoreEvent.Restore)
        waitUntil { model.state.value.problem != null }
        assertEquals("wrong_passphrase", model.state.value.problem?.code)
        model.onEvent(RestoreEvent.Passphrase(PASSPHRASE))
        model.onEvent(RestoreEvent.Restore)
        waitUntil { model.state.value.restored != null }
        assertEquals(3L, model.state.value.restored?.logs?.single()?.events)
        assertEquals(1, app.core.events(EventFilter(text = SecondPhone.FIRST)).events.size)
        assertEquals("", model.state.value.passphrase)
        assertFalse(context.cacheDir.resolve("incoming").exists())
    }

    @Test
    fun thePassphraseIsLongTypedTwiceAndForgotten() {
        val model = backupModel()
        model.onEvent(BackupEvent.First("short"))
        model.onEvent(BackupEvent.Second("short"))
        assertTrue(model.state.value.isShort && !model.state.value.isReady)
        model.onEvent(BackupEvent.First(PASSPHRASE))
        assertTrue(model.state.value.differs && !model.state.value.isReady)
        model.onEvent(BackupEvent.Second(PASSPHRASE))
        assertTrue(model.state.value.isReady)
        assertFalse(model.state.value.withKey)
        assertFalse(model.state.value.toString().contains(PASSPHRASE))
        model.clear()
        assertEquals(BackupState(), model.state.value)
    }

    @Test
    fun aBackupThatCannotBeWrittenIsAProblemAndNoSuccess() {
        shadowOf(context.contentResolver).registerOutputStream(document, FullDisk)
        val model = backupModel()
        model.onEvent(BackupEvent.First(PASSPHRASE))
        model.onEvent(BackupEvent.Second(PASSPHRASE))
        model.save(Destination.Document(document), "backup.age")
        waitUntil { model.state.value.problem != null }
        assertEquals("io", model.state.value.problem?.code)
        assertNull(model.state.value.bytes)
        assertFalse(context.cacheDir.resolve("package").exists())
    }

    private fun backup(): ByteArray {
        val bytes = ByteArrayOutputStream()
        shadowOf(context.contentResolver).registerOutputStream(document, bytes)
        val model = backupModel()
        model.onEvent(BackupEvent.First(PASSPHRASE))
        model.onEvent(BackupEvent.Second(PASSPHRASE))
        model.save(Destination.Document(document), "backup.age")
        waitUntil { model.state.value.bytes != null }
        assertEquals("the passphrase is forgotten", "", model.state.value.first)
        assertEquals(model.state.value.bytes, bytes.size().toLong())
        return bytes.toByteArray()
    }

    private fun backupModel() = BackupViewModel(mother.graph, FileSender(mother.graph, PackageWriter(context)))

    private object FullDisk : OutputStream() {
        override fun write(byte: Int): Unit = throw IOException()
    }

    private companion object {
        const val PASSPHRASE = "一二三四五六七八"
    }
}
