package org.dunlog.core

import java.io.File
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder

/** Two phones, each with its own engine: one invites, the other shares and takes back. */
class ContactsTest {
    @get:Rule
    val temporary = TemporaryFolder()
    private lateinit var owner: RustCore
    private lateinit var mother: RustCore

    @Before
    fun open() {
        owner = RustCore.open(temporary.newFolder("owner").resolve("log.db").path)
        owner.ensurePerson("林晓", Role.Debtor)
        mother = RustCore.open(temporary.newFolder("mother").resolve("log.db").path)
    }

    @After
    fun close() {
        owner.close()
        mother.close()
    }

    @Test
    fun whatAContactSharesArrivesProvenAndGoesAgainWhenItIsTakenBack() {
        val case = joined()
        val preview = mother.sharePreview(case)
        assertEquals("林晓" to 1L, preview.owner to preview.keptBack)
        assertEquals(listOf(THREAT), preview.rows.map { it.text })
        val file = file("share.dunlog")
        assertEquals(1L, mother.share(case, file.path, preview.rows.map { it.id }).events)
        assertFalse("sealed", file.readBytes().decodeToString().contains("林晓"))
        assertEquals(1L, mother.memberships().single().sharedEvents)

        val incoming = owner.peek(file.path) as Incoming.Bundle
        assertTrue(incoming.report.intact)
        val group = incoming.report.groups.single()
        assertEquals("周桂芬" to Role.ThirdParty, group.person to group.role)
        assertEquals(at to at, group.firstMs to group.lastMs)
        val taken = owner.receive(file.path) as Received.Bundle
        assertTrue(taken.sealed)
        assertEquals(1L, taken.logs.single().events)
        assertEquals(listOf(THREAT), owner.events().events.map { it.text })

        val request = file("request.txt")
        mother.withdraw(case, request.path)
        assertEquals(Incoming.Withdrawal, owner.peek(request.path))
        val gone = owner.receive(request.path) as Received.Withdrawal
        assertTrue(gone.removed > 0 && !gone.known)
        assertTrue((owner.receive(request.path) as Received.Withdrawal).known)
        val trace = owner.events().events.single()
        assertTrue(trace.redacted && trace.text.isNullOrEmpty() && trace.number == null)
        assertTrue(owner.fsck().clean)
    }

    @Test
    fun aNameCanBeGivenToThePhoneOfAContact() {
        val file = file("share.dunlog")
        mother.share(joined(), file.path)
        owner.receive(file.path, "妈妈" to Role.ThirdParty)
        assertEquals(listOf("林晓", "妈妈"), owner.persons().map { it.name })
    }

    @Test
    fun anInvitationIsReadAmongOtherWordsAndRefusedWhenItIsBroken() {
        val invited = owner.invite("林晓")
        assertTrue(invited.qr.all { it.length == invited.qr.size })
        val read = mother.readInvitation("妈，点这个：${invited.invitation}，谢谢")
        assertEquals("林晓", read.name)
        assertFails("invitation_broken") { mother.readInvitation(invited.invitation.dropLast(1)) }
        val me = owner.persons().single().id
        assertFails("own_case") { owner.join(me, invited.invitation) }
        assertFails("no_such_case") { mother.sharePreview(CaseId(7)) }
    }

    @Test
    fun aForeignExportIsForTheImport() {
        val samples = File(checkNotNull(System.getProperty("dunlog.samples")))
        assertEquals(Incoming.Export, owner.peek(samples.resolve("colleague-calls.csv").path))
        assertEquals(Received.Export, owner.receive(samples.resolve("colleague-calls.csv").path))
    }

    @Test
    fun theLogIsSignedProvenAndBundled() {
        remember()
        val me = mother.persons().single().id
        val signed = mother.checkpoint(me, CheckpointReason.Daily)
        assertEquals(signed, mother.checkpoint(me, CheckpointReason.Demand))
        assertEquals(2L, signed.size)
        val event = mother.events().events.last().id
        assertEquals(signed.verifierKey, mother.prove(event).verifierKey)
        val file = file("case.dunlog")
        val written = mother.bundle(BundleRequest(file.path, all = true, showBystanders = true, atMs = at))
        assertEquals(2L to 2L, written.records to written.events)
        val report = owner.verify(file.path)
        assertTrue(report.intact && report.findings.isEmpty())
        file.writeBytes(file.readBytes().dropLast(9).toByteArray())
        val failure = assertThrows(CoreException::class.java) { owner.verify(file.path) }
        assertFalse(failure.code, failure.code == "internal")
    }

    @Test
    fun aBackupComesBackOnAnotherPhone() {
        remember()
        val file = file("backup")
        assertFails("passphrase_short") { mother.backup(file.path, "short", false) }
        val bytes = mother.backup(file.path, PASSPHRASE, withKey = true)
        assertEquals(bytes, file.length())
        assertFails("wrong_passphrase") { owner.restore(file.path, "not the one") }
        val log = owner.restore(file.path, PASSPHRASE).logs.single()
        assertTrue(log.firstTime && !log.own)
        assertEquals(2L, log.events)
        assertTrue(mother.restore(file.path, PASSPHRASE).logs.single().own)
        assertFalse("no text form", RestoreRequest(file.path, PASSPHRASE).toString().contains(PASSPHRASE))
    }

    @Test
    fun theFormIsAPageAndItsTextComesInAsSelfReported() {
        val page = file("form.html")
        assertEquals(owner.form(page.path), page.length())
        val text = file("form.txt")
        text.writeText("妈发来的：\n催证自述表/1\n填写人｜王芳\n填写于｜2026-11-21 21:30\n$ROW\n共｜1\n好的")
        assertTrue(owner.import(text.path, "王芳", Role.ThirdParty).new > 0)
        assertEquals(setOf(Source.SelfReport), owner.events().events.flatMap { it.sources }.toSet())
    }

    @Test
    fun whatHappenedToTheClockIsAnEntry() {
        val me = owner.persons().single().id
        assertEquals(0L, owner.checkpoint(me, CheckpointReason.Daily).size)
        owner.addIncident(me, Incident.ClockBack, "3600")
        assertEquals(1L, owner.checkpoint(me, CheckpointReason.Daily).size)
        assertEquals(emptyList<EventRow>(), owner.events().events)
    }

    private fun joined(): CaseId {
        remember()
        return mother.join(mother.persons().single().id, owner.invite("林晓").invitation).id
    }

    /** One message that speaks of the owner and one that does not. */
    private fun remember() {
        val me = mother.ensurePerson("周桂芬", Role.ThirdParty).id
        val texts = listOf(THREAT, "您的快递已到菜鸟驿站,取件码 1-2-3456。")
        val rows = texts.mapIndexed { row, text ->
            MessageObservation(
                EpochMillis(at.value + row * 600_000L),
                Source.SmsInbox,
                Channel.Sms,
                MessageBox.Inbox,
                text,
                number = "10690000777",
                providerId = "$row",
            )
        }
        mother.observe(me, rows)
        mother.judge()
    }

    private fun file(name: String) = temporary.root.resolve(name)

    private fun assertFails(code: String, work: () -> Unit) =
        assertEquals(code, assertThrows(CoreException::class.java) { work() }.code)

    private companion object {
        val at = EpochMillis(1_790_859_791_000)
        const val THREAT = "请转告林晓还款,否则后果自负。"
        const val PASSPHRASE = "八个字以上的口令"
        const val ROW = "来电接听｜2026-11-20 19:30｜13900001234｜自称某公司，要我转告我表弟还钱"
    }
}
