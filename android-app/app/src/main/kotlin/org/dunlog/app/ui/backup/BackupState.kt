package org.dunlog.app.ui.backup

import org.dunlog.app.ui.parts.Problem

/** A backup that is being prepared. */
data class BackupState(
    val first: String = "",
    val second: String = "",
    /** The letters of the passphrase are shown. */
    val shown: Boolean = false,
    val withKey: Boolean = false,
    val busy: Boolean = false,
    /** The length of what was written; null until then. */
    val bytes: Long? = null,
    val problem: Problem? = null,
) {
    val isShort: Boolean get() = first.codePointCount(0, first.length) < FEWEST
    val differs: Boolean get() = second.isNotEmpty() && first != second
    val isReady: Boolean get() = !isShort && first == second && !busy

    /** No passphrase in a text form. */
    override fun toString(): String = "BackupState(busy=$busy, bytes=$bytes, problem=$problem)"

    companion object {
        /** Letters that the engine asks for. */
        const val FEWEST = 8
    }
}

/** What the person does there. */
sealed interface BackupEvent {
    class First(val text: String) : BackupEvent
    class Second(val text: String) : BackupEvent
    data class Show(val on: Boolean) : BackupEvent
    data class WithKey(val on: Boolean) : BackupEvent
    data object Save : BackupEvent
    data object Back : BackupEvent
}
