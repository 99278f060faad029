package org.dunlog.app.ui.nav

import androidx.compose.runtime.Composable
import androidx.compose.runtime.Stable
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.saveable.Saver
import androidx.compose.runtime.saveable.listSaver
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.snapshots.SnapshotStateList

/** The way back: a list of routes, of which the last is shown. A handful of screens needs no library for that. */
@Stable
class Navigator private constructor(private val routes: SnapshotStateList<Route>) {
    constructor() : this(mutableStateListOf<Route>(Route.Home))

    val current: Route get() = routes.last()
    val canGoBack: Boolean get() = routes.size > 1

    fun open(route: Route) {
        if (route != current) routes.add(route)
    }

    /** Opens a page of the bottom bar: one step back from it is the first page. */
    fun openTab(route: Route) {
        routes.clear()
        routes.add(Route.Home)
        if (route != Route.Home) routes.add(route)
    }

    fun back() {
        if (canGoBack) routes.removeAt(routes.lastIndex)
    }

    companion object {
        internal val saver: Saver<Navigator, *> = listSaver(
            save = { navigator -> navigator.routes.map(Route::saved) },
            restore = { saved -> Navigator(mutableStateListOf(*saved.map(Route::restored).toTypedArray())) },
        )
    }
}

/** A navigator that outlives rotation and the process. */
@Composable
fun rememberNavigator(): Navigator = rememberSaveable(saver = Navigator.saver) { Navigator() }
