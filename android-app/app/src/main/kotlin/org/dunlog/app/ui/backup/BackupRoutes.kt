package org.dunlog.app.ui.backup

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.viewmodel.compose.viewModel
import org.dunlog.app.AppGraph
import org.dunlog.app.R
import org.dunlog.app.ui.WhenLeft
import org.dunlog.app.ui.files.ANY_BYTES
import org.dunlog.app.ui.files.Destination
import org.dunlog.app.ui.files.FileSender
import org.dunlog.app.ui.files.Inbox
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.files.rememberOpenDialog
import org.dunlog.app.ui.files.rememberSaveDialog
import org.dunlog.app.ui.nav.Navigator

@Composable
internal fun BackupRoute(graph: AppGraph, navigator: Navigator) {
    val application = LocalContext.current.applicationContext
    val model = viewModel { BackupViewModel(graph, FileSender(graph, PackageWriter(application))) }
    val state by model.state.collectAsStateWithLifecycle()
    val name = model.fileName(stringResource(R.string.backup_file_name))
    val save = rememberSaveDialog(ANY_BYTES, model::noPicker) { model.save(Destination.Document(it), name) }
    WhenLeft(model::clear)
    BackupScreen(state) { event ->
        when (event) {
            BackupEvent.Save -> save(name)
            BackupEvent.Back -> navigator.back()
            else -> model.onEvent(event)
        }
    }
}

@Composable
internal fun RestoreRoute(graph: AppGraph, navigator: Navigator) {
    val application = LocalContext.current.applicationContext
    val model = viewModel { RestoreViewModel(graph, Inbox(application)) }
    val state by model.state.collectAsStateWithLifecycle()
    val pick = rememberOpenDialog(model::noPicker, model::picked)
    WhenLeft(model::clear)
    RestoreScreen(state) { event ->
        when (event) {
            RestoreEvent.Pick -> pick()
            RestoreEvent.Back -> navigator.back()
            else -> model.onEvent(event)
        }
    }
}
