package org.dunlog.app.capture

import android.content.ContentResolver
import android.content.Context
import android.os.SystemClock
import android.provider.Settings
import java.util.TimeZone
import org.dunlog.core.EpochMillis

/**
 * The clocks beside what a live source saw. The wall clock can be set; the time since the start of the phone and the
 * number of starts cannot, so together they show that it was not.
 */
internal fun liveFacts(context: Context, now: EpochMillis): Map<String, String> = mapOf(
    "seen_ms" to now.value.toString(),
    "elapsed_realtime_ms" to SystemClock.elapsedRealtime().toString(),
    "boot_count" to bootCount(context.contentResolver).toString(),
    "utc_offset_s" to (TimeZone.getDefault().getOffset(now.value) / MS_PER_SECOND).toString(),
)

private fun bootCount(resolver: ContentResolver): Int =
    Settings.Global.getInt(resolver, Settings.Global.BOOT_COUNT, UNKNOWN)

private const val MS_PER_SECOND = 1000
private const val UNKNOWN = -1
