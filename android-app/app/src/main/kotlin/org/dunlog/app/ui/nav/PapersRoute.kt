package org.dunlog.app.ui.nav

/** Where the person is between choosing what goes into the papers and handing them on. */
sealed interface PapersRoute : Route {
    /** What only the person can say. */
    data object Details : PapersRoute

    /** Choosing the events that are told. */
    data object KeyEvents : PapersRoute

    /** What was made. */
    data object Result : PapersRoute

    /** Page by page. */
    data object Preview : PapersRoute

    /** The short text. */
    fun savedAs(): String = when (this) {
        Details -> "papers|details"
        KeyEvents -> "papers|events"
        Result -> "papers|result"
        Preview -> "papers|preview"
    }

    companion object {
        /** Reads the parts of [savedAs]; the details for anything else. */
        fun restored(parts: List<String>): PapersRoute = when (parts.getOrNull(1)) {
            "events" -> KeyEvents
            "result" -> Result
            "preview" -> Preview
            else -> Details
        }
    }
}
