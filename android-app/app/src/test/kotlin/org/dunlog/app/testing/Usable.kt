package org.dunlog.app.testing

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.text.style.TextOverflow
import org.junit.Assert.assertEquals

/** Everything that can be tapped is large enough and says what it is; no text is cut off. */
fun ComposeTestRule.checkUsable(page: String) {
    waitForIdle()
    val tapped = onAllNodes(hasClickAction()).fetchSemanticsNodes()
    val density = onAllNodes(isRoot()).fetchSemanticsNodes().first().layoutInfo.density.density
    val small = tapped.filter { it.isSmall(density) }
    assertEquals("$page: too small to tap", emptyList<String>(), small.map { it.name() })
    assertEquals("$page: no name", emptyList<String>(), tapped.filter { it.name().isBlank() }.map { it.toString() })
    val texts = onAllNodes(isText, useUnmergedTree = true).fetchSemanticsNodes()
    assertEquals("$page: cut off", emptyList<String>(), texts.filter { it.isCut() }.map { it.name() })
}

private val isText = SemanticsMatcher.keyIsDefined(SemanticsActions.GetTextLayoutResult)

/** 48 dp, also where a page is scrolled half away. */
private fun SemanticsNode.isSmall(density: Float): Boolean {
    val wanted = 48 * density - 0.5f
    val touch = touchBoundsInRoot
    return maxOf(touch.height, size.height.toFloat()) < wanted || maxOf(touch.width, size.width.toFloat()) < wanted
}

private fun SemanticsNode.name(): String {
    val text = config.getOrNull(SemanticsProperties.Text).orEmpty().joinToString { it.text }
    val description = config.getOrNull(SemanticsProperties.ContentDescription).orEmpty().joinToString()
    val children = if (text.isEmpty() && description.isEmpty()) children.joinToString(" ") { it.name() } else ""
    return "$text$description$children"
}

/** Beyond its box, or its box beyond that of its parent. A row of the list may end its text with an ellipsis. */
private fun SemanticsNode.isCut(): Boolean {
    val results = mutableListOf<TextLayoutResult>()
    config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(results)
    val layout = results.firstOrNull() ?: return false
    val wanted = layout.layoutInput.overflow == TextOverflow.Ellipsis && layout.layoutInput.maxLines > 1
    val isField = config.contains(SemanticsProperties.EditableText)
    val clipped = boundsInRoot.width > 0 && boundsInRoot.width + 1 < size.width
    val wide = (0 until layout.lineCount).any { layout.getLineRight(it) - layout.getLineLeft(it) > size.width + 1 }
    return !wanted && !isField && (layout.didOverflowHeight || wide || clipped)
}
