package org.dunlog.app.ui.settings

import androidx.lifecycle.SavedStateHandle
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.core.Role

/** Person, language, permissions. */
class SettingsViewModel(graph: AppGraph, private val saved: SavedStateHandle) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(SettingsState(editing = restored()))
    val state: StateFlow<SettingsState> = mutable.asStateFlow()

    init {
        withCore({ problem -> mutable.update { it.copy(problem = problem) } }, { core -> core.about() }) { about ->
            mutable.update { it.copy(about = about) }
        }
    }

    /** Reads anew what is set and what is allowed; [language] is what holds at this moment. */
    fun look(language: String?) = mutable.update {
        it.copy(
            name = graph.settings.personName.orEmpty(),
            role = graph.settings.role,
            language = language,
            needs = graph.permissions.all(),
            tickedApps = graph.settings.notificationPackages.size,
        )
    }

    fun onEvent(event: SettingsEvent) {
        when (event) {
            SettingsEvent.Edit -> edit(Editing(state.value.name, state.value.role))
            is SettingsEvent.Name -> state.value.editing?.let { edit(it.copy(name = event.text)) }
            is SettingsEvent.ChooseRole -> state.value.editing?.let { edit(it.copy(role = event.role)) }
            SettingsEvent.Save -> state.value.editing?.let(::save)
            SettingsEvent.Cancel -> edit(null)
            else -> Unit // the screen does it
        }
    }

    private fun edit(editing: Editing?) {
        saved["name"] = editing?.name
        saved["role"] = editing?.role?.word
        mutable.update { it.copy(editing = editing, problem = null) }
    }

    /** What was recorded stays with the person for whom it was recorded; only what comes now goes to the new one. */
    private fun save(editing: Editing) {
        mutable.update { it.copy(editing = editing.copy(saving = true), problem = null) }
        withCore(
            failed = { problem -> mutable.update { it.copy(editing = editing, problem = problem) } },
            work = { core -> core.ensurePerson(editing.name.trim(), editing.role) },
        ) { person ->
            graph.settings.personName = person.name
            graph.settings.role = person.role
            graph.settings.personId = person.id
            edit(null)
            mutable.update { it.copy(name = person.name, role = person.role) }
            graph.logChanged()
        }
    }

    private fun restored(): Editing? {
        val name = saved.get<String>("name") ?: return null
        return Editing(name, Role(saved["role"] ?: Role.Debtor.word))
    }
}
