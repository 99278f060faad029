package org.dunlog.app.ui

import androidx.activity.compose.BackHandler
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.LifecycleResumeEffect
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.createSavedStateHandle
import androidx.lifecycle.viewmodel.compose.viewModel
import org.dunlog.app.AppGraph
import org.dunlog.app.R
import org.dunlog.app.ui.apps.AppsEvent
import org.dunlog.app.ui.apps.AppsScreen
import org.dunlog.app.ui.apps.AppsViewModel
import org.dunlog.app.ui.apps.installedApps
import org.dunlog.app.ui.backup.BackupRoute
import org.dunlog.app.ui.backup.RestoreRoute
import org.dunlog.app.ui.channels.ChannelsPage
import org.dunlog.app.ui.contacts.ContactsPage
import org.dunlog.app.ui.event.EventEvent
import org.dunlog.app.ui.event.EventScreen
import org.dunlog.app.ui.event.EventViewModel
import org.dunlog.app.ui.export.ExportRoute
import org.dunlog.app.ui.export.PapersPage
import org.dunlog.app.ui.firstrun.FirstRunEvent
import org.dunlog.app.ui.firstrun.FirstRunScreen
import org.dunlog.app.ui.firstrun.FirstRunViewModel
import org.dunlog.app.ui.home.HomeEvent
import org.dunlog.app.ui.home.HomeScreen
import org.dunlog.app.ui.home.HomeViewModel
import org.dunlog.app.ui.log.LogEvent
import org.dunlog.app.ui.log.LogScreen
import org.dunlog.app.ui.log.LogViewModel
import org.dunlog.app.ui.nav.ChannelsRoute
import org.dunlog.app.ui.nav.ContactsRoute
import org.dunlog.app.ui.nav.Navigator
import org.dunlog.app.ui.nav.PapersRoute
import org.dunlog.app.ui.nav.Route
import org.dunlog.app.ui.needs.rememberAsking
import org.dunlog.app.ui.note.NoteEvent
import org.dunlog.app.ui.note.NoteScreen
import org.dunlog.app.ui.note.NoteViewModel
import org.dunlog.app.ui.phone.PhoneRoute
import org.dunlog.app.ui.settings.AboutRoute
import org.dunlog.app.ui.settings.ProofScreen
import org.dunlog.app.ui.settings.SettingsRoute

/** Joins a route with its screen and its model: state goes down, events come up, and those that lead away end here. */
@Composable
internal fun RoutePage(graph: AppGraph, route: Route, navigator: Navigator) {
    when (route) {
        Route.Home -> HomeRoute(graph, navigator)
        is Route.Log -> LogRoute(graph, route, navigator)
        is Route.Event -> EventRoute(graph, route, navigator)
        Route.Export -> ExportRoute(graph, navigator)
        Route.Settings -> SettingsRoute(graph, navigator)
        Route.Note -> NoteRoute(graph, navigator)
        Route.Apps -> AppsRoute(graph, navigator)
        Route.Phone -> PhoneRoute(navigator::back)
        Route.About -> AboutRoute(graph, navigator)
        Route.Proof -> ProofScreen(navigator::back)
        Route.Backup -> BackupRoute(graph, navigator)
        Route.Restore -> RestoreRoute(graph, navigator)
        is ContactsRoute -> ContactsPage(graph, route, navigator)
        is PapersRoute -> PapersPage(graph, route, navigator)
        is ChannelsRoute -> ChannelsPage(graph, route, navigator)
    }
}

@Composable
internal fun FirstRunRoute(graph: AppGraph) {
    val nameless = stringResource(R.string.you_nameless)
    val model = viewModel { FirstRunViewModel(graph, createSavedStateHandle(), nameless) }
    val state by model.state.collectAsStateWithLifecycle()
    val ask = rememberAsking(graph.permissions, model::look)
    LifecycleResumeEffect(model) {
        model.look()
        onPauseOrDispose {}
    }
    BackHandler(state.step.ordinal > 0) { model.onEvent(FirstRunEvent.Back) }
    FirstRunScreen(state) { event ->
        if (event is FirstRunEvent.Allow) ask(event.need)
        model.onEvent(event)
    }
}

@Composable
private fun HomeRoute(graph: AppGraph, navigator: Navigator) {
    val model = viewModel { HomeViewModel(graph) }
    val state by model.state.collectAsStateWithLifecycle()
    val ask = rememberAsking(graph.permissions) {
        model.read()
        graph.requestCatchUp()
    }
    LifecycleResumeEffect(model) {
        model.read()
        onPauseOrDispose {}
    }
    HomeScreen(state) { event ->
        when (event) {
            is HomeEvent.TurnOn -> ask(event.need)
            is HomeEvent.ShowLog -> navigator.openTab(Route.Log(event.label))
            HomeEvent.WriteNote -> navigator.open(Route.Note)
            HomeEvent.ChooseApps -> navigator.open(Route.Apps)
            HomeEvent.Export -> navigator.openTab(Route.Export)
            HomeEvent.Channels -> navigator.open(ChannelsRoute.Router)
            HomeEvent.Contacts -> navigator.open(ContactsRoute.Overview)
            HomeEvent.KeepRunning -> navigator.open(Route.Phone)
            HomeEvent.CatchUp -> graph.requestCatchUp()
            HomeEvent.Again -> model.read()
        }
    }
}

@Composable
private fun LogRoute(graph: AppGraph, route: Route.Log, navigator: Navigator) {
    val model = viewModel { LogViewModel(graph, createSavedStateHandle()) }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(route) { model.open(route) }
    LogScreen(state) { event ->
        when (event) {
            is LogEvent.Open -> navigator.open(Route.Event(event.id))
            LogEvent.WriteNote -> navigator.open(Route.Note)
            else -> model.onEvent(event)
        }
    }
}

@Composable
private fun EventRoute(graph: AppGraph, route: Route.Event, navigator: Navigator) {
    val model = viewModel { EventViewModel(graph, createSavedStateHandle()) }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(route) { model.show(route.id) }
    EventScreen(state, route.note) { event ->
        when (event) {
            is EventEvent.SameNumber -> navigator.open(Route.Log(number = event.number))
            EventEvent.Back -> navigator.back()
            else -> model.onEvent(event)
        }
    }
}

@Composable
private fun NoteRoute(graph: AppGraph, navigator: Navigator) {
    val model = viewModel { NoteViewModel(graph, createSavedStateHandle()) }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(state.saved) {
        if (state.saved) {
            model.clear()
            navigator.openTab(Route.Log()) // where the note now stands
        }
    }
    NoteScreen(state) { event ->
        if (event == NoteEvent.Back) navigator.back() else model.onEvent(event)
    }
}

@Composable
private fun AppsRoute(graph: AppGraph, navigator: Navigator) {
    val context = LocalContext.current.applicationContext
    val model = viewModel { AppsViewModel(graph.settings) { installedApps(context) } }
    val state by model.state.collectAsStateWithLifecycle()
    AppsScreen(state) { event ->
        if (event == AppsEvent.Back) navigator.back() else model.onEvent(event)
    }
}
