package org.dunlog.app.papers

import android.content.Context
import android.content.SharedPreferences
import androidx.core.content.edit
import kotlinx.serialization.SerializationException
import kotlinx.serialization.json.Json

/** Keeps the [DetailsDraft] on the phone, apart from the log and from the settings. It is in no backup. */
class DetailsStore(private val preferences: SharedPreferences) {
    constructor(context: Context) : this(context.getSharedPreferences("papers", Context.MODE_PRIVATE))

    /** What was written so far; null when nothing is kept. What cannot be read is as if it were not there. */
    fun read(): DetailsDraft? {
        val text = preferences.getString(KEY, null) ?: return null
        return try {
            format.decodeFromString(DetailsDraft.serializer(), text)
        } catch (_: SerializationException) {
            null
        }
    }

    fun keep(draft: DetailsDraft) =
        preferences.edit { putString(KEY, format.encodeToString(DetailsDraft.serializer(), draft)) }

    /** Forgets everything. */
    fun forget() = preferences.edit(commit = true) { clear() }

    private companion object {
        const val KEY = "details"
        val format = Json { ignoreUnknownKeys = true }
    }
}
