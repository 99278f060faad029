package org.dunlog.app.ui.nav

import org.dunlog.core.CaseId

/** Where the person is in what they do together with family and colleagues. */
sealed interface ContactsRoute : Route {
    /** Both sides of it: one's own case, and those of others. */
    data object Overview : ContactsRoute

    data object Invite : ContactsRoute

    data object Join : ContactsRoute

    /** Choosing what a case gets. */
    data class Share(val case: CaseId) : ContactsRoute

    /** Taking back what a case got. */
    data class Withdraw(val case: CaseId) : ContactsRoute

    data object Receive : ContactsRoute

    /** For phones that cannot run the app. */
    data object Form : ContactsRoute

    /** The short text. */
    fun savedAs(): String = when (this) {
        Overview -> "contacts"
        Invite -> "contacts|invite"
        Join -> "contacts|join"
        is Share -> "contacts|share|${case.value}"
        is Withdraw -> "contacts|withdraw|${case.value}"
        Receive -> "contacts|receive"
        Form -> "contacts|form"
    }

    companion object {
        /** Reads the parts of [savedAs]; the overview for anything else. */
        fun restored(parts: List<String>): ContactsRoute {
            val case = parts.getOrNull(2)?.toLongOrNull()?.let(::CaseId)
            return when (parts.getOrNull(1)) {
                "invite" -> Invite
                "join" -> Join
                "share" -> case?.let(::Share) ?: Overview
                "withdraw" -> case?.let(::Withdraw) ?: Overview
                "receive" -> Receive
                "form" -> Form
                else -> Overview
            }
        }
    }
}
