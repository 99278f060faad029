package org.dunlog.app.capture

import android.content.Intent
import android.net.Uri
import android.telecom.CallScreeningService
import android.telecom.ParcelableCall
import android.telecom.TelecomManager
import android.telephony.TelephonyManager
import androidx.test.ext.junit.runners.AndroidJUnit4
import com.android.internal.telecom.ICallScreeningAdapter
import com.android.internal.telecom.ICallScreeningService
import java.lang.reflect.Proxy
import java.util.concurrent.TimeUnit
import org.dunlog.app.capture.CaptureRule.Companion.CALLER
import org.dunlog.app.capture.CaptureRule.Companion.START_MS
import org.dunlog.app.capture.CaptureRule.Companion.sourceSet
import org.dunlog.core.Source
import org.dunlog.core.columns
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper

@RunWith(AndroidJUnit4::class)
class CallsTest {
    @get:Rule val phone = CaptureRule()

    @Test @Config(sdk = [35]) fun aCallIsLetThroughBeforeItIsLogged() {
        var loggedAtAnswer = -1
        screen(incoming(CALLER)) { loggedAtAnswer = phone.core.events().events.size }
        assertEquals(0, loggedAtAnswer)
        assertEquals(CALLER, phone.onlyEvent().number)
        assertEquals(START_MS, phone.onlyEvent().timeMs.value)
    }

    @Test @Config(sdk = [35]) fun anOutgoingCallIsNotLoggedByScreening() {
        screen(incoming(CALLER).setCallDirection(1))
        assertTrue(phone.events().isEmpty())
    }

    @Test @Config(sdk = [35]) fun aWithheldNumberIsACallToo() {
        screen(incoming(null))
        phone.app.receive(ringing(""))
        phone.callRow(START_MS, 3, "-1")
        phone.app.capture.catchUp()
        assertEquals(3, phone.onlyEvent().sourceSet().size)
    }

    @Test @Config(sdk = [28, 29, 33, 35]) fun theTwoCopiesOfOneRingAreOneCall() {
        for (copies in listOf(listOf(null, CALLER), listOf(CALLER, null))) {
            copies.forEach { phone.app.receive(ringing(it)) }
        }
        assertEquals(CALLER, phone.onlyEvent().number)
    }

    @Test @Config(sdk = [26, 28, 29, 33, 35]) fun theCallLogIsReadOneFiveAndSixtySecondsAfterACall() {
        phone.app.receive(ringing(CALLER))
        phone.app.receive(phoneState(TelephonyManager.EXTRA_STATE_IDLE))
        phone.callRow(START_MS + 400, 3, CALLER)
        pass(1)
        assertEquals(setOf(Source.PhoneState, Source.CallLog), phone.onlyEvent().sourceSet())
        phone.callRow(START_MS + 20_000, 3, "13800000056") // while the first one rang: no broadcast
        pass(4)
        pass(55)
        assertEquals(2, phone.events().size)
    }

    @Test @Config(sdk = [35]) fun oneCallFromThreeSourcesIsOneRowWhateverColumnsThePhoneHas() {
        for ((at, vendor) in VENDORS.entries.withIndex()) {
            val time = START_MS + at * 3_600_000L
            phone.nowMs = time + 300
            screen(incoming(CALLER).setCreationTimeMillis(time))
            phone.app.receive(ringing(CALLER))
            phone.callRow(time, 3, CALLER, vendor.value)
            phone.nowMs = time + 30_000
            phone.app.capture.catchUp()
            val event = phone.events().last()
            assertEquals(vendor.key, at + 1, phone.events().size)
            assertEquals(vendor.key, setOf(Source.Screening, Source.PhoneState, Source.CallLog), event.sourceSet())
            val row = event.sources.single { it.source == Source.CallLog }
            for ((column, value) in vendor.value) {
                assertEquals(vendor.key, value?.toString(), row.columns[column])
            }
            assertEquals(vendor.key, "2", event.sim)
        }
    }

    @Test @Config(sdk = [35]) fun ringSecondsAreNeverTalkSeconds() {
        phone.callRow(START_MS, 5, CALLER)
        phone.app.capture.catchUp()
        val row = phone.core.events().events.single()
        assertNull(row.talkSeconds)
        assertEquals(7L, row.ringSeconds)
    }

    @Test @Config(sdk = [35]) fun aTypeThatOnlyOneMakerKnowsIsKept() {
        phone.callRow(START_MS, 101, CALLER)
        phone.app.capture.catchUp()
        assertEquals("101", phone.onlyEvent().callType?.word)
    }

    private fun pass(seconds: Long) {
        phone.nowMs += seconds * 1_000
        ShadowLooper.idleMainLooper(seconds, TimeUnit.SECONDS)
    }

    private fun incoming(number: String?) = ParcelableCall.ParcelableCallBuilder()
        .setId("one")
        .setHandle(number?.let { Uri.fromParts("tel", it, null) })
        .setHandlePresentation(TelecomManager.PRESENTATION_ALLOWED)
        .setProperties(0)
        .setCreationTimeMillis(START_MS)
        .setCallDirection(0)
        .setCallerDisplayName("")
        .setConferenceableCallIds(emptyList())
        .setCannedSmsResponses(emptyList())

    /** Has the system ask, and refuses any answer but "let it through". */
    private fun screen(call: ParcelableCall.ParcelableCallBuilder, answered: () -> Unit = {}) {
        var answers = 0
        val asked = arrayOf(ICallScreeningAdapter::class.java)
        val adapter = Proxy.newProxyInstance(javaClass.classLoader, asked) { _, method, given ->
            if (method.name == "onScreeningResponse") {
                val response = given[2] as CallScreeningService.ParcelableCallResponse? // none: an outgoing call
                val keptFrom = response?.run { shouldDisallowCall() || shouldSkipCallLog() || shouldSilenceCall() }
                assertFalse(keptFrom ?: false)
                answers++
                answered()
            }
            null
        } as ICallScreeningAdapter
        val service = Robolectric.setupService(CallScreening::class.java)
        val binder = service.onBind(Intent(CallScreeningService.SERVICE_INTERFACE)) as ICallScreeningService
        binder.screenCall(adapter, call.createParcelableCall())
        ShadowLooper.idleMainLooper()
        assertTrue("the phone waits for an answer", answers > 0)
    }

    private companion object {
        /** The columns that makers add, as far as they are known. */
        val VENDORS: Map<String, Map<String, Any?>> = mapOf(
            "AOSP" to mapOf("subscription_id" to "2", "missed_reason" to 0L, "features" to 4),
            "MIUI" to mapOf("simid" to 2, "firewalltype" to 0, "cloud_antispam_type_tag" to "骚扰"),
            "EMUI" to mapOf("subscription_id" to 2, "mark_type" to "crank", "is_cloud_mark" to 1, "ring_times" to 9),
            "Honor" to mapOf("subscription_id" to 2, "mark_content" to "疑似骚扰", "mark_count" to 31),
            "ColorOS" to mapOf("simid" to -1, "subscription_id" to 2, "ring_time" to 9, "oplus_data1" to null),
            "OriginOS" to mapOf("simid" to 2, "record_duration" to 9L),
            "One UI" to mapOf("sim_id" to 2, "data1" to null),
            "others" to mapOf("phone_id" to 2),
        )
    }
}
