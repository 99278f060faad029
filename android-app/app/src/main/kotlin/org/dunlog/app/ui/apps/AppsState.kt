package org.dunlog.app.ui.apps

/** Which apps' notifications may be read. */
data class AppsState(
    val apps: List<InstalledApp> = emptyList(),
    val ticked: Set<String> = emptySet(),
    /** Whether apps that are not for messages are shown too. */
    val showAll: Boolean = false,
    val loading: Boolean = true,
)

/** An app that the person knows by its name. */
data class InstalledApp(val packageName: String, val name: String, val forMessages: Boolean)

/** What the person does there. */
sealed interface AppsEvent {
    data class Tick(val packageName: String, val ticked: Boolean) : AppsEvent
    data object ShowAll : AppsEvent
    data object Back : AppsEvent
}
