package org.dunlog.app.ui.nav

import org.dunlog.core.ChannelId

/** Where the person is in complaining: which place, what to write to it, what came of it. */
sealed interface ChannelsRoute : Route {
    /** Which place fits, and why. */
    data object Router : ChannelsRoute

    /** One place. */
    data class One(val channel: ChannelId) : ChannelsRoute

    /** A letter to it. */
    data class Letter(val letter: String) : ChannelsRoute

    /** Writing down a hand-in or an answer. */
    data class HandIn(val channel: ChannelId) : ChannelsRoute

    /** The short text. */
    fun savedAs(): String = when (this) {
        Router -> "channels"
        is One -> "channels|one|${channel.value}"
        is Letter -> "channels|letter|$letter"
        is HandIn -> "channels|handin|${channel.value}"
    }

    companion object {
        /** Reads the parts of [savedAs]; the router for anything else. */
        fun restored(parts: List<String>): ChannelsRoute {
            val id = parts.getOrNull(2)?.ifEmpty { null } ?: return Router
            return when (parts[1]) {
                "one" -> One(ChannelId(id))
                "letter" -> Letter(id)
                "handin" -> HandIn(ChannelId(id))
                else -> Router
            }
        }
    }
}
