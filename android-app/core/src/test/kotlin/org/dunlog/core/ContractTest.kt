package org.dunlog.core

import java.io.File
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.double
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.longOrNull
import org.junit.Assert.assertTrue
import org.junit.Assert.fail
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder

/** The files in `tests/contract`, which also bind the engine, replayed through the native library. */
class ContractTest {
    @get:Rule
    val temporary = TemporaryFolder()

    @Test
    fun everyStepOfEveryFileIsAnsweredAsItStands() {
        val files = folder("dunlog.contract").listFiles { file -> file.extension == "json" }.orEmpty().sorted()
        assertTrue("contract files", files.size >= 17)
        assertTrue("one case, many phones", files.map { it.name }.containsAll(listOf("evidence.json", "contacts.json")))
        files.forEach(::replay)
    }

    private fun replay(file: File) {
        val temp = temporary.newFolder(file.nameWithoutExtension)
        val steps = Json.parseToJsonElement(file.readText()).jsonObject.getValue("steps").jsonArray
        RustCore.open(temp.resolve("log.db").path).use { core ->
            steps.forEachIndexed { index, step ->
                val op = step.jsonObject.getValue("op").jsonPrimitive.content
                val answer = core.callRaw(op, request(step.jsonObject.getValue("request"), temp))
                val place = "${file.name} step $index ($op)"
                compare(step.jsonObject.getValue("response"), Json.parseToJsonElement(answer), place)
            }
        }
    }

    /** A text is sent as it is, JSON or not. */
    private fun request(request: JsonElement, temp: File): String {
        val text = if (request is JsonPrimitive && request.isString) request.content else request.toString()
        return text.replace("<temp>", temp.path).replace("<samples>", folder("dunlog.samples").path)
    }

    private fun compare(expected: JsonElement, actual: JsonElement, place: String) {
        when (expected) {
            is JsonObject -> compareObjects(expected, actual as? JsonObject ?: return differs(place), place)
            is JsonArray -> {
                val items = actual as? JsonArray ?: return differs(place)
                if (items.size != expected.size) differs("$place: ${items.size} items")
                expected.zip(items).forEachIndexed { index, (one, other) -> compare(one, other, "$place[$index]") }
            }
            is JsonPrimitive -> {
                val fits = placeholders[expected.content]?.takeIf { expected.isString } ?: { it == expected }
                if (!fits(actual)) differs(place)
            }
        }
    }

    private fun compareObjects(expected: JsonObject, actual: JsonObject, place: String) {
        val wanted = expected.keys - MORE
        if (!actual.keys.containsAll(wanted)) differs("$place lacks ${wanted - actual.keys}")
        if (MORE !in expected && actual.keys != wanted) differs("$place also has ${actual.keys - wanted}")
        wanted.forEach { compare(expected.getValue(it), actual.getValue(it), "$place.$it") }
    }

    private fun differs(place: String) = fail("The answer differs at $place")

    private fun folder(property: String) = File(checkNotNull(System.getProperty(property)) { "$property is not set" })

    private companion object {
        const val MORE = "…"
        val hexadecimal = Regex("[0-9a-f]{32,}")
        val placeholders: Map<String, (JsonElement) -> Boolean> = mapOf(
            "<any>" to { _ -> true },
            "<ms>" to ::isCount,
            "<count>" to ::isCount,
            "<score>" to { it -> it is JsonPrimitive && !it.isString && it.double in 0.0..1.0 },
            "<hex>" to { it -> it is JsonPrimitive && it.content.matches(hexadecimal) },
            "<text>" to { it -> it is JsonPrimitive && it.isString && it.content.isNotEmpty() },
            "<list>" to { it -> it is JsonArray && it.isNotEmpty() },
            "<object>" to { it -> it is JsonObject && it.isNotEmpty() },
        )

        fun isCount(value: JsonElement) = value is JsonPrimitive && !value.isString && (value.longOrNull ?: -1) >= 0
    }
}
