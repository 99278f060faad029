package org.dunlog.app.ui.contacts.invite

import androidx.lifecycle.SavedStateHandle
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel

/** Makes an invitation under the name that the person wants. */
class InviteViewModel(graph: AppGraph, private val saved: SavedStateHandle) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(InviteState(name = saved["name"] ?: ""))
    val state: StateFlow<InviteState> = mutable.asStateFlow()

    init {
        if (saved["made"] ?: false) make() // the same one: an invitation holds no secret of its own
    }

    fun onEvent(event: InviteEvent) {
        when (event) {
            is InviteEvent.Name -> {
                saved["name"] = event.text.take(LONGEST)
                mutable.update { it.copy(name = event.text.take(LONGEST), problem = null) }
            }
            InviteEvent.Make -> make()
            InviteEvent.Another -> {
                saved["made"] = false
                mutable.update { InviteState(name = it.name) }
            }
            InviteEvent.Copy -> mutable.update { it.copy(copied = true) }
            InviteEvent.Share, InviteEvent.Back -> Unit // the screen does it
        }
    }

    /** Begins anew after the page was left. */
    fun clear() {
        saved["name"] = null
        saved["made"] = false
        mutable.value = InviteState()
    }

    private fun make() {
        val name = state.value.name.trim()
        if (!state.value.isReady) return
        mutable.update { it.copy(making = true, problem = null) }
        withCore(
            failed = { problem -> mutable.update { it.copy(making = false, problem = problem) } },
            work = { core ->
                val invited = core.invite(name)
                Made(invited, name, core.readInvitation(invited.invitation).until)
            },
        ) { made ->
            saved["made"] = true
            mutable.update { it.copy(making = false, made = made) }
        }
    }

    private companion object {
        /** As many letters as an invitation holds. */
        const val LONGEST = 32
    }
}
