package org.dunlog.core

import kotlinx.serialization.KSerializer
import kotlinx.serialization.Serializable
import kotlinx.serialization.descriptors.PrimitiveKind
import kotlinx.serialization.descriptors.PrimitiveSerialDescriptor
import kotlinx.serialization.descriptors.SerialDescriptor
import kotlinx.serialization.encoding.Decoder
import kotlinx.serialization.encoding.Encoder
import kotlinx.serialization.json.JsonDecoder
import kotlinx.serialization.json.jsonPrimitive

// The words of the wire. Each is a type of its own around the word itself and not a closed enum: a newer engine may
// say a word that this library does not know, and then it is kept and passed on instead of lost.

/** What an event is taken for. Always a suspicion. Words for people: group `label` of [Words]. */
@Serializable
@JvmInline
public value class Label(public val word: String) {
    public companion object {
        public val Harassment: Label = Label("harassment")
        public val CollectionReminder: Label = Label("collection_reminder")
        public val RepaymentNotice: Label = Label("repayment_notice")
        public val LoanAd: Label = Label("loan_ad")
        public val Fraud: Label = Label("fraud")
        public val Normal: Label = Label("normal")
        public val Uncertain: Label = Label("uncertain")

        /** Every label, in the order in which tables show them. */
        public val all: List<Label> =
            listOf(Harassment, CollectionReminder, RepaymentNotice, LoanAd, Fraud, Normal, Uncertain)
    }
}

/** Conduct or context that a reason points at. Words for people: group `category` of [Words]. */
@Serializable
@JvmInline
public value class Category(public val word: String) {
    /** False for mere context, such as that a repayment is spoken of. */
    public val isConduct: Boolean get() = word !in CONTEXT

    private companion object {
        val CONTEXT = setOf("collection", "repayment", "loan_ad", "fraud", "ordinary")
    }
}

/** Who says that something happened. Words for people: group `source` of [Words]. */
@Serializable
@JvmInline
public value class Source(public val word: String) {
    /** True when the source saw it happen, so that its clock is a witness of the time. */
    public val isLive: Boolean get() = this in live

    public companion object {
        public val Screening: Source = Source("screening")
        public val PhoneState: Source = Source("phone_state")
        public val SmsBroadcast: Source = Source("sms_broadcast")
        public val Notification: Source = Source("notification")
        public val CallLog: Source = Source("call_log")
        public val SmsInbox: Source = Source("sms_inbox")
        public val Manual: Source = Source("manual")

        /** Written down afterwards on the form for phones that cannot run the app. */
        public val SelfReport: Source = Source("self_report")

        /** Those that see things as they happen. */
        public val live: List<Source> = listOf(Screening, PhoneState, SmsBroadcast, Notification)
    }
}

/** A person's part in the matter; it decides which limits of conduct hold. */
@Serializable
@JvmInline
public value class Role(public val word: String) {
    public companion object {
        /** Owes. */
        public val Debtor: Role = Role("debtor")

        /** Does not owe and is called all the same: family, colleague, wrong number. */
        public val ThirdParty: Role = Role("third_party")
    }
}

/** Towards the phone or away from it. */
@Serializable
@JvmInline
public value class Direction(public val word: String) {
    public companion object {
        public val In: Direction = Direction("in")
        public val Out: Direction = Direction("out")

        /** Neither: a draft, a note. */
        public val Local: Direction = Direction("local")
    }
}

/** How a call ended. A vendor's own number stands here as its digits. */
@Serializable(with = CallTypeSerializer::class)
@JvmInline
public value class CallType(public val word: String) {
    /** A number of the platform's `CallLog.Calls.TYPE`, just as it stands in the row. */
    public constructor(platform: Int) : this(platform.toString())

    public companion object {
        public val Answered: CallType = CallType("answered")
        public val Outgoing: CallType = CallType("outgoing")
        public val Missed: CallType = CallType("missed")
        public val Voicemail: CallType = CallType("voicemail")
        public val Rejected: CallType = CallType("rejected")
        public val Blocked: CallType = CallType("blocked")
        public val AnsweredElsewhere: CallType = CallType("answered_elsewhere")

        /** Seen live; how it ended is not known to this source. */
        public val Ringing: CallType = CallType("ringing")
    }
}

/** Which box a message lies in. A vendor's own number stands here as its digits. */
@Serializable(with = MessageBoxSerializer::class)
@JvmInline
public value class MessageBox(public val word: String) {
    /** A number of the platform's `Telephony.TextBasedSmsColumns.TYPE`, just as it stands in the row. */
    public constructor(platform: Int) : this(platform.toString())

    public companion object {
        public val Inbox: MessageBox = MessageBox("inbox")
        public val Sent: MessageBox = MessageBox("sent")
        public val Draft: MessageBox = MessageBox("draft")
        public val Outbox: MessageBox = MessageBox("outbox")
        public val Failed: MessageBox = MessageBox("failed")
        public val Queued: MessageBox = MessageBox("queued")
    }
}

/** Through what a message came. */
@Serializable
@JvmInline
public value class Channel(public val word: String) {
    public companion object {
        public val Sms: Channel = Channel("sms")
        public val Mms: Channel = Channel("mms")

        /** A messenger, or a message of which only the notification was seen. */
        public val Im: Channel = Channel("im")
    }
}

/** What a note of the person is about. */
@Serializable
@JvmInline
public value class NoteKind(public val word: String) {
    public companion object {
        public val Remark: NoteKind = NoteKind("remark")
        public val Visit: NoteKind = NoteKind("visit")
        public val StopRequest: NoteKind = NoteKind("stop_request")
        public val Complaint: NoteKind = NoteKind("complaint")
        public val Police: NoteKind = NoteKind("police")
    }
}

/** What a person says of an event with one tap. */
@Serializable
@JvmInline
public value class Tag(public val word: String) {
    public companion object {
        public val Collection: Tag = Tag("collection")
        public val Abuse: Tag = Tag("abuse")
        public val Impersonation: Tag = Tag("impersonation")
        public val Normal: Tag = Tag("normal")

        /** The tags that the log takes. */
        public val all: List<Tag> = listOf(Collection, Abuse, Impersonation, Normal)
    }
}

/** A word, or a number of the platform: `"missed"`, `3`, `101`. */
internal open class WordOrNumber<T>(
    name: String,
    private val make: (String) -> T,
    private val word: (T) -> String,
) : KSerializer<T> {
    override val descriptor: SerialDescriptor = PrimitiveSerialDescriptor(name, PrimitiveKind.STRING)

    override fun deserialize(decoder: Decoder): T =
        make(if (decoder is JsonDecoder) decoder.decodeJsonElement().jsonPrimitive.content else decoder.decodeString())

    override fun serialize(encoder: Encoder, value: T) {
        val word = word(value)
        val number = word.toIntOrNull()
        if (number != null) encoder.encodeInt(number) else encoder.encodeString(word)
    }
}

internal object CallTypeSerializer : WordOrNumber<CallType>("org.dunlog.core.CallType", ::CallType, CallType::word)

internal object MessageBoxSerializer :
    WordOrNumber<MessageBox>("org.dunlog.core.MessageBox", ::MessageBox, MessageBox::word)
