package org.dunlog.app.ui.channels

import android.content.ActivityNotFoundException
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.createSavedStateHandle
import androidx.lifecycle.viewmodel.compose.viewModel
import org.dunlog.app.AppGraph
import org.dunlog.app.R
import org.dunlog.app.ui.channels.channel.ChannelEvent
import org.dunlog.app.ui.channels.channel.ChannelScreen
import org.dunlog.app.ui.channels.channel.ChannelViewModel
import org.dunlog.app.ui.channels.handin.HandInEvent
import org.dunlog.app.ui.channels.handin.HandInScreen
import org.dunlog.app.ui.channels.handin.HandInViewModel
import org.dunlog.app.ui.channels.letter.LetterEvent
import org.dunlog.app.ui.channels.letter.LetterScreen
import org.dunlog.app.ui.channels.letter.LetterViewModel
import org.dunlog.app.ui.channels.router.RouterEvent
import org.dunlog.app.ui.channels.router.RouterScreen
import org.dunlog.app.ui.channels.router.RouterViewModel
import org.dunlog.app.ui.contacts.copyText
import org.dunlog.app.ui.files.Destination
import org.dunlog.app.ui.files.FileSender
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.files.rememberSaveDialog
import org.dunlog.app.ui.files.shareText
import org.dunlog.app.ui.nav.ChannelsRoute
import org.dunlog.app.ui.nav.Navigator
import org.dunlog.app.ui.nav.PapersRoute
import org.dunlog.app.ui.nav.Route
import org.dunlog.core.LetterForm

/** Joins the pages of complaining with their models. */
@Composable
internal fun ChannelsPage(graph: AppGraph, route: ChannelsRoute, navigator: Navigator) {
    when (route) {
        ChannelsRoute.Router -> RouterPage(graph, navigator)
        is ChannelsRoute.One -> ChannelPage(graph, route, navigator)
        is ChannelsRoute.Letter -> LetterPage(graph, route, navigator)
        is ChannelsRoute.HandIn -> HandInPage(graph, route, navigator)
    }
}

@Composable
private fun routerModel(graph: AppGraph) = viewModel { RouterViewModel(graph, createSavedStateHandle()) }

@Composable
private fun RouterPage(graph: AppGraph, navigator: Navigator) {
    val model = routerModel(graph)
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(model) { model.read() }
    RouterScreen(state) { event ->
        when (event) {
            is RouterEvent.Open -> navigator.open(ChannelsRoute.One(event.channel))
            RouterEvent.Back -> navigator.back()
            else -> model.onEvent(event)
        }
    }
}

@Composable
private fun ChannelPage(graph: AppGraph, route: ChannelsRoute.One, navigator: Navigator) {
    val said = routerModel(graph)
    val model = viewModel { ChannelViewModel(graph) }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(route) { model.show(route.channel, said.state.value.answers) }
    ChannelScreen(state) { event ->
        when (event) {
            is ChannelEvent.Letter -> navigator.open(ChannelsRoute.Letter(event.id))
            ChannelEvent.HandIn -> navigator.open(ChannelsRoute.HandIn(route.channel))
            ChannelEvent.Papers -> navigator.openTab(Route.Export)
            ChannelEvent.Again -> model.read()
            ChannelEvent.Back -> navigator.back()
        }
    }
}

@Composable
private fun LetterPage(graph: AppGraph, route: ChannelsRoute.Letter, navigator: Navigator) {
    val context = LocalContext.current
    val application = context.applicationContext
    val model = viewModel {
        LetterViewModel(graph, createSavedStateHandle(), FileSender(graph, PackageWriter(application)))
    }
    val state by model.state.collectAsStateWithLifecycle()
    val name = model.fileName(stringResource(R.string.letter_file_name))
    val pdf = rememberSaveDialog("application/pdf", model::noPicker) {
        model.file(Destination.Document(it), "$name.pdf", LetterForm.Pdf)
    }
    val html = rememberSaveDialog("text/html", model::noPicker) {
        model.file(Destination.Document(it), "$name.html", LetterForm.Html)
    }
    LaunchedEffect(route) { model.show(route.letter) }
    LetterScreen(state) { event ->
        when (event) {
            is LetterEvent.Share -> try {
                shareText(context, event.text)
            } catch (_: ActivityNotFoundException) {
                model.noPicker()
            }
            LetterEvent.SavePdf -> pdf("$name.pdf")
            LetterEvent.SaveHtml -> html("$name.html")
            LetterEvent.Details -> navigator.open(PapersRoute.Details)
            LetterEvent.Back -> navigator.back()
            else -> {
                if (event is LetterEvent.Copy) copyText(context, event.text)
                model.onEvent(event)
            }
        }
    }
}

@Composable
private fun HandInPage(graph: AppGraph, route: ChannelsRoute.HandIn, navigator: Navigator) {
    val model = viewModel { HandInViewModel(graph, createSavedStateHandle()) }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(route) { model.show(route.channel) }
    LaunchedEffect(state.saved) {
        if (state.saved) {
            model.clear()
            navigator.back() // to the place, where it now stands
        }
    }
    HandInScreen(state) { event ->
        if (event == HandInEvent.Back) navigator.back() else model.onEvent(event)
    }
}
