package org.dunlog.core

import kotlinx.serialization.DeserializationStrategy
import kotlinx.serialization.SerializationException
import kotlinx.serialization.SerializationStrategy
import kotlinx.serialization.json.JsonElement
import org.dunlog.core.nativelib.NativeCore

/**
 * The engine in `libdunlog.so`. Open one for each log and keep it; it is safe to use from all threads.
 */
public class RustCore private constructor(private val handle: Long) : Core {

    override fun ensurePerson(name: String, role: Role): Person =
        call("ensure_person", PersonRequest.serializer(), PersonRequest(name, role), Person.serializer())

    override fun persons(): List<Person> = ask("persons", Persons.serializer()).persons

    override fun observe(person: PersonId, observations: List<Observation>): List<Observed> {
        val request = ObserveRequest(person, observations)
        return call("observe", ObserveRequest.serializer(), request, ObserveAnswer.serializer()).results
    }

    override fun judge(from: EpochMillis?): Judged =
        call("judge", JudgeRequest.serializer(), JudgeRequest(from), Judged.serializer())

    override fun addGap(gap: Gap) {
        call("gap", Gap.serializer(), gap, Empty.serializer())
    }

    override fun gaps(): List<Gap> = ask("gaps", Gaps.serializer()).gaps

    override fun home(now: EpochMillis): Home =
        call("home", HomeRequest.serializer(), HomeRequest(now), Home.serializer())

    override fun summary(from: EpochMillis?, to: EpochMillis?): Summary =
        call("summary", SpanRequest.serializer(), SpanRequest(from, to), Summary.serializer())

    override fun events(filter: EventFilter, after: EventCursor?, limit: Int): EventPage =
        call("events", EventsRequest.serializer(), EventsRequest(filter, after, limit), EventPage.serializer())

    override fun event(id: EventId): EventRecord =
        call("event", EventRequest.serializer(), EventRequest(id), EventRecord.serializer())

    override fun tag(id: EventId, tag: Tag): Unit = annotate(AnnotateRequest(id, "tag", tag.word))

    override fun note(id: EventId, text: String): Unit = annotate(AnnotateRequest(id, "note", text))

    override fun export(request: ExportRequest): Exported =
        call("export", ExportRequest.serializer(), request, Exported.serializer())

    override fun route(person: PersonId?, situation: Situation): List<ComplaintChannel> =
        call("route", RouteRequest.serializer(), RouteRequest(person, situation), RouteAnswer.serializer()).channels

    override fun handIn(person: PersonId, handIn: HandIn, askedToStop: Boolean, at: EpochMillis?): EventId {
        val request = HandInRequest(person, handIn, askedToStop, at)
        return call("hand_in", HandInRequest.serializer(), request, HandInAnswer.serializer()).id
    }

    override fun handIns(person: PersonId?, on: String?): HandIns =
        call("hand_ins", HandInsRequest.serializer(), HandInsRequest(person, on), HandIns.serializer())

    override fun letterText(request: LetterRequest): Letter =
        call("letter_text", LetterRequest.serializer(), request, Letter.serializer())

    override fun letter(request: LetterRequest, form: LetterForm, path: String, fonts: Fonts?): LetterFile {
        val file = LetterFileRequest(request, form, path, fonts)
        return call("letter", LetterFileRequest.serializer(), file, LetterFile.serializer())
    }

    override fun tone(text: String): List<Weakness> =
        call("tone", TextRequest.serializer(), TextRequest(text), ToneAnswer.serializer()).tone

    override fun import(path: String, person: String, role: Role): Imported =
        call("import", ImportRequest.serializer(), ImportRequest(path, person, role), Imported.serializer())

    override fun fsck(): Checked = ask("fsck", Checked.serializer())

    override fun flush() {
        ask("flush", Empty.serializer())
    }

    override fun checkpoint(person: PersonId, why: CheckpointReason): Checkpoint {
        val request = CheckpointRequest(person, why.word)
        return call("checkpoint", CheckpointRequest.serializer(), request, Checkpoint.serializer())
    }

    override fun prove(id: EventId): EventProof =
        call("prove", EventRequest.serializer(), EventRequest(id), EventProof.serializer())

    override fun bundle(request: BundleRequest): Bundled =
        call("bundle", BundleRequest.serializer(), request, Bundled.serializer())

    override fun verify(path: String): BundleReport =
        call("verify", FileRequest.serializer(), FileRequest(path), BundleReport.serializer())

    override fun backup(path: String, passphrase: String, withKey: Boolean): Long {
        val request = BackupRequest(path, passphrase, withKey)
        return call("backup", BackupRequest.serializer(), request, Written.serializer()).bytes
    }

    override fun restore(path: String, passphrase: String): Restored =
        call("restore", RestoreRequest.serializer(), RestoreRequest(path, passphrase), Restored.serializer())

    override fun addIncident(person: PersonId, what: Incident, detail: String) {
        val request = IncidentRequest(person, what.word, detail)
        call("incident", IncidentRequest.serializer(), request, Empty.serializer())
    }

    override fun invite(name: String): Invited =
        call("invite", InviteRequest.serializer(), InviteRequest(name), Invited.serializer())

