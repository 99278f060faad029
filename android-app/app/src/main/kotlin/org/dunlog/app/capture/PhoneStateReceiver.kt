package org.dunlog.app.capture

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.telephony.TelephonyManager
import org.dunlog.app.graph
import org.dunlog.core.CallObservation
import org.dunlog.core.CallType
import org.dunlog.core.EpochMillis
import org.dunlog.core.Source

/**
 * Hears that the phone rings, from whom, and that it stopped.
 *
 * From Android 9 on this comes twice for one call, in no certain order: once without the field for the number, for
 * apps that may not see it. That copy is left alone. Without the permission for the call log no other copy comes;
 * a ring without a number could never be recognised as the row of the call log that is read later, and would make
 * two calls of one, so it is not logged, and the missing permission stands as a gap.
 */
class PhoneStateReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action != TelephonyManager.ACTION_PHONE_STATE_CHANGED) return
        when (intent.getStringExtra(TelephonyManager.EXTRA_STATE)) {
            TelephonyManager.EXTRA_STATE_RINGING -> rings(context, intent)
            TelephonyManager.EXTRA_STATE_IDLE -> context.capture.callEnded()
        }
    }

    @Suppress("DEPRECATION") // the screening service replaces it only where the person gave us its role
    private fun rings(context: Context, intent: Intent) {
        if (!intent.hasExtra(TelephonyManager.EXTRA_INCOMING_NUMBER)) return
        val now = context.graph.now()
        val pending = goAsync()
        context.capture.saw(listOf(observation(context, intent, now))) { pending?.finish() }
    }

    @Suppress("DEPRECATION")
    private fun observation(context: Context, intent: Intent, now: EpochMillis) = CallObservation(
        timeMs = now,
        source = Source.PhoneState,
        callType = CallType.Ringing,
        number = intent.getStringExtra(TelephonyManager.EXTRA_INCOMING_NUMBER),
        raw = liveFacts(context, now),
    )
}
