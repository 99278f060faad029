package org.dunlog.app.health

import android.Manifest
import android.app.role.RoleManager
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Build
import android.provider.Settings
import androidx.core.app.NotificationManagerCompat

/** What capture may ask for. Every one can be refused; the others go on working. */
enum class Need {
    /** Reading the call log: which calls came, and how they ended. */
    CallLog,

    /** Hearing that the phone rings. */
    PhoneState,

    /** Receiving messages as they come. */
    ReceiveSms,

    /** Reading the messages that the phone has stored. */
    ReadSms,

    /** Showing notifications of our own, for tagging after a call. */
    Notifications,

    /** Being the call-screening app, Android 10 and newer: hears every unknown call, first and surely. */
    ScreeningRole,

    /** Reading the notifications of ticked apps. */
    NotificationAccess,

    /** Keeping all of these though nobody opens the app for months, Android 11 and newer. */
    KeepPermissions,
}

/** Whether a [Need] is met. */
enum class NeedState { Granted, Refused, NotOnThisAndroid }

/** How to ask for a [Need]. */
sealed interface Ask {
    /** With the system's permission prompt. */
    data class Prompt(val permission: String) : Ask

    /** On a screen of the system, or in the dialog that this intent opens for a result. */
    data class Screen(val intent: Intent) : Ask

    /** There is nothing to ask. */
    data object Nothing : Ask
}

/** What the phone lets us do, read anew at every question: it can be taken away at any moment. */
open class Permissions(private val context: Context) {

    /** Whether [need] is met at this moment. */
    open fun state(need: Need): NeedState = when (need) {
        Need.ScreeningRole -> screeningRole()
        Need.NotificationAccess ->
            met(context.packageName in NotificationManagerCompat.getEnabledListenerPackages(context))
        Need.KeepPermissions -> keepsPermissions()
        Need.Notifications -> met(NotificationManagerCompat.from(context).areNotificationsEnabled())
        else -> met(has(permission(need)))
    }

    /** All needs. */
    fun all(): Map<Need, NeedState> = Need.entries.associateWith(::state)

    fun isGranted(need: Need): Boolean = state(need) == NeedState.Granted

    /** How to ask for [need]. */
    open fun ask(need: Need): Ask = when (need) {
        Need.ScreeningRole -> askForRole()
        Need.NotificationAccess -> Ask.Screen(Intent(Settings.ACTION_NOTIFICATION_LISTENER_SETTINGS))
        Need.KeepPermissions ->
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) Ask.Screen(ownPage(KEEP)) else Ask.Nothing
        Need.Notifications ->
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU && !has(permission(need))) {
                Ask.Prompt(permission(need))
            } else {
                Ask.Screen(notificationSettings())
            }
        else -> Ask.Prompt(permission(need))
    }

    /** The page of this app in the system's settings: the way out when the prompt does not appear any more. */
    fun appSettings(): Intent = ownPage(Settings.ACTION_APPLICATION_DETAILS_SETTINGS)

    private fun ownPage(action: String): Intent = Intent(action, Uri.fromParts("package", context.packageName, null))

    private fun keepsPermissions(): NeedState =
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) {
            NeedState.NotOnThisAndroid
        } else {
            met(context.packageManager.isAutoRevokeWhitelisted)
        }

    private fun screeningRole(): NeedState {
        val roles = roles() ?: return NeedState.NotOnThisAndroid
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.Q || !roles.isRoleAvailable(RoleManager.ROLE_CALL_SCREENING)) {
            return NeedState.NotOnThisAndroid
        }
        return met(roles.isRoleHeld(RoleManager.ROLE_CALL_SCREENING))
    }

    private fun askForRole(): Ask {
        val roles = roles()
        return if (roles == null || Build.VERSION.SDK_INT < Build.VERSION_CODES.Q) {
            Ask.Nothing
        } else {
            Ask.Screen(roles.createRequestRoleIntent(RoleManager.ROLE_CALL_SCREENING))
        }
    }

    private fun roles(): RoleManager? =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) context.getSystemService(RoleManager::class.java) else null

    private fun notificationSettings(): Intent = Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS)
        .putExtra(Settings.EXTRA_APP_PACKAGE, context.packageName)

    private fun has(permission: String): Boolean =
        context.checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED

    private fun met(granted: Boolean): NeedState = if (granted) NeedState.Granted else NeedState.Refused

    private fun permission(need: Need): String = when (need) {
        Need.CallLog -> Manifest.permission.READ_CALL_LOG
        Need.PhoneState -> Manifest.permission.READ_PHONE_STATE
        Need.ReceiveSms -> Manifest.permission.RECEIVE_SMS
        Need.ReadSms -> Manifest.permission.READ_SMS
        else -> "android.permission.POST_NOTIFICATIONS"
    }

    private companion object {
        /** `Intent.ACTION_AUTO_REVOKE_PERMISSIONS`, which Androids before 11 do not have. */
        const val KEEP = "android.intent.action.AUTO_REVOKE_PERMISSIONS"
    }
}
