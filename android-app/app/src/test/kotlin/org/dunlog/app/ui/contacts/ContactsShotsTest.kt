package org.dunlog.app.ui.contacts

import android.app.Activity
import android.content.Intent
import android.net.Uri
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import java.io.File
import org.dunlog.app.R
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.InEveryVariant
import org.dunlog.app.testing.SampleInvitation
import org.dunlog.app.testing.SecondPhone
import org.dunlog.app.testing.Variant
import org.dunlog.app.testing.checkUsable
import org.dunlog.core.Role
import org.junit.Rule
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Every page of one case on many phones, and of the backup, from the first screen on as a person taps. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [29])
class ContactsShotsTest : InEveryVariant() {
    @get:Rule
    val app = AppRule()

    @get:Rule
    val mother = SecondPhone()
    private lateinit var variant: Variant

    override fun pages(variant: Variant) {
        this.variant = variant
        variant.apply()
        val (share, request) = fromTheMother()
        app.launch()
        app.click(R.string.contacts_title)
        shot("contacts-empty")
        receiving(share, request)
        inviting()
        app.click(R.string.form_link)
        shot("form", rare = true)
        app.back()
        joining()
        sharing()
        app.scenario.close()
        whoDoesNotOwe()
        backups()
    }

    /** A share and the request that takes it back, made for the real case of this phone. */
    private fun fromTheMother(): Pair<File, File> {
        val case = mother.core.join(mother.me, app.core.invite("林晓").invitation).id
        val files = mother.file("share.dunlog") to mother.file("request.txt")
        mother.core.share(case, files.first.path)
        mother.core.withdraw(case, files.second.path)
        app.core.invitation = SampleInvitation.invited
        return files
    }

    private fun receiving(share: File, request: File) {
        app.click(R.string.receive_title)
        shot("receive", rare = true)
        pick(R.string.receive_pick, share)
        app.waitForText(SecondPhone.NAME)
        shot("receive-share")
        app.click(R.string.receive_take_in)
        shot("receive-taken", rare = true)
        pick(R.string.receive_another, request)
        waitFor(R.string.receive_withdraw)
        shot("receive-request", rare = true)
        app.click(R.string.receive_withdraw)
        shot("receive-removed", rare = true)
        val samples = File(checkNotNull(System.getProperty("dunlog.samples")))
        pick(R.string.receive_another, samples.resolve("colleague-calls.csv"))
        waitFor(R.string.whose_title)
        shot("receive-export", rare = true)
        app.click(R.string.receive_refuse)
        pick(R.string.receive_pick, mother.file("empty").apply { writeText("dunlog/00\nwithdraw/1\n") })
        waitFor(R.string.receive_withdraw)
        app.click(R.string.receive_withdraw)
        shot("receive-problem", rare = true)
        app.back()
    }

    private fun inviting() {
        app.click(R.string.invite_title)
        shot("invite", rare = true)
        type("晓晓")
        app.click(R.string.invite_make)
        shot("invite-made")
        val spoken = app.words(R.string.invite_qr_spoken).replace("%1\$s", "晓晓")
        app.compose.onNodeWithContentDescription(spoken).performScrollTo().assertIsDisplayed()
        app.click(R.string.copy)
        app.back()
    }

    private fun joining() {
        app.click(R.string.contacts_join)
        shot("join", rare = true)
        type("没有邀请")
        app.click(R.string.join_look)
        shot("join-problem", rare = true)
        type("表姐：${mother.core.invite("表姐").invitation}")
        app.click(R.string.join_look)
        app.compose.checkUsable("join-who ${variant.id}") // until when it is valid differs from day to day
        app.click(R.string.join)
        shot("contacts-joined")
    }

    private fun sharing() {
        app.click(R.string.share_open)
        waitFor(R.string.share_send)
        shot("share")
        app.click(R.string.share_untick_all)
        app.compose.checkUsable("share nothing ${variant.id}")
        app.click(R.string.share_tick_all)
        app.click(R.string.share_send)
        waitFor(R.string.handed_over)
        shot("share-done", rare = true)
        app.back()
        app.click(R.string.withdraw_open)
        shot("withdraw", rare = true)
        app.click(R.string.withdraw_send)
        waitFor(R.string.handed_over)
        app.compose.checkUsable("withdrawn ${variant.id}")
        app.back()
        shot("contacts-shared", rare = true)
    }

    private fun whoDoesNotOwe() {
        app.graph.settings.role = Role.ThirdParty
        app.launch()
        app.click(R.string.contacts_title)
        app.compose.checkUsable("contacts of a third party ${variant.id}")
        app.back()
    }

    private fun backups() {
        app.click(R.string.tab_settings)
        app.click(R.string.backup_title)
        fields()[0].performTextReplacement("一二三四五六七八")
        fields()[1].performTextReplacement("一二三四五六")
        shot("backup", rare = true)
        app.back()
        app.click(R.string.restore_title)
        val file = mother.file("backup.age")
        mother.core.backup(file.path, "一二三四五六七八", false)
        pick(R.string.restore_pick, file)
        waitFor(R.string.restore_pick_other)
        fields()[0].performTextReplacement("一二三四五六七八")
        app.click(R.string.passphrase_show)
        shot("restore", rare = true)
        app.click(R.string.restore_do)
        app.waitForText(SecondPhone.NAME)
        shot("restore-done", rare = true)
    }

    private fun fields() = app.compose.onAllNodes(hasSetTextAction()).let { all ->
        all.fetchSemanticsNodes().indices.map { all[it] }
    }

    private fun type(text: String) {
        app.compose.onAllNodes(hasSetTextAction()).onFirst().performScrollTo().performTextReplacement(text)
    }

    /** Taps what opens the system's dialog, and answers as that does. */
    private fun pick(button: Int, file: File) {
        app.click(button)
        app.scenario.onActivity { activity ->
            val asked = shadowOf(activity).nextStartedActivityForResult
            val answer = Intent().setData(Uri.fromFile(file))
            shadowOf(activity).receiveResult(asked.intent, Activity.RESULT_OK, answer)
        }
        app.compose.waitForIdle()
    }

    private fun waitFor(words: Int) = app.waitForText(app.words(words))

    private fun shot(name: String, rare: Boolean = false) = app.shot(name, variant, !rare || variant.keepsAll)
}
