//! Java's byte arrays, copied once in each direction.

use crate::policy::Fault;
use dunlog_engine::{Error, MAX_REQUEST_BYTES};
use jni::Env;
use jni::objects::JByteArray;

/// The bytes of an array; a fault when there is none or when it is longer than any request may be.
pub(crate) fn read(env: &Env<'_>, array: &JByteArray<'_>) -> Result<Vec<u8>, Fault> {
    if array.is_null() {
        return Err(Fault::Coded(Error { code: "invalid_input", place: "jni.array" }));
    }
    if array.len(env)? > MAX_REQUEST_BYTES {
        return Err(Fault::Coded(Error { code: "too_large", place: "jni.array" }));
    }
    Ok(env.convert_byte_array(array)?)
}

/// A new array. Fails with an exception of Java when the heap is full.
pub(crate) fn write<'l>(env: &mut Env<'l>, bytes: &[u8]) -> jni::errors::Result<JByteArray<'l>> {
    env.byte_array_from_slice(bytes)
}
