package org.dunlog.app.capture

import android.content.Context
import android.content.Intent
import android.provider.Telephony
import android.telephony.TelephonyManager
import java.io.ByteArrayOutputStream

/** An SMS as the phone announces it: one raw unit for each part. */
internal fun smsBroadcast(sender: String, vararg parts: String): Intent =
    Intent(Telephony.Sms.Intents.SMS_RECEIVED_ACTION)
        .putExtra("pdus", Array<Any>(parts.size) { smsPdu(sender, parts[it]) })
        .putExtra("format", "3gpp")
        .putExtra("subscription", 2)

/** The phone rings; [number] null makes the copy for apps that may not see it. */
@Suppress("DEPRECATION")
internal fun ringing(number: String?): Intent = phoneState(TelephonyManager.EXTRA_STATE_RINGING).apply {
    if (number != null) putExtra(TelephonyManager.EXTRA_INCOMING_NUMBER, number)
}

internal fun phoneState(state: String): Intent =
    Intent(TelephonyManager.ACTION_PHONE_STATE_CHANGED).putExtra(TelephonyManager.EXTRA_STATE, state)

/** Hands an intent to a receiver as the phone would. */
internal fun Context.receive(intent: Intent) = when (intent.action) {
    Telephony.Sms.Intents.SMS_RECEIVED_ACTION -> SmsReceiver().onReceive(this, intent)
    TelephonyManager.ACTION_PHONE_STATE_CHANGED -> PhoneStateReceiver().onReceive(this, intent)
    else -> WakeReceiver().onReceive(this, intent)
}

/** SMS-DELIVER in UCS-2 (3GPP TS 23.040, 9.2.2.1); an empty sender is an address of no digits. */
private fun smsPdu(sender: String, text: String): ByteArray = ByteArrayOutputStream().apply {
    write(0) // no service centre
    write(0x04) // SMS-DELIVER, no more to come
    write(sender.length)
    write(if (sender.isEmpty()) 0x80 else 0x81)
    val digits = if (sender.length % 2 == 1) sender + "F" else sender
    for (at in digits.indices step 2) {
        write((Character.digit(digits[at + 1], 16) shl 4) or Character.digit(digits[at], 16))
    }
    write(0)
    write(0x08) // UCS-2
    write(byteArrayOf(0x62, 0x01, 0x10, 0x12, 0x30, 0x11, 0x23)) // 2026-10-01 21:03:11 +08:00
    val body = text.toByteArray(Charsets.UTF_16BE)
    write(body.size)
    write(body)
}.toByteArray()
