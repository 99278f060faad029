package org.dunlog.app.capture

import androidx.test.ext.junit.runners.AndroidJUnit4
import org.dunlog.app.AppGraph
import org.dunlog.core.CheckpointReason
import org.dunlog.core.Core
import org.dunlog.core.CoreException
import org.dunlog.core.Incident
import org.dunlog.core.PersonId
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

@RunWith(AndroidJUnit4::class)
@Config(sdk = [35])
class LogKeepingTest {
    @get:Rule val phone = CaptureRule()
    private var reading = ClockReading(CaptureRule.START_MS, 1_000, boot = 3)
    private val incidents = mutableListOf<Pair<Incident, String>>()
    private var refused: CoreException? = null

    @Test fun aClockThatRunsIsNoIncident() {
        look()
        pass(HOUR)
        set(4 * MINUTE) // the network puts it right
        look()
        pass(30 * 24 * HOUR)
        look()
        assertEquals(emptyList<Any>(), incidents)
    }

    @Test fun aClockThatIsSetBackOrForwardIsWrittenOnce() {
        look()
        pass(MINUTE)
        set(-HOUR)
        repeat(3) { look() }
        assertEquals(listOf(Incident.ClockBack to "3600"), incidents)
        pass(HOUR)
        set(6 * MINUTE)
        repeat(3) { look() }
        assertEquals(Incident.ClockForward to "360", incidents.last())
        assertEquals(2, incidents.size)
    }

    @Test fun overARestartNothingCanBeSaid() {
        look()
        reading = reading.copy(wallMs = reading.wallMs - HOUR, upMs = 500, boot = 4)
        look()
        reading = ClockReading(reading.wallMs + HOUR, 400, boot = 4) // no count of starts, and less time than before
        look()
        assertEquals(emptyList<Any>(), incidents)
    }

    @Test fun anIncidentThatCouldNotBeWrittenIsFoundAgain() {
        look()
        set(-HOUR)
        refused = CoreException("db_full", false, "ledger.append")
        look()
        assertEquals("db_full", phone.app.graph.captureReport.value.failure?.code)
        refused = null
        look()
        assertEquals(listOf(Incident.ClockBack to "3600"), incidents)
    }

    @Test fun theLogIsSignedOnceADayAndAnEmptyOneIsNoFailure() {
        phone.app.capture.signDaily()
        assertNull(phone.app.graph.captureReport.value.failure)
        phone.messageRow(CaptureRule.START_MS, CaptureRule.SENDER, CaptureRule.THREAT)
        phone.app.capture.catchUp()
        phone.app.capture.signDaily()
        val owner = checkNotNull(phone.app.graph.owner()).id
        val signed = phone.core.checkpoint(owner, CheckpointReason.Demand)
        phone.app.capture.signDaily()
        assertEquals(signed, phone.core.checkpoint(owner, CheckpointReason.Demand))
    }

    private fun look() {
        val core = object : Core by phone.core {
            override fun addIncident(person: PersonId, what: Incident, detail: String) {
                refused?.let { throw it }
                phone.core.addIncident(person, what, detail)
                incidents += what to detail
            }
        }
        val before = phone.app.graph
        val graph = AppGraph(before.settings, before.permissions, { core }, before.coreExecutor, before.now) { reading }
        phone.app.graph = graph
        phone.app.capture.catchUp()
        before.captureReport.value = graph.captureReport.value
        phone.app.graph = before
    }

    private fun pass(ms: Long) {
        reading = reading.copy(wallMs = reading.wallMs + ms, upMs = reading.upMs + ms)
    }

    private fun set(ms: Long) {
        reading = reading.copy(wallMs = reading.wallMs + ms)
    }

    private companion object {
        const val MINUTE = 60_000L
        const val HOUR = 60 * MINUTE
    }
}
