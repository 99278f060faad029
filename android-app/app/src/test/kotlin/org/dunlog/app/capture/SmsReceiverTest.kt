package org.dunlog.app.capture

import androidx.test.ext.junit.runners.AndroidJUnit4
import org.dunlog.app.capture.CaptureRule.Companion.SENDER
import org.dunlog.app.capture.CaptureRule.Companion.THREAT
import org.dunlog.app.capture.CaptureRule.Companion.sourceSet
import org.dunlog.core.Label
import org.dunlog.core.Source
import org.dunlog.core.columns
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

@RunWith(AndroidJUnit4::class)
@Config(sdk = [26, 28, 29, 33, 35])
class SmsReceiverTest {
    @get:Rule val phone = CaptureRule()

    @Test fun anSmsBecomesARowWithAVerdictAndItsRawUnits() {
        phone.app.receive(smsBroadcast(SENDER, THREAT))
        val event = phone.onlyEvent()
        assertEquals(THREAT, event.text)
        assertEquals(SENDER, event.number)
        assertEquals("2", event.sim)
        assertEquals(Label.Harassment, event.verdict?.label)
        val raw = event.sources.single().columns
        assertTrue(raw.keys.containsAll(setOf("pdu_0", "format", "elapsed_realtime_ms", "boot_count", "utc_offset_s")))
    }

    @Test fun thePartsOfALongSmsAreOneText() {
        phone.app.receive(smsBroadcast(SENDER, THREAT.take(10), THREAT.drop(10)))
        assertEquals(THREAT, phone.onlyEvent().text)
    }

    @Test fun aSenderMayBeMissing() {
        phone.app.receive(smsBroadcast("", THREAT))
        assertNull(phone.onlyEvent().number?.ifBlank { null })
    }

    @Test fun theStoredRowOfAMessageIsItsSecondWitness() {
        phone.app.receive(smsBroadcast(SENDER, THREAT))
        phone.messageRow(phone.nowMs + 900, SENDER, THREAT)
        phone.nowMs += 5_000
        phone.app.capture.catchUp()
        phone.app.capture.catchUp()
        assertEquals(setOf(Source.SmsBroadcast, Source.SmsInbox), phone.onlyEvent().sourceSet())
    }

    @Test fun nothingIsLoggedBeforeThePersonSaysWhosePhoneThisIs() {
        phone.app.graph.settings.personName = null
        phone.app.receive(smsBroadcast(SENDER, THREAT))
        assertEquals(0, phone.core.events().events.size)
    }
}
