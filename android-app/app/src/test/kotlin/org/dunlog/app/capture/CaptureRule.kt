package org.dunlog.app.capture

import android.provider.CallLog
import androidx.test.core.app.ApplicationProvider
import java.io.File
import java.nio.file.Files
import org.dunlog.app.AppGraph
import org.dunlog.app.DunlogApp
import org.dunlog.app.Settings
import org.dunlog.app.testing.DirectExecutor
import org.dunlog.app.testing.TestPermissions
import org.dunlog.core.Core
import org.dunlog.core.EpochMillis
import org.dunlog.core.EventRecord
import org.dunlog.core.Role
import org.dunlog.core.RustCore
import org.dunlog.core.Source
import org.junit.rules.ExternalResource
import org.robolectric.Robolectric

/** A phone with stores of its own, a clock that the test moves, and the real engine. */
class CaptureRule : ExternalResource() {
    var nowMs = START_MS
    lateinit var core: Core
        private set
    lateinit var permissions: TestPermissions
        private set
    lateinit var calls: FakeStore
        private set
    lateinit var messages: FakeStore
        private set
    val app: DunlogApp get() = ApplicationProvider.getApplicationContext()
    val state get() = CaptureState(app)
    private lateinit var folder: File

    override fun before() {
        folder = Files.createTempDirectory("dunlog").toFile()
        core = RustCore.open(folder.resolve("log.db").path)
        permissions = TestPermissions(app)
        val settings = Settings(app)
        settings.personName = "林晓"
        settings.role = Role.Debtor
        app.graph = AppGraph(settings, permissions, { core }, DirectExecutor(), { EpochMillis(nowMs) })
        app.capture.listener.connected()
        calls = Robolectric.buildContentProvider(FakeStore::class.java).create(CallLog.AUTHORITY).get()
        messages = Robolectric.buildContentProvider(FakeStore::class.java).create("sms").get()
    }

    override fun after() {
        core.close()
        folder.deleteRecursively()
    }

    /** A capture that has not compared anything in this process, as after a death of the old one. */
    fun newProcess() = Capture(app).also { it.listener.connected() }

    /** Every event, oldest first. */
    fun events(): List<EventRecord> = core.events(limit = 200).events.reversed().map { core.event(it.id) }

    /** The one event that there must be. */
    fun onlyEvent(): EventRecord = events().single()

    fun callRow(atMs: Long, type: Int, number: String, vendor: Map<String, Any?> = emptyMap()) {
        calls.rows += mapOf(
            "_id" to calls.rows.size + 1L,
            "number" to number,
            "date" to atMs,
            "type" to type,
            "duration" to 7L,
            "name" to null,
        ) + vendor
    }

    fun messageRow(atMs: Long, sender: String, text: String, vendor: Map<String, Any?> = emptyMap()) {
        messages.rows += mapOf(
            "_id" to messages.rows.size + 1L,
            "address" to sender,
            "date" to atMs,
            "date_sent" to atMs - 2_000,
            "type" to 1,
            "body" to text,
        ) + vendor
    }

    companion object {
        /** 1 October 2026, 21:03:11 in China. */
        const val START_MS = 1_790_859_791_000L
        const val CALLER = "13900001234"
        const val SENDER = "106900001234"
        const val THREAT = "【速来贷】今天再不还钱就通知你的家人和单位,后果自负!"

        fun EventRecord.sourceSet(): Set<Source> = sources.map { it.source }.toSet()
    }
}
