package org.dunlog.app.capture

import android.content.Context
import androidx.core.content.edit
import org.dunlog.app.health.Need
import org.dunlog.core.EpochMillis

/** What capture must remember from process to process. Losing it costs time, never evidence. */
class CaptureState(context: Context) {
    private val preferences = context.getSharedPreferences("capture", Context.MODE_PRIVATE)

    /** The newest row of the call log that was read; 0 before the first. */
    var callMark: Long by LongEntry("call_mark")

    /** The newest row of the message store that was read; 0 before the first. */
    var messageMark: Long by LongEntry("message_mark")

    /** When capture last worked. */
    var alive: EpochMillis
        get() = EpochMillis(preferences.getLong("alive", 0))
        set(value) = preferences.edit { putLong("alive", value.value) }

    /** Calls up to this moment were offered for tagging. */
    var promptedUntil: Long by LongEntry("prompted_until")

    /** When [need] was last seen to be met; null when never. */
    fun lastMet(need: Need): Long? = preferences.getLong("met_${need.name}", 0).takeIf { it > 0 }

    fun setLastMet(need: Need, at: Long) = preferences.edit { putLong("met_${need.name}", at) }

    /** Since when [need] is known not to be met; null when it is. */
    fun missingSince(need: Need): Long? = preferences.getLong("missing_${need.name}", 0).takeIf { it > 0 }

    /** Why it was not, as a reason of [org.dunlog.core.Gap]; null when it is. */
    fun missingWhy(need: Need): String? = preferences.getString("missing_why_${need.name}", null)

    fun setMissing(need: Need, at: Long?, why: String?) = preferences.edit {
        putLong("missing_${need.name}", at ?: 0)
        putString("missing_why_${need.name}", why)
    }

    private inner class LongEntry(private val key: String) {
        operator fun getValue(owner: Any?, property: Any?): Long = preferences.getLong(key, 0)

        operator fun setValue(owner: Any?, property: Any?, value: Long) = preferences.edit { putLong(key, value) }
    }
}
