package org.dunlog.app.ui.contacts

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Context

/** Puts [text] where it can be pasted. */
internal fun copyText(context: Context, text: String) =
    clipboard(context).setPrimaryClip(ClipData.newPlainText(null, text))

/** The text that can be pasted; null when there is none. */
internal fun pastedText(context: Context): String? =
    clipboard(context).primaryClip?.takeIf { it.itemCount > 0 }?.getItemAt(0)?.coerceToText(context)?.toString()

private fun clipboard(context: Context) = context.getSystemService(ClipboardManager::class.java)
