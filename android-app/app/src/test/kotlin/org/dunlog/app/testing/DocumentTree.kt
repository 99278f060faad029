package org.dunlog.app.testing

import android.content.ContentProvider
import android.content.ContentValues
import android.database.Cursor
import android.net.Uri
import android.os.Bundle
import android.provider.DocumentsContract
import java.io.ByteArrayOutputStream
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf

/** A folder of another app, as the system's document picker hands it out. It remembers what was made in it. */
class DocumentTree : ContentProvider() {
    val documents = linkedMapOf<String, ByteArrayOutputStream>()

    override fun onCreate(): Boolean = true

    override fun call(method: String, arg: String?, extras: Bundle?): Bundle? {
        if (method != "android:createDocument" || extras == null) return null
        val name = checkNotNull(extras.getString(DocumentsContract.Document.COLUMN_DISPLAY_NAME))
        val uri = DocumentsContract.buildDocumentUriUsingTree(tree, name)
        val bytes = documents.getOrPut(name) { ByteArrayOutputStream() }
        shadowOf(context?.contentResolver).registerOutputStream(uri, bytes)
        return Bundle().apply { putParcelable("uri", uri) }
    }

    override fun query(uri: Uri, fields: Array<String>?, where: String?, of: Array<String>?, order: String?): Cursor? =
        null

    override fun getType(uri: Uri): String? = null

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, where: String?, of: Array<String>?): Int = 0

    override fun update(uri: Uri, values: ContentValues?, where: String?, of: Array<String>?): Int = 0

    companion object {
        private const val AUTHORITY = "org.dunlog.test.tree"

        /** What the picker answers. */
        val tree: Uri = DocumentsContract.buildTreeDocumentUri(AUTHORITY, "root")

        fun install(): DocumentTree =
            Robolectric.buildContentProvider(DocumentTree::class.java).create(AUTHORITY).get()
    }
}
