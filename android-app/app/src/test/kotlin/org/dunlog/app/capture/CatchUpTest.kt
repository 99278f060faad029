package org.dunlog.app.capture

import android.app.job.JobScheduler
import android.content.Intent
import androidx.test.ext.junit.runners.AndroidJUnit4
import org.dunlog.app.AppGraph
import org.dunlog.app.capture.CaptureRule.Companion.CALLER
import org.dunlog.app.capture.CaptureRule.Companion.SENDER
import org.dunlog.app.capture.CaptureRule.Companion.START_MS
import org.dunlog.app.capture.CaptureRule.Companion.THREAT
import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.core.Core
import org.dunlog.core.CoreException
import org.dunlog.core.Gap
import org.dunlog.core.Label
import org.dunlog.core.Observation
import org.dunlog.core.Observed
import org.dunlog.core.PersonId
import org.dunlog.core.Source
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

@RunWith(AndroidJUnit4::class)
@Config(sdk = [35])
class CatchUpTest {
    @get:Rule val phone = CaptureRule()

    @Test fun whatWasThereBeforeTheInstallIsReadAndJudged() {
        for (day in 1..40L) phone.messageRow(START_MS - day * DAY, SENDER, "$THREAT$day")
        phone.app.capture.catchUp()
        assertEquals(40, phone.events().size)
        assertTrue(phone.events().all { it.verdict?.label == Label.Harassment })
    }

    @Test @Config(sdk = [26, 28, 29, 33, 35]) fun aMissedBroadcastIsOneRowAndTheGapIsOnRecord() {
        phone.app.capture.catchUp()
        phone.nowMs += HOUR
        phone.messageRow(phone.nowMs, SENDER, THREAT)
        phone.nowMs += HOUR
        val started = phone.nowMs
        val capture = phone.newProcess()
        repeat(3) { capture.catchUp() }
        assertEquals(listOf(Source.SmsInbox), phone.onlyEvent().sources.map { it.source })
        val gap = phone.core.gaps().single()
        assertEquals(Gap.NOT_RUNNING, gap.why)
        assertEquals(Source.SmsBroadcast, gap.source)
        assertEquals(START_MS..started, gap.fromMs.value..gap.toMs.value)
    }

    @Test fun aProcessThatMissedNothingHasNoGap() {
        phone.app.capture.catchUp()
        phone.nowMs += DAY
        phone.newProcess().catchUp()
        assertTrue(phone.core.gaps().isEmpty())
    }

    @Test fun ownMessagesAreNotMissed() {
        phone.app.capture.catchUp()
        phone.nowMs += HOUR
        phone.messageRow(phone.nowMs, SENDER, "请不要再联系我", mapOf("type" to 2))
        phone.callRow(phone.nowMs, 2, CALLER)
        phone.nowMs += HOUR
        phone.newProcess().catchUp()
        assertEquals(2, phone.events().size)
        assertTrue(phone.core.gaps().isEmpty())
    }

    @Test fun draftsAreNoEvidence() {
        phone.messageRow(START_MS, SENDER, "想了想没有发", mapOf("type" to 3))
        phone.app.capture.catchUp()
        assertTrue(phone.events().isEmpty())
    }

    @Test fun aPermissionThatWasNeverGivenIsAGap() {
        phone.permissions.states[Need.CallLog] = NeedState.Refused
        phone.callRow(START_MS, 3, CALLER)
        phone.app.capture.catchUp()
        assertTrue(phone.events().isEmpty())
        val gap = phone.core.gaps().single()
        assertEquals(Gap.PERMISSION_REFUSED to Source.CallLog, gap.why to gap.source)
    }

    @Test fun aPermissionThatIsTakenAwayIsAGapUntilItIsBackAndThenNothingIsMissing() {
        phone.app.capture.catchUp()
        phone.nowMs += HOUR
        phone.permissions.states[Need.ReadSms] = NeedState.Refused
        phone.messageRow(phone.nowMs, SENDER, THREAT)
        phone.app.capture.catchUp()
        assertEquals(START_MS, phone.core.gaps().single().fromMs.value)
        phone.nowMs += HOUR
        phone.permissions.states[Need.ReadSms] = NeedState.Granted
        phone.app.capture.catchUp()
        val gaps = phone.core.gaps().filter { it.source == Source.SmsInbox }
        assertEquals(listOf(Gap.PERMISSION_REVOKED, Gap.PERMISSION_REVOKED), gaps.map { it.why })
        assertEquals(phone.nowMs, gaps.maxOf { it.toMs.value })
        assertEquals(1, phone.events().size)
    }

