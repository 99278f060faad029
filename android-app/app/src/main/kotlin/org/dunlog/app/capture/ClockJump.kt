package org.dunlog.app.capture

import android.content.Context
import android.os.SystemClock
import android.provider.Settings.Global
import kotlin.math.abs
import org.dunlog.core.Incident

/** What the clocks of the phone said at one moment. */
data class ClockReading(
    /** Milliseconds since 1970: what the person and the network can set. */
    val wallMs: Long,
    /** Milliseconds since the phone was started, asleep or not: nobody can set it. */
    val upMs: Long,
    /** Which start of the phone it is. */
    val boot: Int,
) {
    companion object {
        fun of(context: Context, wallMs: Long) = ClockReading(
            wallMs,
            SystemClock.elapsedRealtime(),
            Global.getInt(context.contentResolver, Global.BOOT_COUNT, 0),
        )
    }
}

/** By how much the clock was set: forward, or back when negative. */
@JvmInline
value class ClockJump(val ms: Long) {
    val incident: Incident get() = if (ms < 0) Incident.ClockBack else Incident.ClockForward
    val seconds: Long get() = abs(ms) / 1000

    companion object {
        private const val TOLERATED_MS = 5 * 60 * 1000L

        /**
         * Between two looks of one start of the phone, the wall clock must advance as far as the clock that nobody can
         * set. Null when it did; over a restart nothing can be said, and small corrections by the network are none.
         */
        fun between(last: ClockReading, now: ClockReading): ClockJump? {
            if (last.boot != now.boot || now.upMs < last.upMs) return null
            val jump = (now.wallMs - last.wallMs) - (now.upMs - last.upMs)
            return ClockJump(jump).takeIf { abs(jump) > TOLERATED_MS }
        }
    }
}
