package org.dunlog.app.testing

import org.robolectric.RuntimeEnvironment

/** How a phone is set up: language, day or night, size of letters. The window is so high that whole pages fit. */
enum class Variant(val id: String, private val locale: String, private val night: Boolean, val large: Boolean) {
    ZhLight("zh", "zh-rCN", false, false),
    ZhNight("zh-night", "zh-rCN", true, false),
    En("en", "en-rUS", false, false),
    ZhLarge("zh-200", "zh-rCN", false, true),
    EnLarge("en-200", "en-rUS", false, true),
    ;

    /** Whether pages that are much like others are kept in it; they are looked through in all. */
    val keepsAll get() = this == ZhLight || this == EnLarge

    /** Sets the phone up; before the window is opened. A small cheap phone is 360 dp wide. */
    fun apply() {
        val height = if (large) 3400 else 1700
        val night = if (night) "night" else "notnight"
        RuntimeEnvironment.setQualifiers("$locale-w360dp-h${height}dp-$night-mdpi")
        RuntimeEnvironment.setFontScale(if (large) 2f else 1f)
    }
}
