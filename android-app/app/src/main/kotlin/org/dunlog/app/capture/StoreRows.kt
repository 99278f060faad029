package org.dunlog.app.capture

import android.database.Cursor
import android.provider.CallLog
import android.provider.Telephony
import org.dunlog.core.CallObservation
import org.dunlog.core.MessageObservation
import org.dunlog.core.NoteObservation
import org.dunlog.core.Observation

/** All columns of the row at which a cursor stands, as text. Vendors add columns of their own: none is left out. */
internal fun Cursor.rawColumns(): Map<String, String> = buildMap {
    for (index in 0 until columnCount) {
        when (getType(index)) {
            Cursor.FIELD_TYPE_NULL -> Unit
            Cursor.FIELD_TYPE_BLOB -> put(getColumnName(index), getBlob(index).joinToString("") { "%02x".format(it) })
            else -> getString(index)?.let { put(getColumnName(index), it) }
        }
    }
}

/** The first of these columns that the vendor has and that says something: which SIM has many names. */
internal fun Map<String, String>.sim(): String? =
    SIM_COLUMNS.firstNotNullOfOrNull { column -> this[column]?.takeIf { it.isNotBlank() && it != "-1" } }

/** What no live source can have seen is not missed: outgoing calls, and messages in any box but the inbox. */
internal val Observation.isIncoming: Boolean
    get() = when (this) {
        is CallObservation -> callType.word != CallLog.Calls.OUTGOING_TYPE.toString()
        is MessageObservation -> box.word == Telephony.Sms.MESSAGE_TYPE_INBOX.toString()
        is NoteObservation -> false
    }

/** The same without what is on disk now: a first reading of a full phone must fit into a cheap one. */
internal fun Observation.withoutContent(): Observation = when (this) {
    is CallObservation -> copy(raw = emptyMap())
    is MessageObservation -> copy(text = "", raw = emptyMap())
    is NoteObservation -> this
}

private val SIM_COLUMNS = listOf("subscription_id", "simid", "sub_id", "sim_id", "phone_id", "slot_id", "sim_slot")
