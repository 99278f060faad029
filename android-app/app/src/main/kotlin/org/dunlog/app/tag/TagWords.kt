package org.dunlog.app.tag

import androidx.annotation.StringRes
import org.dunlog.app.R
import org.dunlog.core.Tag

/** What an answer is called. */
@StringRes
internal fun tagWord(tag: Tag): Int = when (tag) {
    Tag.Collection -> R.string.tag_collection
    Tag.Abuse -> R.string.tag_abuse
    Tag.Impersonation -> R.string.tag_impersonation
    else -> R.string.tag_normal
}
