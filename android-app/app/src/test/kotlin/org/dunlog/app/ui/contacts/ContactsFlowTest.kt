package org.dunlog.app.ui.contacts

import android.app.Application
import android.net.Uri
import androidx.lifecycle.SavedStateHandle
import androidx.test.core.app.ApplicationProvider
import java.io.File
import org.dunlog.app.AppGraph
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.Scenario
import org.dunlog.app.testing.SecondPhone
import org.dunlog.app.testing.waitUntil
import org.dunlog.app.ui.contacts.form.FormEvent
import org.dunlog.app.ui.contacts.form.FormViewModel
import org.dunlog.app.ui.contacts.invite.InviteEvent
import org.dunlog.app.ui.contacts.invite.InviteState
import org.dunlog.app.ui.contacts.invite.InviteViewModel
import org.dunlog.app.ui.contacts.join.JoinEvent
import org.dunlog.app.ui.contacts.join.JoinViewModel
import org.dunlog.app.ui.contacts.overview.OverviewViewModel
import org.dunlog.app.ui.contacts.receive.ReceiveEvent
import org.dunlog.app.ui.contacts.receive.ReceiveViewModel
import org.dunlog.app.ui.contacts.receive.Step
import org.dunlog.app.ui.contacts.receive.holds
import org.dunlog.app.ui.contacts.share.ShareEvent
import org.dunlog.app.ui.contacts.share.ShareViewModel
import org.dunlog.app.ui.contacts.withdraw.WithdrawViewModel
import org.dunlog.app.ui.files.Destination
import org.dunlog.app.ui.files.FileSender
import org.dunlog.app.ui.files.Handed
import org.dunlog.app.ui.files.Inbox
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.core.CaseId
import org.dunlog.core.EventFilter
import org.dunlog.core.Incoming
import org.dunlog.core.Label
import org.dunlog.core.Received
import org.dunlog.core.Role
import org.dunlog.core.Source
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** From the invitation to the taking back, with the engine on both phones. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class ContactsFlowTest {
    @get:Rule
    val app = AppRule()

    @get:Rule
    val mother = SecondPhone()
    private val context: Application get() = ApplicationProvider.getApplicationContext()

    @Test
    fun whatIsTickedArrivesAndNothingElse() {
        val share = ShareViewModel(mother.graph, SavedStateHandle(), sender(mother.graph))
        share.show(joined())
        waitUntil { share.state.value.preview != null }
        val rows = checkNotNull(share.state.value.preview).rows
        assertEquals(setOf(SecondPhone.FIRST, SecondPhone.SECOND), rows.map { it.text }.toSet())
        assertEquals(1L, share.state.value.keptBack)
        val second = rows.single { it.text == SecondPhone.SECOND }.id
        share.onEvent(ShareEvent.Tick(second, false))
        assertEquals(2L, share.state.value.keptBack)
        val file = sent { to -> share.send(to, "share.dunlog") }
        waitUntil { share.state.value.done?.handed == Handed.Shared }
        assertEquals(1L, share.state.value.done?.shared?.events)
        assertFalse(file.readBytes().decodeToString().contains("林晓"))

        val receive = receive()
        receive.look(Uri.fromFile(file))
        waitUntil { receive.state.value.step is Step.Look }
        val look = (receive.state.value.step as Step.Look).incoming as Incoming.Bundle
        assertTrue(look.report.intact && look.holds)
        assertEquals(Whose(SecondPhone.NAME, Role.ThirdParty), receive.state.value.whose)
        assertNull("nothing is taken in by looking", found(SecondPhone.FIRST))
        receive.onEvent(ReceiveEvent.ForWhom(Whose("妈妈", Role.ThirdParty)))
        receive.onEvent(ReceiveEvent.TakeIn)
        waitUntil { receive.state.value.step is Step.Done }
        val done = (receive.state.value.step as Step.Done).received as Received.Bundle
        assertEquals(1L, done.logs.single().events)
        assertEquals(Label.Harassment, found(SecondPhone.FIRST)?.label)
        assertNull(found(SecondPhone.SECOND))
        assertTrue("妈妈" in app.core.persons().map { it.name })
        assertFalse("nothing stays behind", context.cacheDir.resolve("incoming").exists())
    }

    @Test
    fun whatIsTakenBackGoesOnlyAfterTheOwnerAgreed() {
        val case = joined()
        val shared = mother.file("share.dunlog")
        mother.core.share(case, shared.path)
        app.core.receive(shared.path)
        val withdraw = WithdrawViewModel(mother.graph, sender(mother.graph))
        withdraw.show(case)
        waitUntil { withdraw.state.value.membership != null }
        assertEquals(2L, withdraw.state.value.membership?.sharedEvents)
        val request = sent { to -> withdraw.send(to, "request.txt") }

        val receive = receive()
        receive.look(Uri.fromFile(request))
        waitUntil { receive.state.value.step is Step.Look }
        assertEquals(Step.Look(Incoming.Withdrawal), receive.state.value.step)
        assertNotNull(found(SecondPhone.FIRST))
        receive.onEvent(ReceiveEvent.TakeIn)
        waitUntil { receive.state.value.step is Step.Done }
        val gone = (receive.state.value.step as Step.Done).received as Received.Withdrawal
        assertTrue(gone.removed >= 2)
        assertNull(found(SecondPhone.FIRST))
        assertTrue(app.core.fsck().clean)
    }

    @Test
    fun anInvitationThatIsBrokenExpiredOrOnesOwnIsSaidInWords() {
        val own = invitation()
        val broken = join(mother.graph, own.replace("to=age1", "to=age2"))
        broken.onEvent(JoinEvent.Look)
        waitUntil { broken.state.value.problem != null }
        assertEquals("invitation_broken", broken.state.value.problem?.code)
        assertTrue(mother.core.memberships().isEmpty())
        val expired = join(mother.graph, EXPIRED)
        expired.onEvent(JoinEvent.Look)
        waitUntil { expired.state.value.invitation != null }
        expired.onEvent(JoinEvent.Join)
        waitUntil { expired.state.value.problem != null }
        assertEquals("invitation_expired", expired.state.value.problem?.code)
        val mine = join(app.graph, own)
        mine.onEvent(JoinEvent.Look)
        waitUntil { mine.state.value.invitation != null }
        mine.onEvent(JoinEvent.Join)
        waitUntil { mine.state.value.problem != null }
        assertEquals("own_case", mine.state.value.problem?.code)
    }

    @Test
    fun aShareForSomebodyElseAndADamagedFileAreRefused() {
        val file = mother.file("share.dunlog")
        mother.core.share(joined(), file.path)
        val theirs = ReceiveViewModel(mother.graph, Inbox(context))
        theirs.look(Uri.fromFile(file))
        waitUntil { theirs.state.value.problem != null }
        assertEquals("not_for_us", theirs.state.value.problem?.code)
        file.writeBytes(file.readBytes().also { it[it.size - 20] = (it[it.size - 20] + 1).toByte() })
        val receive = receive()
        receive.look(Uri.fromFile(file))
        waitUntil { receive.state.value.problem != null }
        assertEquals("seal_changed", receive.state.value.problem?.code)
        assertEquals(Step.Start, receive.state.value.step)
    }

    @Test
    fun anExportOfAnotherAppIsReadForThePersonWhomTheOwnerNames() {
        val samples = File(checkNotNull(System.getProperty("dunlog.samples")))
        val receive = receive()
        receive.look(Uri.fromFile(samples.resolve("colleague-calls.csv")))
        waitUntil { receive.state.value.step is Step.Look }
        assertEquals(Step.Look(Incoming.Export), receive.state.value.step)
        assertFalse("whose is asked", receive.state.value.whose.isComplete)
        receive.onEvent(ReceiveEvent.ForWhom(Whose("郑同事", Role.ThirdParty)))
        receive.onEvent(ReceiveEvent.TakeIn)
        waitUntil { receive.state.value.step is Step.Read }
        assertTrue((receive.state.value.step as Step.Read).imported.new > 0)
        val person = app.core.persons().single { it.name == "郑同事" }
        val labels = app.core.events(EventFilter(person = person.id)).events.map { it.label }
        assertTrue("judged", Label.Harassment in labels)
    }

    @Test
    fun theTextOfAFormComesInAsSelfReported() {
        val model = FormViewModel(app.graph, SavedStateHandle(), sender(app.graph), Inbox(context))
        val page = sent { to -> model.send(to, "form.html") }
        assertTrue(page.readText().contains("催证自述表"))
        waitUntil { model.state.value.handed == Handed.Shared }
        model.onEvent(FormEvent.Text("妈：\n催证自述表/1\n填写人｜王芳\n填写于｜2026-11-01 21:30\n$ROW\n共｜1"))
        assertFalse(model.state.value.isReady)
        model.onEvent(FormEvent.ForWhom(Whose("王芳", Role.ThirdParty)))
        model.onEvent(FormEvent.TakeIn)
        waitUntil { model.state.value.imported != null }
        assertTrue(checkNotNull(model.state.value.imported).new > 0)
        assertEquals("", model.state.value.text)
        val person = app.core.persons().single { it.name == "王芳" }
        val sources = app.core.events(EventFilter(person = person.id)).events.flatMap { it.sources }.toSet()
        assertEquals(setOf(Source.SelfReport), sources)
    }

    @Test
    fun whatWasTickedAndTypedOutlivesTheProcessAndNotThePage() {
        val saved = SavedStateHandle()
        val case = joined()
        val share = ShareViewModel(mother.graph, saved, sender(mother.graph))
        share.show(case)
        waitUntil { share.state.value.preview != null }
        share.onEvent(ShareEvent.TickAll(false))
        assertFalse(share.state.value.isReady)
        val again = ShareViewModel(mother.graph, restored(saved), sender(mother.graph))
        again.show(case)
        waitUntil { again.state.value.preview != null }
        assertEquals(emptyList<Any>(), again.state.value.chosen)
        again.clear()
        again.show(case)
        waitUntil { again.state.value.preview != null }
        assertEquals(2, again.state.value.chosen.size)

        val handle = SavedStateHandle()
        val invite = InviteViewModel(app.graph, handle)
        assertEquals("nothing is suggested", "", invite.state.value.name)
        invite.onEvent(InviteEvent.Name("晓晓"))
        invite.onEvent(InviteEvent.Make)
        waitUntil { invite.state.value.made != null }
        val remade = InviteViewModel(app.graph, restored(handle))
        waitUntil { remade.state.value.made != null }
        assertEquals(invite.state.value.made, remade.state.value.made)
        remade.clear()
        assertEquals(InviteState(), remade.state.value)
    }

    @Test
    fun theOverviewSaysWhatWasJoinedAndShared() {
        val case = joined()
        val overview = OverviewViewModel(mother.graph)
        overview.read()
        waitUntil { overview.state.value.memberships != null }
        assertFalse("who does not owe is more often invited", overview.state.value.ownFirst)
        assertNull(overview.state.value.memberships?.single()?.sharedMs)
        mother.core.share(case, mother.file("share.dunlog").path)
        overview.read()
        waitUntil { overview.state.value.memberships?.single()?.sharedEvents == 2L }
    }

    private fun invitation(): String {
        val invite = InviteViewModel(app.graph, SavedStateHandle())
        invite.onEvent(InviteEvent.Name(" 林晓 "))
        invite.onEvent(InviteEvent.Make)
        waitUntil { invite.state.value.made != null }
        return checkNotNull(invite.state.value.made).invited.invitation
    }

    private fun joined(): CaseId {
        val join = join(mother.graph, "妈，把这个贴进去：${invitation()}，谢谢")
        join.onEvent(JoinEvent.Look)
        waitUntil { join.state.value.invitation != null }
        assertEquals("林晓", join.state.value.invitation?.name)
        assertTrue("nothing happens by looking", mother.core.memberships().isEmpty())
        join.onEvent(JoinEvent.Join)
        waitUntil { join.state.value.joined }
        return mother.core.memberships().single().id
    }

    private fun join(graph: AppGraph, text: String) =
        JoinViewModel(graph, SavedStateHandle()).also { it.onEvent(JoinEvent.Text(text)) }

    private fun receive() = ReceiveViewModel(app.graph, Inbox(context))

    private fun sender(graph: AppGraph) = FileSender(graph, PackageWriter(context))

    private fun sent(send: (Destination) -> Unit): File {
        var handed: File? = null
        send(Destination.Share { handed = it })
        waitUntil { handed != null }
        waitUntil { !context.cacheDir.resolve("package").exists() }
        return checkNotNull(handed)
    }

    private fun found(text: String) = app.core.events(EventFilter(text = text)).events.firstOrNull()

    private fun restored(saved: SavedStateHandle) = SavedStateHandle(saved.keys().associateWith { saved.get<Any>(it) })

    private companion object {
        const val ROW = "来电接听｜2026-10-20 19:30｜13900001234｜自称某公司，要我转告我表弟还钱"
        const val EXPIRED = "dunlog:invite?v=1&case=34929bfe500cdb515085908074303f18&name=%E6%9E%97%E6%99%93" +
            "&to=age1tk03unqtvdle0p55vx9ehtuhg805w8wcp9hz94p6lcg5007y09dslqgswp&until=2001-12-31&sum=db113715"
    }
}
