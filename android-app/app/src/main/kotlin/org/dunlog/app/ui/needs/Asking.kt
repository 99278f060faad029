package org.dunlog.app.ui.needs

import android.app.Activity
import android.content.ActivityNotFoundException
import androidx.activity.compose.LocalActivity
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import org.dunlog.app.health.Ask
import org.dunlog.app.health.Need
import org.dunlog.app.health.Permissions

/**
 * Asks the system for what a screen needs. [answered] is called after every answer, whatever it was.
 * When the system does not show its prompt any more, the page of the app in the settings opens instead.
 */
@Composable
fun rememberAsking(permissions: Permissions, answered: () -> Unit): (Need) -> Unit {
    val activity = LocalActivity.current
    var asked by rememberSaveable { mutableStateOf<Need?>(null) }
    var couldExplain by rememberSaveable { mutableStateOf(false) }
    val screen = rememberLauncherForActivityResult(ActivityResultContracts.StartActivityForResult()) { answered() }
    val prompt = rememberLauncherForActivityResult(ActivityResultContracts.RequestPermission()) { granted ->
        val permission = asked?.let(permissions::ask) as? Ask.Prompt
        val mute = permission != null && !couldExplain && activity?.canExplain(permission.permission) == false
        if (!granted && mute) screen.launch(permissions.appSettings())
        answered()
    }
    return remember(permissions, activity) {
        { need ->
            asked = need
            when (val ask = permissions.ask(need)) {
                is Ask.Prompt -> {
                    couldExplain = activity?.canExplain(ask.permission) == true
                    prompt.launch(ask.permission)
                }
                is Ask.Screen -> try {
                    screen.launch(ask.intent)
                } catch (_: ActivityNotFoundException) {
                    screen.launch(permissions.appSettings()) // some ROMs leave a page of the settings out
                }
                Ask.Nothing -> answered()
            }
        }
    }
}

/** True after the first refusal and before the final one. */
private fun Activity.canExplain(permission: String): Boolean = shouldShowRequestPermissionRationale(permission)
