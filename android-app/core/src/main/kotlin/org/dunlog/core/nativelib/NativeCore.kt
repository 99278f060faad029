package org.dunlog.core.nativelib

/**
 * The functions of `libdunlog.so`. Use [org.dunlog.core.RustCore] instead: it knows what the bytes mean.
 *
 * The library is loaded when this object is first touched: from the absolute path in the system property
 * `dunlog.library` where one is set (tests on a PC), else by name from the package of the app.
 *
 * This package holds nothing else, so that tests can keep it in the class loader that loads native code once.
 */
public object NativeCore {
    init {
        val path = System.getProperty("dunlog.library")
        if (path != null) System.load(path) else System.loadLibrary("dunlog")
    }

    /** The version of the wire that the library speaks. */
    public external fun abiVersion(): Int

    /** Opens what [config] names (UTF-8 JSON). Always a handle; if opening failed, every call on it says why. */
    public external fun open(config: ByteArray): Long

    /** Carries out [op] with [request] (both UTF-8) and returns the envelope. */
    public external fun call(handle: Long, op: ByteArray, request: ByteArray): ByteArray

    /** Stops the long work that another thread has running on [handle]. */
    public external fun interrupt(handle: Long)

    /** Forgets [handle]. Once, twice, or while a call runs. */
    public external fun close(handle: Long)
}
