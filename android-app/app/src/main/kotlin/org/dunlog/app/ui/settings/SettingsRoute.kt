package org.dunlog.app.ui.settings

import android.content.Context
import androidx.activity.compose.LocalActivity
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.LifecycleResumeEffect
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.createSavedStateHandle
import androidx.lifecycle.viewmodel.compose.viewModel
import org.dunlog.app.AppGraph
import org.dunlog.app.language.Languages
import org.dunlog.app.ui.nav.ContactsRoute
import org.dunlog.app.ui.nav.Navigator
import org.dunlog.app.ui.nav.Route
import org.dunlog.app.ui.needs.rememberAsking

@Composable
internal fun SettingsRoute(graph: AppGraph, navigator: Navigator) {
    val context = LocalContext.current
    val activity = LocalActivity.current
    val model = viewModel { SettingsViewModel(graph, createSavedStateHandle()) }
    val state by model.state.collectAsStateWithLifecycle()
    fun look() = model.look(language(context, graph))
    val ask = rememberAsking(graph.permissions) {
        look()
        graph.requestCatchUp()
    }
    LifecycleResumeEffect(model) {
        look()
        onPauseOrDispose {}
    }
    SettingsScreen(state) { event ->
        when (event) {
            is SettingsEvent.Allow -> ask(event.need)
            is SettingsEvent.ChooseLanguage -> {
                graph.settings.language = event.language
                if (Languages.keptBySystem) Languages.keep(context, event.language) else activity?.recreate()
                look()
            }
            SettingsEvent.OpenApps -> navigator.open(Route.Apps)
            SettingsEvent.OpenPhone -> navigator.open(Route.Phone)
            SettingsEvent.OpenAbout -> navigator.open(Route.About)
            SettingsEvent.OpenContacts -> navigator.open(ContactsRoute.Overview)
            SettingsEvent.OpenBackup -> navigator.open(Route.Backup)
            SettingsEvent.OpenRestore -> navigator.open(Route.Restore)
            SettingsEvent.OpenProof -> navigator.open(Route.Proof)
            else -> model.onEvent(event)
        }
    }
}

@Composable
internal fun AboutRoute(graph: AppGraph, navigator: Navigator) {
    val model = viewModel { SettingsViewModel(graph, createSavedStateHandle()) }
    val state by model.state.collectAsStateWithLifecycle()
    AboutScreen(version(LocalContext.current), state.about, navigator::back)
}

private fun language(context: Context, graph: AppGraph): String? =
    if (Languages.keptBySystem) Languages.kept(context) else graph.settings.language

private fun version(context: Context): String =
    context.packageManager.getPackageInfo(context.packageName, 0).versionName.orEmpty()
