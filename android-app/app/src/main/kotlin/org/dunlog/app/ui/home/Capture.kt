package org.dunlog.app.ui.home

import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.core.Home
import org.dunlog.core.LiveShare
import org.dunlog.core.Source
import org.dunlog.core.SourceSeen

/**
 * Whether capture works. A permission only says that it may; what arrived says that it does. On some phones a granted
 * permission brings nothing, and that must be seen here and not weeks later.
 */
data class Capture(val overall: Overall, val lines: List<Line>, val hints: Set<Hint>) {

    /** In one word. */
    enum class Overall { Nothing, Partly, NothingYet, Working }

    /** One source: may it, and did it. */
    data class Line(
        val source: Source,
        val need: Need,
        val state: NeedState,
        val seen: SourceSeen?,
        /** It may, and the phone does not let it. */
        val isDead: Boolean = false,
    ) {
        /** Helps, but nothing is missing without it. */
        val isOptional: Boolean get() = need == Need.ScreeningRole || need == Need.NotificationAccess

        /** Something will be missed. */
        val isMissing: Boolean get() = state == NeedState.Refused && !isOptional

        /** The person should look at it. */
        val isBad: Boolean get() = isMissing || isDead
    }

    /** What the numbers of the week and the settings suggest. */
    enum class Hint { CallsOnlyLater, MessagesOnlyLater, NoAppTicked, ListenerDead }

    companion object {
        private val sources = listOf(
            Source.Screening to Need.ScreeningRole,
            Source.PhoneState to Need.PhoneState,
            Source.CallLog to Need.CallLog,
            Source.SmsBroadcast to Need.ReceiveSms,
            Source.SmsInbox to Need.ReadSms,
            Source.Notification to Need.NotificationAccess,
        )

        /** So many were only found afterwards before we speak of it. */
        private const val TELLING = 3

        fun of(
            home: Home,
            needs: Map<Need, NeedState>,
            tickedApps: Int,
            listenerDead: Boolean = false,
        ): Capture {
            val lines = sources.map { (source, need) ->
                val isDead = listenerDead && need == Need.NotificationAccess
                Line(source, need, needs[need] ?: NeedState.Refused, home.sources.find { it.source == source }, isDead)
            }
            return Capture(overall(lines), lines, hints(home, needs, tickedApps, listenerDead))
        }

        private fun overall(lines: List<Line>): Overall = when {
            lines.none { it.state == NeedState.Granted } -> Overall.Nothing
            lines.any { it.isMissing } -> Overall.Partly
            lines.all { it.seen == null } -> Overall.NothingYet
            else -> Overall.Working
        }

        private fun hints(
            home: Home,
            needs: Map<Need, NeedState>,
            tickedApps: Int,
            listenerDead: Boolean,
        ): Set<Hint> = buildSet {
            if (listenerDead) add(Hint.ListenerDead)
            if (home.witnessed.calls.isOnlyLater()) add(Hint.CallsOnlyLater)
            if (home.witnessed.messages.isOnlyLater()) add(Hint.MessagesOnlyLater)
            if (needs[Need.NotificationAccess] == NeedState.Granted && tickedApps == 0) add(Hint.NoAppTicked)
        }

        private fun LiveShare.isOnlyLater() = live == 0L && storeOnly >= TELLING
    }
}
