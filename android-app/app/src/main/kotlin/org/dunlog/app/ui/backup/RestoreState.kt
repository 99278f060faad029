package org.dunlog.app.ui.backup

import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Restored

/** A backup that is being brought back. */
data class RestoreState(
    /** The name of the picked file; null until one was picked. */
    val file: String? = null,
    val passphrase: String = "",
    /** The letters of the passphrase are shown. */
    val shown: Boolean = false,
    val busy: Boolean = false,
    val restored: Restored? = null,
    val problem: Problem? = null,
) {
    val isReady: Boolean get() = file != null && passphrase.isNotEmpty() && !busy

    /** No passphrase in a text form. */
    override fun toString(): String = "RestoreState(busy=$busy, restored=$restored, problem=$problem)"
}

/** What the person does there. */
sealed interface RestoreEvent {
    data object Pick : RestoreEvent
    class Passphrase(val text: String) : RestoreEvent
    data class Show(val on: Boolean) : RestoreEvent
    data object Restore : RestoreEvent
    data object Back : RestoreEvent
}
