package org.dunlog.app.health.rom

import android.annotation.SuppressLint

/** A property of the system; empty when there is none, or when apps may not read it. */
@SuppressLint("PrivateApi")
internal fun systemProperty(name: String): String = try {
    val get = Class.forName("android.os.SystemProperties").getMethod("get", String::class.java)
    get.invoke(null, name) as? String ?: ""
} catch (_: ReflectiveOperationException) {
    ""
}
