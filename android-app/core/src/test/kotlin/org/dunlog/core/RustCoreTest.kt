package org.dunlog.core

import java.io.File
import java.lang.reflect.Modifier
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import org.dunlog.core.nativelib.NativeCore
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder

/** The typed API on the real engine. */
class RustCoreTest {
    @get:Rule
    val temporary = TemporaryFolder()
    private lateinit var core: RustCore
    private val path: String get() = temporary.root.resolve("log.db").path

    @Before
    fun open() {
        core = RustCore.open(path)
    }

    @After
    fun close() = core.close()

    @Test
    fun theLibraryThatIsTestedHasTheNativesThatShipAndNoOthers() {
        val library = File(System.getProperty("dunlog.library")).readText(Charsets.ISO_8859_1)
        val exported = Regex("Java_org_dunlog_core_nativelib_NativeCore_([A-Za-z0-9]+)").findAll(library)
        val declared = NativeCore::class.java.declaredMethods.filter { Modifier.isNative(it.modifiers) }
        assertEquals(declared.map { it.name }.toSet(), exported.map { it.groupValues[1] }.toSet())
    }

    @Test
    fun aCallIsNewThenWitnessedThenKnownAndWhatIsOutOfBoundsIsRejected() {
        val me = core.ensurePerson("林晓", Role.Debtor).id
        val log = CallObservation(at, Source.CallLog, CallType(3), 25, NUMBER, sim = "1", providerId = "17", raw = RAW)
        val seen = CallObservation(at, Source.Screening, CallType.Ringing, number = NUMBER)
        val bad = CallObservation(EpochMillis(0), Source.CallLog, CallType.Missed)
        val answers = core.observe(me, listOf(log, seen, log, bad))
        val id = (answers.first() as Observed.New).id
        val others = listOf(Observed.Witness(id), Observed.Known(id), Observed.Rejected("time_out_of_range"))
        assertEquals(others, answers.drop(1))
        assertEquals(listOf(id, id, id, null), answers.map { it.eventId })
        val row = core.events().events.single()
        assertEquals(CallType.Missed, row.callType)
        assertEquals(25L, row.ringSeconds)
        assertNull(row.talkSeconds)
        assertEquals(listOf(Source.CallLog, Source.Screening), row.sources)
        assertEquals(RAW, core.event(id).sources.first().columns)
    }

    @Test
    fun theNumberOfAVendorIsKept() {
        val me = core.ensurePerson("林晓", Role.Debtor).id
        val observation = CallObservation(at, Source.CallLog, CallType(101), 3, NUMBER)
        val id = core.observe(me, listOf(observation)).single().eventId
        assertEquals(CallType(101), core.event(checkNotNull(id)).callType)
    }

    @Test
    fun aThreatIsJudgedQuotedAndFoundAgain() {
        val id = message("【速来贷】😡你的借款已逾期,今天再不还钱就通知你的家人和单位,后果自负!")
        assertEquals(1L, core.judge().changed)
        assertEquals(0L, core.judge().changed)
        val record = core.event(id)
        assertEquals(Label.Harassment, record.verdict?.label)
        val quoted = record.reasons.filter { it.quote != null }
        assertTrue(quoted.isNotEmpty())
        for (reason in quoted) {
            val text = checkNotNull(record.text)
            assertEquals(reason.quote, text.substring(checkNotNull(reason.rangeIn(text))))
        }
        val filter = EventFilter(label = Label.Harassment, text = "后果自负")
        assertEquals(listOf(id), core.events(filter).events.map { it.id })
        assertEquals(emptyList<EventRow>(), core.events(EventFilter(number = "139")).events)
        assertEquals(1L, core.summary().contacts)
        assertEquals(0L, core.summary(from = EpochMillis(at.value + 1)).events)
    }

    @Test
    fun pagesFollowOneAnotherWithoutLossOrRepetition() {
        val me = core.ensurePerson("林晓", Role.Debtor).id
        core.observe(me, (0 until 120).map { missed(it) })
        val seen = mutableListOf<EventId>()
        var page = core.events(limit = 50)
        while (true) {
            seen += page.events.map { it.id }
            page = core.events(after = page.next ?: break, limit = 50)
        }
        assertEquals(120, seen.size)
        assertEquals(120, seen.toSet().size)
    }

