package org.dunlog.app.ui.contacts

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
import org.dunlog.app.ui.WhenLeft
import org.dunlog.app.ui.contacts.form.FormEvent
import org.dunlog.app.ui.contacts.form.FormScreen
import org.dunlog.app.ui.contacts.form.FormViewModel
import org.dunlog.app.ui.contacts.invite.InviteEvent
import org.dunlog.app.ui.contacts.invite.InviteScreen
import org.dunlog.app.ui.contacts.invite.InviteViewModel
import org.dunlog.app.ui.contacts.join.JoinEvent
import org.dunlog.app.ui.contacts.join.JoinScreen
import org.dunlog.app.ui.contacts.join.JoinViewModel
import org.dunlog.app.ui.contacts.overview.OverviewEvent
import org.dunlog.app.ui.contacts.overview.OverviewScreen
import org.dunlog.app.ui.contacts.overview.OverviewViewModel
import org.dunlog.app.ui.contacts.receive.ReceiveEvent
import org.dunlog.app.ui.contacts.receive.ReceiveScreen
import org.dunlog.app.ui.contacts.receive.ReceiveViewModel
import org.dunlog.app.ui.contacts.share.ShareEvent
import org.dunlog.app.ui.contacts.share.ShareScreen
import org.dunlog.app.ui.contacts.share.ShareViewModel
import org.dunlog.app.ui.contacts.withdraw.WithdrawEvent
import org.dunlog.app.ui.contacts.withdraw.WithdrawScreen
import org.dunlog.app.ui.contacts.withdraw.WithdrawViewModel
import org.dunlog.app.ui.files.ANY_BYTES
import org.dunlog.app.ui.files.Destination
import org.dunlog.app.ui.files.FileSender
import org.dunlog.app.ui.files.Inbox
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.files.rememberOpenDialog
import org.dunlog.app.ui.files.rememberSaveDialog
import org.dunlog.app.ui.files.shareFile
import org.dunlog.app.ui.files.shareText
import org.dunlog.app.ui.nav.ContactsRoute
import org.dunlog.app.ui.nav.Navigator
import org.dunlog.app.ui.nav.Route

/** Joins the pages of one case on many phones with their models, the clipboard, and the system's dialogs. */
@Composable
internal fun ContactsPage(graph: AppGraph, route: ContactsRoute, navigator: Navigator) {
    when (route) {
        ContactsRoute.Overview -> OverviewRoute(graph, navigator)
        ContactsRoute.Invite -> InviteRoute(graph, navigator)
        ContactsRoute.Join -> JoinRoute(graph, navigator)
        is ContactsRoute.Share -> ShareRoute(graph, route, navigator)
        is ContactsRoute.Withdraw -> WithdrawRoute(graph, route, navigator)
        ContactsRoute.Receive -> ReceiveRoute(graph, navigator)
        ContactsRoute.Form -> FormRoute(graph, navigator)
    }
}

@Composable
private fun OverviewRoute(graph: AppGraph, navigator: Navigator) {
    val model = viewModel { OverviewViewModel(graph) }
    val state by model.state.collectAsStateWithLifecycle()
    LifecycleResumeEffect(model) {
        model.read()
        onPauseOrDispose {}
    }
    OverviewScreen(state) { event ->
        when (event) {
            OverviewEvent.Invite -> navigator.open(ContactsRoute.Invite)
            OverviewEvent.Receive -> navigator.open(ContactsRoute.Receive)
            OverviewEvent.Form -> navigator.open(ContactsRoute.Form)
            OverviewEvent.Join -> navigator.open(ContactsRoute.Join)
            is OverviewEvent.Share -> navigator.open(ContactsRoute.Share(event.case))
            is OverviewEvent.Withdraw -> navigator.open(ContactsRoute.Withdraw(event.case))
            OverviewEvent.Again -> model.read()
            OverviewEvent.Back -> navigator.back()
        }
    }
}

@Composable
private fun InviteRoute(graph: AppGraph, navigator: Navigator) {
    val context = LocalContext.current
    val model = viewModel { InviteViewModel(graph, createSavedStateHandle()) }
    val state by model.state.collectAsStateWithLifecycle()
    val message = state.made?.let { stringResource(R.string.invite_message, it.invited.invitation) }.orEmpty()
    WhenLeft(model::clear)
    InviteScreen(state) { event ->
        when (event) {
            InviteEvent.Share -> shareText(context, message)
            InviteEvent.Copy -> {
                copyText(context, message)
                model.onEvent(event)
            }
            InviteEvent.Back -> navigator.back()
            else -> model.onEvent(event)
        }
    }
}

