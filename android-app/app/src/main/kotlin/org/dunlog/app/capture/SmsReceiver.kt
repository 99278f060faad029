package org.dunlog.app.capture

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.provider.Telephony
import android.telephony.SmsMessage
import android.telephony.SubscriptionManager
import org.dunlog.app.graph
import org.dunlog.core.Channel
import org.dunlog.core.EpochMillis
import org.dunlog.core.MessageBox
import org.dunlog.core.MessageObservation
import org.dunlog.core.Source

/**
 * Hears every SMS as it arrives. The parts of a long message are joined; the raw protocol data units are kept beside
 * the text. The broadcast is held open until the message is on disk: the phone may freeze us right afterwards.
 */
class SmsReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action != Telephony.Sms.Intents.SMS_RECEIVED_ACTION) return
        val messages = Telephony.Sms.Intents.getMessagesFromIntent(intent).orEmpty().filterNotNull()
        if (messages.isEmpty()) return
        val pending = goAsync()
        context.capture.saw(observations(context, intent, messages)) { pending?.finish() }
    }

    /** One broadcast is one message; were it ever of two senders, it is two. The sender may be missing. */
    private fun observations(context: Context, intent: Intent, messages: List<SmsMessage>): List<MessageObservation> {
        val now = context.graph.now()
        return messages.groupBy { it.displayOriginatingAddress }.map { (sender, parts) ->
            MessageObservation(
                timeMs = now,
                source = Source.SmsBroadcast,
                channel = Channel.Sms,
                box = MessageBox.Inbox,
                text = parts.joinToString("") { it.displayMessageBody ?: it.messageBody.orEmpty() },
                sentMs = EpochMillis(parts.first().timestampMillis),
                number = sender,
                sim = subscription(intent),
                raw = liveFacts(context, now) + rawParts(intent, parts),
            )
        }
    }

    private fun rawParts(intent: Intent, parts: List<SmsMessage>): Map<String, String> = buildMap {
        put("format", intent.getStringExtra("format").orEmpty())
        put("service_center", parts.first().serviceCenterAddress.orEmpty())
        parts.forEachIndexed { index, part -> put("pdu_$index", part.pdu?.toHex().orEmpty()) }
    }

    private fun subscription(intent: Intent): String? {
        val older = intent.getIntExtra("subscription", -1)
        val id = intent.getIntExtra(SubscriptionManager.EXTRA_SUBSCRIPTION_INDEX, older)
        return id.takeIf { it >= 0 }?.toString()
    }

    private fun ByteArray.toHex(): String = joinToString("") { "%02x".format(it) }
}
