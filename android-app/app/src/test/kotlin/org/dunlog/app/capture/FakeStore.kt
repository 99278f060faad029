package org.dunlog.app.capture

import android.content.ContentProvider
import android.content.ContentValues
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri

/** A call log or message store whose columns are whatever the rows have. */
class FakeStore : ContentProvider() {
    val rows = mutableListOf<Map<String, Any?>>()

    /** As on phones that say a permission is granted and throw all the same. */
    var refuses = false

    /** As on phones whose provider does not know a parameter of other makers. */
    var knowsOnly: Set<String>? = null

    override fun query(
        uri: Uri,
        projection: Array<String>?,
        selection: String?,
        selectionArgs: Array<String>?,
        sortOrder: String?,
    ): Cursor {
        if (refuses) throw SecurityException()
        if (knowsOnly?.containsAll(uri.queryParameterNames) == false) throw IllegalArgumentException()
        check(projection == null) { "all columns are read" }
        val since = selectionArgs.orEmpty().single().toLong()
        val shown = rows.filter { it.getValue("date") as Long >= since }.sortedBy { it.getValue("date") as Long }
        val columns = shown.flatMap { it.keys }.distinct()
        return MatrixCursor(columns.toTypedArray()).apply {
            for (row in shown) addRow(columns.map { row[it] })
        }
    }

    override fun onCreate() = true
    override fun getType(uri: Uri): String? = null
    override fun insert(uri: Uri, values: ContentValues?): Uri? = error("we only read")
    override fun delete(uri: Uri, selection: String?, selectionArgs: Array<String>?): Int = error("we only read")
    override fun update(uri: Uri, values: ContentValues?, selection: String?, selectionArgs: Array<String>?): Int =
        error("we only read")
}
