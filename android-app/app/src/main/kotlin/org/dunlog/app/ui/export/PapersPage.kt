package org.dunlog.app.ui.export

import android.content.ActivityNotFoundException
import android.content.Context
import androidx.activity.compose.LocalActivity
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.viewmodel.compose.viewModel
import org.dunlog.app.AppGraph
import org.dunlog.app.papers.MadePapers
import org.dunlog.app.papers.print
import org.dunlog.app.ui.WhenLeft
import org.dunlog.app.ui.export.details.DetailsEvent
import org.dunlog.app.ui.export.details.DetailsScreen
import org.dunlog.app.ui.export.details.DetailsViewModel
import org.dunlog.app.ui.export.keyevents.KeyEventsEvent
import org.dunlog.app.ui.export.keyevents.KeyEventsScreen
import org.dunlog.app.ui.export.keyevents.KeyEventsViewModel
import org.dunlog.app.ui.export.preview.PreviewEvent
import org.dunlog.app.ui.export.preview.PreviewScreen
import org.dunlog.app.ui.export.preview.PreviewViewModel
import org.dunlog.app.ui.export.result.PapersTarget
import org.dunlog.app.ui.export.result.ResultEvent
import org.dunlog.app.ui.export.result.ResultScreen
import org.dunlog.app.ui.export.result.ResultViewModel
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.files.rememberSaveDialog
import org.dunlog.app.ui.files.shareFile
import org.dunlog.app.ui.files.viewFile
import org.dunlog.app.ui.nav.Navigator
import org.dunlog.app.ui.nav.PapersRoute

/** Joins the pages around the papers with their models. */
@Composable
internal fun PapersPage(graph: AppGraph, route: PapersRoute, navigator: Navigator) {
    when (route) {
        PapersRoute.Details -> DetailsPage(graph, navigator)
        PapersRoute.KeyEvents -> KeyEventsPage(graph, navigator)
        PapersRoute.Result -> ResultPage(graph, navigator)
        PapersRoute.Preview -> PreviewPage(graph, navigator)
    }
}

@Composable
private fun DetailsPage(graph: AppGraph, navigator: Navigator) {
    val model = viewModel { DetailsViewModel(graph) }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(model) { model.look() }
    DetailsScreen(state) { event ->
        if (event == DetailsEvent.Back) navigator.back() else model.onEvent(event)
    }
}

@Composable
private fun KeyEventsPage(graph: AppGraph, navigator: Navigator) {
    val model = viewModel { KeyEventsViewModel(graph) }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(model) { model.look() }
    KeyEventsScreen(state) { event ->
        if (event == KeyEventsEvent.Back) navigator.back() else model.onEvent(event)
    }
}

@Composable
private fun ResultPage(graph: AppGraph, navigator: Navigator) {
    val context = LocalContext.current
    val window = LocalActivity.current ?: context
    val application = context.applicationContext
    val model = viewModel { ResultViewModel(graph, PackageWriter(application)) }
    val state by model.state.collectAsStateWithLifecycle()
    val none = { model.lacks("no_app") }
    val zip = rememberSaveDialog("application/zip", none) { model.send(PapersTarget.Zip(it)) }
    val folder = rememberLauncherForActivityResult(ActivityResultContracts.OpenDocumentTree()) { uri ->
        if (uri != null) model.send(PapersTarget.Folder(uri))
    }
    ResultScreen(state) { event ->
        when (event) {
            ResultEvent.Preview -> navigator.open(PapersRoute.Preview)
            ResultEvent.Print -> if (!printed(window, state.made)) model.lacks("no_printing")
            ResultEvent.SaveZip -> zip("${state.made?.name}.zip")
            ResultEvent.SaveFolder -> orNone(none) { folder.launch(null) }
            ResultEvent.Share -> model.send(
                PapersTarget.Share { orNone(none) { shareFile(context, it, "application/zip") } },
            )
            ResultEvent.OpenHtml -> model.openHtml { orNone(none) { viewFile(context, it, "text/html") } }
            ResultEvent.Stop -> model.stop()
            ResultEvent.Back -> navigator.back()
        }
    }
}

@Composable
private fun PreviewPage(graph: AppGraph, navigator: Navigator) {
    val context = LocalContext.current
    val window = LocalActivity.current ?: context
    val model = viewModel { PreviewViewModel(graph) }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(model) { model.show() }
    WhenLeft(model::clear)
    PreviewScreen(state) { event ->
        when (event) {
            PreviewEvent.Print -> if (!printed(window, graph.papers.made.value)) model.noPrinting()
            PreviewEvent.Back -> navigator.back()
            else -> model.onEvent(event)
        }
    }
}

private fun printed(window: Context, made: MadePapers?): Boolean {
    val pdf = made?.pdf ?: return false
    return print(window, pdf, made.name, made.exported.pages)
}

private fun orNone(none: () -> Unit, open: () -> Unit) = try {
    open()
} catch (_: ActivityNotFoundException) {
    none()
}