    @Test fun aRoleThatWasNeverAskedForIsNotMissed() {
        phone.permissions.states[Need.ScreeningRole] = NeedState.Refused
        phone.permissions.states[Need.NotificationAccess] = NeedState.Refused
        phone.app.capture.catchUp()
        assertTrue(phone.core.gaps().isEmpty())
    }

    @Test fun aStoreThatRefusesThoughThePermissionIsGrantedIsOneGapAndNotOneEachTime() {
        phone.calls.refuses = true
        repeat(5) {
            phone.app.capture.catchUp()
            phone.nowMs += 60_000
        }
        assertEquals(Source.CallLog, phone.core.gaps().single().source)
    }

    @Test fun aFullCallLogThatLostRowsIsAGap() {
        phone.callRow(START_MS - HOUR, 3, CALLER)
        phone.app.capture.catchUp()
        phone.calls.rows.clear()
        phone.nowMs += DAY
        for (row in 0 until 500L) phone.callRow(START_MS + HOUR + row * 60_000, 3, CALLER)
        phone.app.capture.catchUp()
        val gap = phone.core.gaps().single { it.why == Gap.CALL_LOG_TRIMMED }
        assertEquals(START_MS - HOUR..START_MS + HOUR, gap.fromMs.value..gap.toMs.value)
        assertEquals(501, phone.core.summary().events.toInt())
    }

    @Test fun aRowFromTheFutureDoesNotHideThoseThatFollow() {
        phone.messageRow(START_MS + 300 * DAY, SENDER, "来自未来")
        phone.app.capture.catchUp()
        phone.messageRow(START_MS + HOUR, SENDER, THREAT)
        phone.nowMs += 2 * HOUR
        phone.app.capture.catchUp()
        assertEquals(2, phone.events().size)
    }

    @Test fun aStoreThatDoesNotKnowXiaomisParameterIsReadWithoutIt() {
        phone.messages.knowsOnly = emptySet()
        phone.messageRow(START_MS, SENDER, THREAT)
        phone.app.capture.catchUp()
        assertEquals(THREAT, phone.onlyEvent().text)
    }

    @Test @Config(sdk = [26, 28, 29, 33, 35]) fun afterAStartOfThePhoneEverythingIsReadAndTheJobIsThere() {
        phone.messageRow(START_MS, SENDER, THREAT)
        phone.app.receive(Intent(Intent.ACTION_BOOT_COMPLETED))
        assertEquals(THREAT, phone.onlyEvent().text)
        val jobs = phone.app.getSystemService(JobScheduler::class.java)
        assertNotNull(jobs.getPendingJob(ReconcileJob.PERIODIC))
    }

    @Test fun whatCannotBeWrittenIsToldToTheFirstScreen() {
        phone.app.capture.catchUp()
        assertNull(phone.app.graph.captureReport.value.failure)
        phone.core.close()
        phone.app.receive(smsBroadcast(SENDER, THREAT))
        assertEquals("closed", phone.app.graph.captureReport.value.failure?.code)
    }

    /** The judging that followed a failed append succeeded, and what was said of the failure was gone at once. */
    @Test fun anAppendThatFailedStaysSaid() {
        val full = object : Core by phone.core {
            override fun observe(person: PersonId, observations: List<Observation>): List<Observed> =
                throw CoreException("db_full", false, "ledger.append")
        }
        val before = phone.app.graph
        phone.app.graph = AppGraph(before.settings, before.permissions, { full }, before.coreExecutor, before.now)
        phone.app.receive(smsBroadcast(SENDER, THREAT))
        assertEquals("db_full", phone.app.graph.captureReport.value.failure?.code)
    }

    private companion object {
        const val HOUR = 3_600_000L
        const val DAY = 24 * HOUR
    }
}
