package org.dunlog.app.ui.apps

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.dunlog.app.Settings

/** Ticks the apps whose notifications are read. */
class AppsViewModel(private val settings: Settings, list: () -> List<InstalledApp>) : ViewModel() {
    private val mutable = MutableStateFlow(AppsState(ticked = settings.notificationPackages))
    val state: StateFlow<AppsState> = mutable.asStateFlow()

    init {
        viewModelScope.launch {
            val apps = withContext(Dispatchers.IO) { list() }
            mutable.update { it.copy(apps = apps, loading = false) }
        }
    }

    fun onEvent(event: AppsEvent) {
        when (event) {
            is AppsEvent.Tick -> {
                val now = settings.notificationPackages
                settings.notificationPackages = if (event.ticked) now + event.packageName else now - event.packageName
                mutable.update { it.copy(ticked = settings.notificationPackages) }
            }
            AppsEvent.ShowAll -> mutable.update { it.copy(showAll = true) }
            AppsEvent.Back -> Unit // the screen goes there
        }
    }
}