    @Test
    fun tagsAndNotesAreAppended() {
        val id = message("您的快递已到。")
        core.tag(id, Tag.Abuse)
        core.tag(id, Tag.Normal)
        core.note(id, "打错了。")
        assertEquals(listOf(Tag.Abuse, Tag.Normal, null), core.event(id).annotations.map { it.tag })
        assertEquals("打错了。", core.event(id).annotations.last().text)
        assertEquals(listOf(Tag.Abuse, Tag.Normal), core.events().events.single().tags)
        assertFails("invalid_input") { core.note(id, " ") }
        assertFails("invalid_input") { core.tag(id, Tag("anything")) }
    }

    @Test
    fun homeTellsWhatArrivedAndHowMuchOfItLive() {
        val me = core.ensurePerson("林晓", Role.Debtor).id
        core.observe(me, listOf(CallObservation(at, Source.Screening, CallType.Ringing, number = NUMBER)))
        core.observe(me, listOf(CallObservation(at, Source.CallLog, CallType(3), 1, NUMBER)))
        val home = core.home(EpochMillis(at.value + 1000))
        assertEquals(setOf(Source.Screening, Source.CallLog), home.sources.map { it.source }.toSet())
        assertEquals(LiveShare(live = 1, storeOnly = 0), home.witnessed.calls)
        assertEquals(1L, home.week.counts.calls)
        assertEquals("林晓", home.case.persons.single().name)
    }

    @Test
    fun gapsAreKept() {
        val me = core.ensurePerson("林晓", Role.Debtor).id
        val gap = Gap(me, Source.SmsInbox, at, EpochMillis(at.value + 1), Gap.PERMISSION_REVOKED)
        core.addGap(gap)
        assertEquals(listOf(gap), core.gaps())
    }

    @Test
    fun aNoteOfThePersonIsAnEvent() {
        val me = core.ensurePerson("林晓", Role.Debtor).id
        core.observe(me, listOf(NoteObservation(at, NoteKind.Visit, "两个人来敲门。")))
        val row = core.events().events.single()
        assertEquals(NoteKind.Visit to Direction.Local, row.noteKind to row.direction)
        assertEquals(listOf(Source.Manual), row.sources)
    }

    @Test
    fun filesComeInAndThePackageGoesOut() {
        val samples = File(checkNotNull(System.getProperty("dunlog.samples")))
        val read = core.import(samples.resolve("debtor-sms.xml").path, "林晓", Role.Debtor)
        assertTrue(read.new > 0 && !read.torn)
        core.judge()
        val folder = temporary.newFolder("package")
        val written = core.export(ExportRequest(folder.path, atMs = at))
        assertEquals(written.files.map { it.name }.toSet(), folder.list().orEmpty().toSet())
        assertEquals(0, written.pages)
        assertEquals(listOf("本人留存-询问准备单.html"), written.files.filter { it.isPrivate }.map { it.name })
        assertTrue(core.fsck().clean)
        core.flush()
        assertFails("file_missing") { core.import(samples.resolve("no such file").path, "林晓", Role.Debtor) }
    }

    @Test
    fun detailsAreTakenAsAWholeAndFontsThatAreNoneAreRefused() {
        core.ensurePerson("林晓", Role.Debtor)
        val who = Particulars("林晓", "女", "1990-01-01", "居民身份证", "000000190001010000", "a", NUMBER, "b", "c")
        val details = Details(
            reporter = who,
            person = "林晓",
            relation = "本人",
            addressee = "青云市公安局",
            debt = Debt("速来贷", "现金贷", "0001", overdue = false),
            clues = listOf(Clue(ClueOrigin.Claimed, "自称速来贷", NUMBER)),
            harm = listOf(Harm(HarmKind.Cost, "x", "y", "z")),
            exhibits = listOf(Exhibit("x", "identity", 1, "y", "z")),
            recordings = listOf(Recording(EventId(1), "x.m4a", "01:00", "0".repeat(64), "手机")),
            relatives = listOf(Relative("林晓", "母亲", who, "教师")),
            supplementTo = Receipt("1", "2026-10-01"),
        )
        val folder = temporary.newFolder("with details")
        val request = ExportRequest(folder.path, atMs = at, details = details, english = true)
        assertTrue(core.export(request).files.any { it.name == "English.html" })
        assertTrue("000000190001010000" in folder.resolve("材料.html").readText())
        assertFails("font_missing") { core.export(request.copy(fonts = Fonts(folder.resolve("none.ttf").path))) }
        val broken = temporary.newFile("broken.ttf").apply { writeText("no font") }
        assertFails("font_unreadable") { core.export(request.copy(fonts = Fonts(broken.path))) }
        assertFalse("000000190001010000" in request.toString())
    }