@Composable
private fun JoinRoute(graph: AppGraph, navigator: Navigator) {
    val context = LocalContext.current
    val model = viewModel { JoinViewModel(graph, createSavedStateHandle()) }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(state.joined) {
        if (state.joined) navigator.back() // to the overview, where the case now stands
    }
    WhenLeft(model::clear)
    JoinScreen(state) { event ->
        when (event) {
            JoinEvent.Paste -> pastedText(context)?.let { model.onEvent(JoinEvent.Text(it)) }
            JoinEvent.Back -> if (state.invitation == null) navigator.back() else model.onEvent(JoinEvent.Refuse)
            else -> model.onEvent(event)
        }
    }
}

@Composable
private fun ShareRoute(graph: AppGraph, route: ContactsRoute.Share, navigator: Navigator) {
    val context = LocalContext.current
    val application = context.applicationContext
    val model = viewModel {
        ShareViewModel(graph, createSavedStateHandle(), FileSender(graph, PackageWriter(application)))
    }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(route) { model.show(route.case) }
    val name = model.fileName(stringResource(R.string.share_file_name))
    val save = rememberSaveDialog(ANY_BYTES, model::noPicker) {
        model.show(route.case) // the process may have died behind the dialog
        model.send(Destination.Document(it), name)
    }
    WhenLeft(model::clear)
    ShareScreen(state) { event ->
        when (event) {
            ShareEvent.Send -> model.send(Destination.Share { shareFile(context, it, ANY_BYTES) }, name)
            ShareEvent.Save -> save(name)
            ShareEvent.Back -> navigator.back()
            else -> model.onEvent(event)
        }
    }
}

@Composable
private fun WithdrawRoute(graph: AppGraph, route: ContactsRoute.Withdraw, navigator: Navigator) {
    val context = LocalContext.current
    val application = context.applicationContext
    val model = viewModel { WithdrawViewModel(graph, FileSender(graph, PackageWriter(application))) }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(route) { model.show(route.case) }
    val name = stringResource(R.string.withdraw_file_name)
    val save = rememberSaveDialog(PLAIN_TEXT, model::noPicker) {
        model.show(route.case) // the process may have died behind the dialog
        model.send(Destination.Document(it), name)
    }
    WhenLeft(model::clear)
    WithdrawScreen(state) { event ->
        when (event) {
            WithdrawEvent.Send -> model.send(Destination.Share { shareFile(context, it, PLAIN_TEXT) }, name)
            WithdrawEvent.Save -> save(name)
            WithdrawEvent.Back -> navigator.back()
        }
    }
}

@Composable
private fun ReceiveRoute(graph: AppGraph, navigator: Navigator) {
    val application = LocalContext.current.applicationContext
    val model = viewModel { ReceiveViewModel(graph, Inbox(application)) }
    val state by model.state.collectAsStateWithLifecycle()
    val pick = rememberOpenDialog(model::noPicker, model::look)
    WhenLeft(model::clear)
    ReceiveScreen(state) { event ->
        when (event) {
            ReceiveEvent.Pick -> pick()
            ReceiveEvent.ShowLog -> navigator.openTab(Route.Log())
            ReceiveEvent.Back -> navigator.back()
            else -> model.onEvent(event)
        }
    }
}

@Composable
private fun FormRoute(graph: AppGraph, navigator: Navigator) {
    val context = LocalContext.current
    val application = context.applicationContext
    val model = viewModel {
        val sender = FileSender(graph, PackageWriter(application))
        FormViewModel(graph, createSavedStateHandle(), sender, Inbox(application))
    }
    val state by model.state.collectAsStateWithLifecycle()
    val name = stringResource(R.string.form_file_name)
    val save = rememberSaveDialog(WEB_PAGE, model::noPicker) { model.send(Destination.Document(it), name) }
    WhenLeft(model::clear)
    FormScreen(state) { event ->
        when (event) {
            FormEvent.Send -> model.send(Destination.Share { shareFile(context, it, WEB_PAGE) }, name)
            FormEvent.Save -> save(name)
            FormEvent.Paste -> pastedText(context)?.let { model.onEvent(FormEvent.Text(it)) }
            FormEvent.Back -> navigator.back()
            else -> model.onEvent(event)
        }
    }
}

private const val PLAIN_TEXT = "text/plain"
private const val WEB_PAGE = "text/html"
