@file:Suppress("ktlint:standard:filename") // `$` in the name of a file is for tools a trap

package android.bluetooth

/** The test runner's shadows name this class of newer Androids; the one of API 31 to 33 lacks it. */
@Suppress("ClassName", "unused")
class `BluetoothDevice$BluetoothAddress`(private val address: String?, private val type: Int) {
    fun getAddress(): String? = address

    fun getAddressType(): Int = type
}
