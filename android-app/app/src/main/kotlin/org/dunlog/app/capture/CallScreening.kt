package org.dunlog.app.capture

import android.os.Build
import android.telecom.Call
import android.telecom.CallScreeningService
import org.dunlog.app.graph
import org.dunlog.core.CallObservation
import org.dunlog.core.CallType
import org.dunlog.core.EpochMillis
import org.dunlog.core.Source

/**
 * Hears of every incoming call of an unknown number before the phone rings, where the person made this the
 * call-screening app (Android 10 and newer).
 *
 * It answers first and logs afterwards: a phone must never ring late because of us. The answer is always "let it
 * through", in full: nothing is rejected, silenced or kept out of the call log, for the log is the evidence.
 */
class CallScreening : CallScreeningService() {
    override fun onScreenCall(details: Call.Details) {
        respondToCall(details, CallResponse.Builder().build())
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.Q) return
        if (details.callDirection != Call.Details.DIRECTION_INCOMING) return
        capture.saw(listOf(observation(details)))
    }

    /** The time of creation is what the call log will say, too. A withheld number has no handle. */
    private fun observation(details: Call.Details) = CallObservation(
        timeMs = EpochMillis(details.creationTimeMillis),
        source = Source.Screening,
        callType = CallType.Ringing,
        number = details.handle?.schemeSpecificPart,
        raw = liveFacts(this, graph.now()) + mapOf(
            "handle_scheme" to details.handle?.scheme.orEmpty(),
            "handle_presentation" to details.handlePresentation.toString(),
            "creation_time_ms" to details.creationTimeMillis.toString(),
        ),
    )
}
