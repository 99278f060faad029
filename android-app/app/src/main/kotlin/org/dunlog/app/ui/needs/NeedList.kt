package org.dunlog.app.ui.needs

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.app.ui.parts.QuietButton

/** Every permission: what it is for, what is missing without it, and a way to give it. */
@Composable
fun NeedList(needs: Map<Need, NeedState>, onAsk: (Need) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        for ((need, state) in needs) {
            if (need != needs.keys.first()) HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
            NeedRow(need, state, onAsk)
        }
    }
}

@Composable
private fun NeedRow(need: Need, state: NeedState, onAsk: (Need) -> Unit) {
    val name = stringResource(need.title)
    Column(Modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        Column(Modifier.semantics(mergeDescendants = true) {}, verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Text(name, style = MaterialTheme.typography.titleSmall)
            Row(verticalAlignment = Alignment.CenterVertically) {
                Icon(
                    painterResource(if (state == NeedState.Granted) R.drawable.ic_ok else R.drawable.ic_off),
                    contentDescription = null,
                    Modifier.padding(end = 8.dp),
                )
                Text(stringResource(state.words), style = MaterialTheme.typography.labelLarge)
            }
            Text(stringResource(need.why), style = MaterialTheme.typography.bodyMedium)
        }
        if (state == NeedState.Refused) {
            val action = if (need in ON_A_PAGE) R.string.need_open else R.string.need_allow
            QuietButton(stringResource(action, name), { onAsk(need) })
        }
    }
}

/** These have no prompt: they are switches on a page of the system. */
private val ON_A_PAGE = setOf(Need.ScreeningRole, Need.NotificationAccess, Need.KeepPermissions)

/** What it is called. */
val Need.title: Int
    get() = when (this) {
        Need.CallLog -> R.string.need_call_log
        Need.PhoneState -> R.string.need_phone_state
        Need.ReceiveSms -> R.string.need_receive_sms
        Need.ReadSms -> R.string.need_read_sms
        Need.Notifications -> R.string.need_notifications
        Need.ScreeningRole -> R.string.need_screening
        Need.NotificationAccess -> R.string.need_notification_access
        Need.KeepPermissions -> R.string.need_keep
    }

private val Need.why: Int
    get() = when (this) {
        Need.CallLog -> R.string.need_call_log_why
        Need.PhoneState -> R.string.need_phone_state_why
        Need.ReceiveSms -> R.string.need_receive_sms_why
        Need.ReadSms -> R.string.need_read_sms_why
        Need.Notifications -> R.string.need_notifications_why
        Need.ScreeningRole -> R.string.need_screening_why
        Need.NotificationAccess -> R.string.need_notification_access_why
        Need.KeepPermissions -> R.string.need_keep_why
    }

private val NeedState.words: Int
    get() = when (this) {
        NeedState.Granted -> R.string.need_granted
        NeedState.Refused -> R.string.need_refused
        NeedState.NotOnThisAndroid -> R.string.need_not_here
    }
