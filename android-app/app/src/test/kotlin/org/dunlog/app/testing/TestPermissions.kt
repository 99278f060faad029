package org.dunlog.app.testing

import android.content.Context
import org.dunlog.app.health.Ask
import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.app.health.Permissions

/** Permissions as a test wants them. */
class TestPermissions(context: Context, granted: Set<Need> = Need.entries.toSet()) : Permissions(context) {
    val states: MutableMap<Need, NeedState> =
        Need.entries.associateWith { if (it in granted) NeedState.Granted else NeedState.Refused }.toMutableMap()

    override fun state(need: Need): NeedState = states.getValue(need)

    override fun ask(need: Need): Ask = Ask.Nothing
}