    @Test
    fun wordsLawAndVerdictsNeedNoLog() {
        RustCore.open().use { free ->
            assertFalse(free.about().log)
            assertEquals("疑似催收骚扰", free.words("zh").label(Label.Harassment))
            assertEquals("no such label", free.words("en").label(Label("no such label")))
            val rules = free.law("2026-10-01", listOf(Category("third_party_contact")), Role.ThirdParty)
            assertTrue(rules.isNotEmpty() && rules.all { it.zh.isNotEmpty() })
            val sms = VerdictRequest(VerdictRequest.Kind.Sms, "再不还钱后果自负!", "106900001234", at)
            assertEquals(Label.Harassment, free.verdict(sms).label)
            assertNotNull(free.verdict(VerdictRequest(VerdictRequest.Kind.Call, number = NUMBER)).label)
            assertFails("db_missing") { free.persons() }
        }
    }

    @Test
    fun failuresCarryTheirCodesAndNothingOfAPerson() {
        core.ensurePerson("林晓", Role.Debtor)
        val failure = assertFails("role_differs") { core.ensurePerson("林晓", Role.ThirdParty) }
        assertFalse(failure.message.orEmpty().contains("林晓"))
        assertFails("no_such_event") { core.event(EventId(99)) }
        assertFails("too_large") { core.events(limit = 201) }
        val nowhere = temporary.root.resolve("none.db").path
        assertFails("db_missing") { RustCore.open(nowhere, create = false) }
        val foreign = temporary.newFile("foreign.db").apply { writeText("not a database ".repeat(500)) }
        assertThrows(CoreException::class.java) { RustCore.open(foreign.path) }
    }

    @Test
    fun aClosedLogSaysSo() {
        core.close()
        core.close()
        assertFails("closed") { core.persons() }
        core.interrupt()
        open()
        assertEquals(emptyList<Person>(), core.persons())
    }

    @Test
    fun manyThreadsMayCallAtOnce() {
        val me = core.ensurePerson("林晓", Role.Debtor).id
        val threads = Executors.newFixedThreadPool(4)
        val work = (0 until 40).map { number ->
            Callable {
                core.observe(me, listOf(missed(number)))
                core.verdict(VerdictRequest(VerdictRequest.Kind.Call, number = NUMBER))
            }
        }
        threads.invokeAll(work).forEach { it.get() }
        threads.shutdown()
        assertEquals(40L, core.fsck().entries)
    }

    private fun missed(number: Int): CallObservation {
        val time = EpochMillis(at.value + number * 600_000L)
        return CallObservation(time, Source.CallLog, CallType(3), 1, NUMBER, providerId = "$number")
    }

    private fun message(text: String): EventId {
        val me = core.ensurePerson("林晓", Role.Debtor).id
        val message = MessageObservation(at, Source.SmsInbox, Channel.Sms, MessageBox(1), text, number = "106900001234")
        return checkNotNull(core.observe(me, listOf(message)).single().eventId)
    }

    private fun assertFails(code: String, work: () -> Unit): CoreException =
        assertThrows(CoreException::class.java) { work() }.also { assertEquals(code, it.code) }

    private companion object {
        const val NUMBER = "13900001234"
        val at = EpochMillis(1_790_859_791_000)
        val RAW = mapOf("type" to "3", "duration" to "25", "mystery_vendor_column" to "7")
    }
}
