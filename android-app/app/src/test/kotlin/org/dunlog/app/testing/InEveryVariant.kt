package org.dunlog.app.testing

import org.junit.Test

/** Draws its pages in every language, light and size of letters. */
abstract class InEveryVariant {
    protected abstract fun pages(variant: Variant)

    @Test
    fun chinese() = pages(Variant.ZhLight)

    @Test
    fun chineseAtNight() = pages(Variant.ZhNight)

    @Test
    fun english() = pages(Variant.En)

    @Test
    fun chineseInLargeLetters() = pages(Variant.ZhLarge)

    @Test
    fun englishInLargeLetters() = pages(Variant.EnLarge)
}
