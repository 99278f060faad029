package org.dunlog.app.capture

import org.dunlog.core.CoreException

/** What capture has to say to the first screen. */
data class CaptureReport(
    /** How many of the phone's own records were read so far; null when none are being read. */
    val catchingUp: Int? = null,
    /** The phone was started and did not tell us. */
    val startMissed: Boolean = false,
    /** Access to notifications is granted, and the phone does not connect it. */
    val listenerDead: Boolean = false,
    /** What could not be written; null when the last work succeeded. */
    val failure: CoreException? = null,
)
