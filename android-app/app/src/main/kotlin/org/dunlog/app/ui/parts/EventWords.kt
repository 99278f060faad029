package org.dunlog.app.ui.parts

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.dunlog.app.R
import org.dunlog.core.CallType
import org.dunlog.core.Channel
import org.dunlog.core.Direction
import org.dunlog.core.EventRecord
import org.dunlog.core.EventRow
import org.dunlog.core.MessageBox
import org.dunlog.core.NoteKind
import org.dunlog.core.Tag

// How an event is called on the screens.

/** The picture of its kind. */
val EventRow.picture: Int
    get() = when (kind) {
        "call" -> R.drawable.ic_call
        "note" -> R.drawable.ic_note
        else -> R.drawable.ic_message
    }

/** The other party, or what the note is about. */
@Composable
fun EventRow.title(): String = party(kind, name, number, noteKind)

@Composable
fun EventRecord.title(): String = party(kind, name, number, noteKind)

@Composable
private fun party(kind: String, name: String?, number: String?, noteKind: NoteKind?): String = when {
    kind == "note" -> (noteKind ?: NoteKind.Remark).words()
    name != null && number != null && name != number -> stringResource(R.string.name_and_number, name, number)
    name != null -> name
    number != null -> number
    else -> stringResource(R.string.number_withheld)
}

/** How the call ended and how long it took, or which kind of message it is if it is not a received SMS. */
@Composable
fun EventRow.outcome(): String = outcome(callType, talkSeconds, ringSeconds, channel, box, direction)

@Composable
fun EventRecord.outcome(): String = outcome(
    callType,
    seconds.takeIf { callType == CallType.Answered || callType == CallType.Outgoing },
    seconds.takeIf { callType == CallType.Missed || callType == CallType.Rejected },
    channel,
    box,
    direction,
)

@Composable
private fun outcome(
    callType: CallType?,
    talkSeconds: Long?,
    ringSeconds: Long?,
    channel: Channel?,
    box: MessageBox?,
    direction: Direction?,
): String {
    val parts = listOfNotNull(
        callType?.words(),
        talkSeconds?.let { stringResource(R.string.talked, duration(it)) },
        ringSeconds?.takeIf { it > 0 }?.let { stringResource(R.string.rang, duration(it)) },
        channel?.takeIf { it != Channel.Sms }?.words(),
        box?.takeIf { direction != Direction.In }?.words(),
    )
    return parts.joinToString(stringResource(R.string.separator))
}

/** Many phones write 0 for a ring that they did not measure, so that is not shown at all. */
@Composable
private fun duration(seconds: Long): String =
    if (seconds < 60) {
        stringResource(R.string.seconds, seconds)
    } else {
        stringResource(R.string.minutes, seconds / 60, seconds % 60)
    }

@Composable
fun CallType.words(): String = when (this) {
    CallType.Answered -> stringResource(R.string.call_answered)
    CallType.Outgoing -> stringResource(R.string.call_outgoing)
    CallType.Missed -> stringResource(R.string.call_missed)
    CallType.Voicemail -> stringResource(R.string.call_voicemail)
    CallType.Rejected -> stringResource(R.string.call_rejected)
    CallType.Blocked -> stringResource(R.string.call_blocked)
    CallType.AnsweredElsewhere -> stringResource(R.string.call_elsewhere)
    CallType.Ringing -> stringResource(R.string.call_ringing)
    else -> stringResource(R.string.call_other, word)
}

@Composable
private fun Channel.words(): String = when (this) {
    Channel.Sms -> stringResource(R.string.channel_sms)
    Channel.Mms -> stringResource(R.string.channel_mms)
    Channel.Im -> stringResource(R.string.channel_im)
    else -> word
}

@Composable
private fun MessageBox.words(): String = when (this) {
    MessageBox.Inbox -> stringResource(R.string.box_inbox)
    MessageBox.Sent -> stringResource(R.string.box_sent)
    MessageBox.Draft -> stringResource(R.string.box_draft)
    MessageBox.Outbox, MessageBox.Queued -> stringResource(R.string.box_outbox)
    MessageBox.Failed -> stringResource(R.string.box_failed)
    else -> stringResource(R.string.call_other, word)
}

@Composable
fun NoteKind.words(): String = when (this) {
    NoteKind.Visit -> stringResource(R.string.note_visit)
    NoteKind.StopRequest -> stringResource(R.string.note_stop_request)
    NoteKind.Complaint -> stringResource(R.string.note_complaint)
    NoteKind.Police -> stringResource(R.string.note_police)
    NoteKind.Remark -> stringResource(R.string.note_remark)
    else -> word
}

@Composable
fun Tag.words(): String = when (this) {
    Tag.Collection -> stringResource(R.string.tag_collection)
    Tag.Abuse -> stringResource(R.string.tag_abuse)
    Tag.Impersonation -> stringResource(R.string.tag_impersonation)
    Tag.Normal -> stringResource(R.string.tag_normal)
    else -> word
}
