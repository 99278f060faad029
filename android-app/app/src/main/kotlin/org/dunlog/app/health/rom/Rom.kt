package org.dunlog.app.health.rom

import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonNamingStrategy

/** A maker's Android, how it is told from others, and its switches without which an app is stopped or sees nothing. */
@Serializable
data class Rom(
    val id: String,
    val name: String,
    /** It is this one where one of these properties says anything. */
    val anyProperty: List<String> = emptyList(),
    /** Or where a property holds these letters, whatever their case. */
    val propertyContains: Map<String, String> = emptyMap(),
    /** Or where the phone is of one of these makers. */
    val maker: List<String> = emptyList(),
    val items: List<Item>,
) {
    /** A switch. */
    @Serializable
    data class Item(
        val id: String,
        /** Where it is, in the words of the phone's own menus, which are Chinese on such phones. */
        val path: String,
        /** Where to jump, the best first: `C:package/class`, `A:action`, `P:package`, `APP_DETAILS`. */
        val open: List<String>,
        val noteZh: String? = null,
        val noteEn: String? = null,
        /** How to read where it stands, a way of [readSwitch]; null when nothing tells. */
        val check: String? = null,
    )

    companion object {
        /** Reads the data file. */
        fun all(json: String): List<Rom> = format.decodeFromString(File.serializer(), json).roms

        /**
         * Which of [roms] runs here: the first that fits, for many carry the properties of their ancestors, too. The
         * last one has no condition and fits every phone.
         */
        fun detect(roms: List<Rom>, maker: String, property: (String) -> String): Rom =
            roms.first { it.fits(maker, property) }

        @OptIn(ExperimentalSerializationApi::class)
        private val format = Json { namingStrategy = JsonNamingStrategy.SnakeCase }

        @Serializable
        private class File(
            /** The month in which somebody last held this against what is known of the phones. */
            @Suppress("unused") val checked: String,
            val roms: List<Rom>,
        )
    }

    private fun fits(phoneMaker: String, property: (String) -> String): Boolean {
        if (anyProperty.isEmpty() && propertyContains.isEmpty() && maker.isEmpty()) return true
        return anyProperty.any { property(it).isNotBlank() } ||
            propertyContains.any { (name, part) -> property(name).contains(part, ignoreCase = true) } ||
            maker.any { it.equals(phoneMaker, ignoreCase = true) }
    }
}
