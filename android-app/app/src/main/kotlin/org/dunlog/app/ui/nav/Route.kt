package org.dunlog.app.ui.nav

import org.dunlog.core.EventId
import org.dunlog.core.Label

/** Where the person is. Written as a short text, so that the way back outlives the process. */
sealed interface Route {
    data object Home : Route

    /** The log, opened with a condition already set. */
    data class Log(val label: Label? = null, val number: String? = null) : Route

    /** One event; [note] puts the cursor into the note. */
    data class Event(val id: EventId, val note: Boolean = false) : Route

    data object Export : Route

    data object Settings : Route

    /** Writing down something that no phone saw. */
    data object Note : Route

    /** Ticking apps whose notifications are read. */
    data object Apps : Route

    /** The maker's switches that keep the app awake. */
    data object Phone : Route

    data object About : Route

    /** What the record proves and what it does not. */
    data object Proof : Route

    /** The whole log under a passphrase. */
    data object Backup : Route

    data object Restore : Route

    /** Whether it is a page of the bottom bar. */
    val isTab: Boolean get() = this is Home || this is Log || this is Export || this is Settings

    /** The short text. */
    fun saved(): String = when (this) {
        Home -> "home"
        is Log -> "log|${label?.word.orEmpty()}|${number.orEmpty()}"
        is Event -> "event|${id.value}|$note"
        Export -> "export"
        Settings -> "settings"
        Note -> "note"
        Apps -> "apps"
        Phone -> "phone"
        About -> "about"
        Proof -> "proof"
        Backup -> "backup"
        Restore -> "restore"
        is ContactsRoute -> savedAs()
        is PapersRoute -> savedAs()
        is ChannelsRoute -> savedAs()
    }

    companion object {
        /** Reads [Route.saved]; the first page for anything else. */
        fun restored(text: String): Route {
            val parts = text.split('|')
            return when (parts[0]) {
                "log" -> Log(parts.getOrNull(1)?.ifEmpty { null }?.let(::Label), parts.getOrNull(2)?.ifEmpty { null })
                "event" -> parts.getOrNull(1)?.toLongOrNull()
                    ?.let { Event(EventId(it), parts.getOrNull(2).toBoolean()) } ?: Home
                "export" -> Export
                "settings" -> Settings
                "note" -> Note
                "apps" -> Apps
                "phone" -> Phone
                "about" -> About
                "proof" -> Proof
                "backup" -> Backup
                "restore" -> Restore
                "contacts" -> ContactsRoute.restored(parts)
                "papers" -> PapersRoute.restored(parts)
                "channels" -> ChannelsRoute.restored(parts)
                else -> Home
            }
        }
    }
}
