package org.dunlog.app.capture

import android.database.Cursor
import org.dunlog.core.Observation
import org.dunlog.core.Source

/** One of the phone's own records. */
internal interface StoreReader {
    val source: Source

    /** Rows from a moment on, oldest first; null when the phone gives none. Throws what the provider throws. */
    fun open(sinceMs: Long): Cursor?

    /** The row at which the cursor stands; null for one without a time or type, which no report can use. */
    fun read(cursor: Cursor): Observation?
}
