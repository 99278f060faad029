package org.dunlog.app.ui

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.consumeWindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.navigationBars
import androidx.compose.foundation.layout.navigationBarsPadding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.produceState
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.nav.BottomBar
import org.dunlog.app.ui.nav.Route
import org.dunlog.app.ui.nav.rememberNavigator
import org.dunlog.app.ui.parts.LocalNow
import org.dunlog.app.ui.parts.LocalWords
import org.dunlog.app.ui.parts.language
import org.dunlog.core.CoreException
import org.dunlog.core.Words

/** The first run until it is done, then the pages. [wanted] is where a notification leads to. */
@Composable
fun App(graph: AppGraph, wanted: Route?, onArrived: () -> Unit) {
    CompositionLocalProvider(LocalWords provides wordsOf(graph), LocalNow provides graph.now) {
        Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.surface) {
            if (firstRunDone(graph)) Pages(graph, wanted, onArrived) else FirstRunRoute(graph)
        }
    }
}

@Composable
private fun Pages(graph: AppGraph, wanted: Route?, onArrived: () -> Unit) {
    val navigator = rememberNavigator()
    LaunchedEffect(wanted) {
        if (wanted != null) {
            navigator.open(wanted)
            onArrived()
        }
    }
    BackHandler(navigator.canGoBack) { navigator.back() }
    val pages = rememberSaveableStateHolder() // keeps the place in a list while another page is on top
    val route = navigator.current
    Column(Modifier.fillMaxSize()) {
        val bottom = WindowInsets.navigationBars // the bar of the tabs keeps clear of it
        val inner = if (route.isTab) Modifier.consumeWindowInsets(bottom) else Modifier.navigationBarsPadding()
        Box(Modifier.weight(1f).then(inner).imePadding()) {
            pages.SaveableStateProvider(route.saved()) { RoutePage(graph, route, navigator) }
        }
        if (route.isTab) BottomBar(route, navigator::openTab)
    }
}

@Composable
private fun firstRunDone(graph: AppGraph): Boolean {
    var done by remember(graph) { mutableStateOf(graph.settings.firstRunDone) }
    DisposableEffect(graph) {
        val stop = graph.settings.watch { done = graph.settings.firstRunDone }
        onDispose(stop)
    }
    return done
}

/** Until they are read, and when the log cannot be opened, every id stands for itself. */
@Composable
private fun wordsOf(graph: AppGraph): Words {
    val language = language()
    val words by produceState(Words.none, graph, language) {
        value = try {
            graph.withCore { graph.words(language) }
        } catch (_: CoreException) {
            Words.none // every page shows by itself that the log cannot be read
        }
    }
    return words
}
