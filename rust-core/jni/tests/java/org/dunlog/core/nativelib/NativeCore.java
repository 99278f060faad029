package org.dunlog.core.nativelib;

/** The natives as the app declares them, and the one that only tests have. */
public final class NativeCore {
    private NativeCore() {}

    /** Loads the library from where the test built it. */
    public static void load(String path) {
        System.load(path);
    }

    public static native int abiVersion();

    public static native long open(byte[] config);

    public static native byte[] call(long handle, byte[] op, byte[] request);

    public static native void interrupt(long handle);

    public static native void close(long handle);

    public static native byte[] panicForTest(long handle);
}
