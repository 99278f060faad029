package org.dunlog.app.health

import android.Manifest
import android.app.Application
import android.app.NotificationManager
import android.app.role.RoleManager
import android.content.Intent
import android.os.Build
import android.provider.Settings
import androidx.test.core.app.ApplicationProvider
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** What the phone allows, on old and new Androids. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [26, 29, 33, 35])
class PermissionsTest {
    private val app: Application = ApplicationProvider.getApplicationContext()
    private val testSubject = Permissions(app)

    @Test
    fun aPermissionIsSeenAtOnceWhenItIsGivenAndWhenItIsTaken() {
        shadowOf(app).denyPermissions(Manifest.permission.READ_CALL_LOG)
        assertEquals(NeedState.Refused, testSubject.state(Need.CallLog))
        shadowOf(app).grantPermissions(Manifest.permission.READ_CALL_LOG)
        assertEquals(NeedState.Granted, testSubject.state(Need.CallLog))
        shadowOf(app).denyPermissions(Manifest.permission.READ_CALL_LOG)
        assertEquals(NeedState.Refused, testSubject.state(Need.CallLog))
        assertEquals(Ask.Prompt(Manifest.permission.READ_CALL_LOG), testSubject.ask(Need.CallLog))
    }

    @Test
    @Suppress("DEPRECATION") // the newer way needs a user handle that old Androids lack
    fun theScreeningRoleIsOnlyThereFromAndroid10On() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.Q) {
            assertEquals(NeedState.NotOnThisAndroid, testSubject.state(Need.ScreeningRole))
            assertEquals(Ask.Nothing, testSubject.ask(Need.ScreeningRole))
            return
        }
        val roles = shadowOf(app.getSystemService(RoleManager::class.java))
        roles.addAvailableRole(RoleManager.ROLE_CALL_SCREENING)
        assertEquals(NeedState.Refused, testSubject.state(Need.ScreeningRole))
        assertTrue(testSubject.ask(Need.ScreeningRole) is Ask.Screen)
        roles.addHeldRole(RoleManager.ROLE_CALL_SCREENING)
        assertEquals(NeedState.Granted, testSubject.state(Need.ScreeningRole))
    }

    @Test
    fun notificationAccessIsReadFromTheSystemsList() {
        assertEquals(NeedState.Refused, testSubject.state(Need.NotificationAccess))
        val listener = "${app.packageName}/.capture.AnyListener"
        val listeners = "other.app/.Listener:$listener"
        Settings.Secure.putString(app.contentResolver, "enabled_notification_listeners", listeners)
        assertEquals(NeedState.Granted, testSubject.state(Need.NotificationAccess))
    }

    @Test
    fun thePhoneCanBeToldToLeaveThePermissionsFromAndroid11On() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) {
            assertEquals(NeedState.NotOnThisAndroid, testSubject.state(Need.KeepPermissions))
            assertEquals(Ask.Nothing, testSubject.ask(Need.KeepPermissions))
            return
        }
        assertEquals(NeedState.Refused, testSubject.state(Need.KeepPermissions))
        val page = (testSubject.ask(Need.KeepPermissions) as Ask.Screen).intent
        assertEquals(Intent.ACTION_AUTO_REVOKE_PERMISSIONS, page.action)
        assertEquals(app.packageName, page.data?.schemeSpecificPart)
    }

    @Test
    fun notificationsThatAreSwitchedOffAreRefused() {
        val notifications = shadowOf(app.getSystemService(NotificationManager::class.java))
        notifications.setNotificationsEnabled(false)
        assertEquals(NeedState.Refused, testSubject.state(Need.Notifications))
        notifications.setNotificationsEnabled(true)
        assertEquals(NeedState.Granted, testSubject.state(Need.Notifications))
    }
}