    override fun readInvitation(text: String): Invitation =
        call("read_invitation", TextRequest.serializer(), TextRequest(text), Invitation.serializer())

    override fun join(person: PersonId, text: String): Membership =
        call("join", JoinRequest.serializer(), JoinRequest(person, text), Membership.serializer())

    override fun memberships(): List<Membership> = ask("memberships", Memberships.serializer()).memberships

    override fun sharePreview(case: CaseId, events: List<EventId>?): SharePreview =
        call("share_preview", ShareRequest.serializer(), ShareRequest(case, events), SharePreview.serializer())

    override fun share(case: CaseId, path: String, events: List<EventId>?): Shared =
        call("share", ShareRequest.serializer(), ShareRequest(case, events, path), Shared.serializer())

    override fun withdraw(case: CaseId, path: String) {
        call("withdraw", WithdrawRequest.serializer(), WithdrawRequest(case, path), Empty.serializer())
    }

    override fun peek(path: String): Incoming {
        val request = ReceiveRequest(path, preview = true)
        val answer = call("receive", ReceiveRequest.serializer(), request, JsonElement.serializer())
        return reading("receive") {
            when (wireJson.decodeFromJsonElement(Peeked.serializer(), answer).kind) {
                "bundle" -> Incoming.Bundle(wireJson.decodeFromJsonElement(BundleReport.serializer(), answer))
                "withdrawal" -> Incoming.Withdrawal
                else -> Incoming.Export
            }
        }
    }

    override fun receive(path: String, person: Pair<String, Role>?): Received {
        val request = ReceiveRequest(path, preview = false, person?.first, person?.second)
        return call("receive", ReceiveRequest.serializer(), request, Received.serializer())
    }

    override fun form(path: String): Long =
        call("form", FileRequest.serializer(), FileRequest(path), Written.serializer()).bytes

    override fun about(): About = ask("about", About.serializer())

    override fun verdict(request: VerdictRequest): Verdict =
        call("verdict", VerdictRequest.serializer(), request, Verdict.serializer())

    override fun law(on: String?, conduct: List<Category>, role: Role?): List<LawRule> =
        call("law", LawRequest.serializer(), LawRequest(on, conduct, role), LawAnswer.serializer()).rules

    override fun words(lang: String): Words =
        Words(call("words", WordsRequest.serializer(), WordsRequest(lang), wordGroups))

    override fun interrupt(): Unit = NativeCore.interrupt(handle)

    override fun close(): Unit = NativeCore.close(handle)

    /** One operation in the bytes of the wire: [request] as it is, and the whole envelope. For tests and tools. */
    public fun callRaw(op: String, request: String): String =
        NativeCore.call(handle, op.encodeToByteArray(), request.encodeToByteArray()).decodeToString()

    private fun annotate(request: AnnotateRequest) {
        call("annotate", AnnotateRequest.serializer(), request, Empty.serializer())
    }

    private fun <A> ask(op: String, answer: DeserializationStrategy<A>): A =
        call(op, Empty.serializer(), Empty(), answer)

    private fun <R, A> call(
        op: String,
        requestType: SerializationStrategy<R>,
        request: R,
        answerType: DeserializationStrategy<A>,
    ): A = answer(op, callRaw(op, wireJson.encodeToString(requestType, request)), answerType)

    private fun <A> answer(op: String, envelope: String, answerType: DeserializationStrategy<A>): A {
        val read = reading(op) { wireJson.decodeFromString(Envelope.serializer(), envelope) }
        read.err?.let { throw CoreException(it.code, it.retry, it.where) }
        val ok = read.ok ?: throw CoreException("internal", false, "kotlin.$op")
        return reading(op) { wireJson.decodeFromJsonElement(answerType, ok) }
    }

    /** What cannot be read may hold a person's words, so the text of the failure goes no further. */
    private fun <T> reading(op: String, read: () -> T): T = try {
        read()
    } catch (_: SerializationException) {
        throw CoreException("internal", false, "kotlin.$op")
    }

    public companion object {
        /** The version of the wire that this class speaks. */
        public const val WIRE_VERSION: Int = 1

        /**
         * Opens the log at [path], an absolute path, and makes it when [create] is true and there is none. Without a
         * path there is no log, and only [about], [verdict], [law], [words], [verify], [readInvitation],
         * [form], [tone] and [route] without a person answer.
         */
        public fun open(path: String? = null, create: Boolean = true): RustCore {
            val handle = natively {
                if (abiVersion() != WIRE_VERSION) {
                    throw CoreException(CoreException.OTHER_VERSION, false, "kotlin.open")
                }
                open(wireJson.encodeToString(Config.serializer(), Config(path, create)).encodeToByteArray())
            }
            val core = RustCore(handle)
            try {
                core.about() // a handle is always given; the first call tells whether a log is behind it
            } catch (failure: CoreException) {
                core.close()
                throw failure
            }
            return core
        }

        private fun natively(use: NativeCore.() -> Long): Long = try {
            NativeCore.use()
        } catch (_: LinkageError) {
            throw CoreException(CoreException.NO_LIBRARY, false, "kotlin.load")
        }
    }
}
