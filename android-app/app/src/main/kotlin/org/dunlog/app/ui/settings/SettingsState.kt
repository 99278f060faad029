package org.dunlog.app.ui.settings

import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.About
import org.dunlog.core.Role

/** What the settings show. */
data class SettingsState(
    val name: String = "",
    val role: Role = Role.Debtor,
    /** Null while nothing is being changed. */
    val editing: Editing? = null,
    /** `zh`, `en`, or null for the language of the phone. */
    val language: String? = null,
    val needs: Map<Need, NeedState> = emptyMap(),
    /** How many apps are ticked for reading their notifications. */
    val tickedApps: Int = 0,
    val about: About? = null,
    val problem: Problem? = null,
)

/** Another person, or another name, for this phone. */
data class Editing(val name: String, val role: Role, val saving: Boolean = false)

/** What the person does there. */
sealed interface SettingsEvent {
    data object Edit : SettingsEvent
    data class Name(val text: String) : SettingsEvent
    data class ChooseRole(val role: Role) : SettingsEvent
    data object Save : SettingsEvent
    data object Cancel : SettingsEvent
    data class ChooseLanguage(val language: String?) : SettingsEvent
    data class Allow(val need: Need) : SettingsEvent
    data object OpenApps : SettingsEvent
    data object OpenPhone : SettingsEvent
    data object OpenAbout : SettingsEvent
    data object OpenContacts : SettingsEvent
    data object OpenBackup : SettingsEvent
    data object OpenRestore : SettingsEvent
    data object OpenProof : SettingsEvent
}
