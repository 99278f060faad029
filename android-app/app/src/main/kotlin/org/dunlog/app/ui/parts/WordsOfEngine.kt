package org.dunlog.app.ui.parts

import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.res.stringResource
import org.dunlog.app.R
import org.dunlog.core.Words

/** The words of labels, categories and sources, from the engine, in the language of the screen. */
val LocalWords = staticCompositionLocalOf { Words.none }

/** `zh` or `en`: the language in which the resources of this screen are written. */
@Composable
fun language(): String = stringResource(R.string.language_code)

/** The one of two texts that is in the language of the screen. */
@Composable
fun inLanguage(zh: String?, en: String?): String = (if (language() == "en") en ?: zh else zh ?: en).orEmpty()
