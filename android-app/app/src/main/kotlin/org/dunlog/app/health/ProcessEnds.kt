package org.dunlog.app.health

import android.app.ActivityManager
import android.app.ApplicationExitInfo
import android.content.Context
import android.os.Build
import org.dunlog.core.EpochMillis

/** How often this app was ended in the last seven days, as the phone itself keeps it. From Android 11 on. */
data class ProcessEnds(
    /** By the phone or its maker's cleaner, while the person did something else. */
    val byPhone: Int = 0,
    /** By force: a swipe on some phones, "force stop" or "clear all" on others. Nothing is captured until the next start. */
    val byForce: Int = 0,
    /** When [byPhone] or [byForce] last happened. */
    val last: EpochMillis? = null,
) {
    companion object {
        private const val WEEK_MS = 7 * 24 * 60 * 60 * 1000L

        /** Ends that no switch of the phone prevents, such as an update or a permission that changed, do not count. */
        private val BY_PHONE = setOf(
            ApplicationExitInfo.REASON_SIGNALED,
            ApplicationExitInfo.REASON_EXCESSIVE_RESOURCE_USAGE,
            ApplicationExitInfo.REASON_OTHER,
            14, // REASON_FREEZER, Android 14
        )
        private val BY_FORCE = setOf(
            ApplicationExitInfo.REASON_USER_REQUESTED,
            ApplicationExitInfo.REASON_USER_STOPPED,
        )

        /** Reads them; none on older Androids, which do not keep them. */
        fun read(context: Context, now: EpochMillis): ProcessEnds {
            if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) return ProcessEnds()
            val ends = context.getSystemService(ActivityManager::class.java)
                .getHistoricalProcessExitReasons(context.packageName, 0, 0)
                .filter { now.value - it.timestamp in 0..WEEK_MS }
            val byPhone = ends.filter { it.reason in BY_PHONE }
            val byForce = ends.filter { it.reason in BY_FORCE }
            val last = (byPhone + byForce).maxOfOrNull { it.timestamp }
            return ProcessEnds(byPhone.size, byForce.size, last?.let(::EpochMillis))
        }
    }
}
