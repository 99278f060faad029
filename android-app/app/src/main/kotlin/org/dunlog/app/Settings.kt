package org.dunlog.app

import android.content.Context
import android.content.SharedPreferences
import androidx.core.content.edit
import org.dunlog.app.capture.ClockReading
import org.dunlog.core.EpochMillis
import org.dunlog.core.PersonId
import org.dunlog.core.Role

/** What the person chose. Kept apart from the log: nothing in here is evidence. */
class Settings(private val preferences: SharedPreferences) {
    constructor(context: Context) : this(context.getSharedPreferences("settings", Context.MODE_PRIVATE))

    /** Who holds this phone, as named in the report; null until they said so. */
    var personName: String?
        get() = preferences.getString("person_name", null)
        set(value) = preferences.edit { putString("person_name", value) }

    /** Their id in the log; null until the log knows them. */
    var personId: PersonId?
        get() = preferences.getLong("person_id", 0).takeIf { it > 0 }?.let(::PersonId)
        set(value) = preferences.edit { putLong("person_id", value?.value ?: 0) }

    /** Their part in the matter. */
    var role: Role
        get() = Role(preferences.getString("role", null) ?: Role.Debtor.word)
        set(value) = preferences.edit { putString("role", value.word) }

    /** `zh`, `en`, or null for the language of the phone. From Android 13 on, the system remembers it instead. */
    var language: String?
        get() = preferences.getString("language", null)
        set(value) = preferences.edit(commit = true) { putString("language", value) }

    /** True once the first-run screen was read to its end. */
    var firstRunDone: Boolean
        get() = preferences.getBoolean("first_run_done", false)
        set(value) = preferences.edit { putBoolean("first_run_done", value) }

    /** When the app was last opened; the beginning of time before the first. */
    var lastOpened: EpochMillis
        get() = EpochMillis(preferences.getLong("last_opened", 0))
        set(value) = preferences.edit { putLong("last_opened", value.value) }

    /** When the person was last asked to open it. */
    var lastReminded: EpochMillis
        get() = EpochMillis(preferences.getLong("last_reminded", 0))
        set(value) = preferences.edit { putLong("last_reminded", value.value) }

    /** Packages whose notifications the person ticked for capture. None until they tick one. */
    var notificationPackages: Set<String>
        get() = preferences.getStringSet("notification_packages", null).orEmpty().toSet()
        set(value) = preferences.edit { putStringSet("notification_packages", value) }

    /** What the clocks said at the last look; null before the first. */
    var clockReading: ClockReading?
        get() = if ("clock_wall" in preferences) {
            ClockReading(
                preferences.getLong("clock_wall", 0),
                preferences.getLong("clock_up", 0),
                preferences.getInt("clock_boot", 0),
            )
        } else {
            null
        }
        set(value) = preferences.edit {
            if (value == null) remove("clock_wall") else putLong("clock_wall", value.wallMs)
            putLong("clock_up", value?.upMs ?: 0)
            putInt("clock_boot", value?.boot ?: 0)
        }

    /** Tells [changed] of every change until the answer is called. Keep a reference to the answer. */
    fun watch(changed: () -> Unit): () -> Unit {
        val listener = SharedPreferences.OnSharedPreferenceChangeListener { _, _ -> changed() }
        preferences.registerOnSharedPreferenceChangeListener(listener)
        return { preferences.unregisterOnSharedPreferenceChangeListener(listener) }
    }
}
