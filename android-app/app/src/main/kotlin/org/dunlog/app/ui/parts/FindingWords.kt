package org.dunlog.app.ui.parts

import org.dunlog.app.R

/** The words for each finding of a check, by the codes of `rust-core/bundle/src/code.rs`. */
internal val findingWords: Map<String, Int> = mapOf(
    "not_a_bundle" to R.string.finding_not_a_bundle,
    "torn" to R.string.finding_torn,
    "encrypted" to R.string.finding_encrypted,
    "version_newer" to R.string.finding_version_newer,
    "too_many_entries" to R.string.finding_too_many_entries,
    "too_large" to R.string.finding_too_large,
    "zip_bomb" to R.string.finding_zip_bomb,
    "bad_path" to R.string.finding_bad_path,
    "link_refused" to R.string.finding_link_refused,
    "nested_archive" to R.string.finding_nested_archive,
    "duplicate_name" to R.string.finding_duplicate_name,
    "unexpected_file" to R.string.finding_unexpected_file,
    "file_missing" to R.string.finding_file_missing,
    "file_damaged" to R.string.finding_file_damaged,
    "file_changed" to R.string.finding_file_changed,
    "manifest_changed" to R.string.finding_manifest_changed,
    "signature_bad" to R.string.finding_signature_bad,
    "container_changed" to R.string.finding_container_changed,
    "malformed" to R.string.finding_malformed,
    "checkpoint_bad" to R.string.finding_checkpoint_bad,
    "record_changed" to R.string.finding_record_changed,
    "reference_missing" to R.string.finding_reference_missing,
    "proof_incomplete" to R.string.finding_proof_incomplete,
    "proof_failed" to R.string.finding_proof_failed,
    "consistency_failed" to R.string.finding_consistency_failed,
)
