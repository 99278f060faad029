package org.dunlog.app.ui.firstrun

import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Role

/** What the first run shows. */
data class FirstRunState(
    val step: Step = Step.About,
    val name: String = "",
    /** Null until the person chose. */
    val role: Role? = null,
    val needs: Map<Need, NeedState> = emptyMap(),
    val saving: Boolean = false,
    val problem: Problem? = null,
) {
    /** One page after the other. */
    enum class Step { About, You, Permissions }
}

/** What the person does there. */
sealed interface FirstRunEvent {
    data object Next : FirstRunEvent
    data object Back : FirstRunEvent
    data class Name(val text: String) : FirstRunEvent
    data class ChooseRole(val role: Role) : FirstRunEvent
    data class Allow(val need: Need) : FirstRunEvent
}
