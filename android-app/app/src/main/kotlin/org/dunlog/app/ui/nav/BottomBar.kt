package org.dunlog.app.ui.nav

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.dunlog.app.R

/** The four pages. Unlike the library's bar it grows with its text: at 200 % nothing is cut off. */
@Composable
fun BottomBar(current: Route, onOpen: (Route) -> Unit) {
    val edges = WindowInsets.safeDrawing.only(WindowInsetsSides.Horizontal + WindowInsetsSides.Bottom)
    Surface(color = MaterialTheme.colorScheme.surfaceContainer) {
        Row(
            Modifier
                .fillMaxWidth()
                .windowInsetsPadding(edges)
                .heightIn(min = 72.dp)
                .selectableGroup(),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            val part = Modifier.weight(1f)
            Tab(R.drawable.ic_home, R.string.tab_home, current is Route.Home, part) { onOpen(Route.Home) }
            Tab(R.drawable.ic_log, R.string.tab_log, current is Route.Log, part) { onOpen(Route.Log()) }
            Tab(R.drawable.ic_export, R.string.tab_export, current is Route.Export, part) { onOpen(Route.Export) }
            Tab(R.drawable.ic_settings, R.string.tab_settings, current is Route.Settings, part) {
                onOpen(Route.Settings)
            }
        }
    }
}

@Composable
private fun Tab(picture: Int, name: Int, chosen: Boolean, modifier: Modifier, onClick: () -> Unit) {
    val colors = MaterialTheme.colorScheme
    Column(
        modifier
            .selectable(chosen, role = Role.Tab, onClick = onClick)
            .heightIn(min = 64.dp)
            .padding(vertical = 8.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        Icon(
            painterResource(picture),
            contentDescription = null,
            Modifier
                .background(if (chosen) colors.secondaryContainer else Color.Transparent, CircleShape)
                .padding(horizontal = 16.dp, vertical = 4.dp),
            tint = if (chosen) colors.onSecondaryContainer else colors.onSurfaceVariant,
        )
        Text(
            stringResource(name),
            color = if (chosen) colors.onSurface else colors.onSurfaceVariant,
            style = MaterialTheme.typography.labelMedium,
            textAlign = TextAlign.Center,
        )
    }
}
