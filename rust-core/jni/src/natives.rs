//! The natives of `org.dunlog.core.nativelib.NativeCore`. Each does its work inside the guard of `with_env`, so
//! that no panic can reach the virtual machine, which would end the process.

use crate::bytes;
use crate::handles::{self, Slot};
use crate::logging;
use crate::policy::{Answer, AsEnvelope, AsHandle, AsNothing, Fault};
use dunlog_engine::{Error, WIRE_VERSION, Wire};
use jni::EnvUnowned;
use jni::objects::{JByteArray, JObject};
use jni::sys::{jint, jlong};
use std::sync::Arc;

/// `external fun abiVersion(): Int`: the version of the wire. Java refuses a library that speaks another one.
// SAFETY: the name is the one that Java looks for, and the signature is that of the declaration above.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_dunlog_core_nativelib_NativeCore_abiVersion<'l>(
    _env: EnvUnowned<'l>,
    _this: JObject<'l>,
) -> jint {
    const VERSION: jint = WIRE_VERSION.cast_signed();
    VERSION
}

/// `external fun open(config: ByteArray): Long`: always a handle. When there is no log behind it, every call on it
/// says why.
// SAFETY: as above.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_dunlog_core_nativelib_NativeCore_open<'l>(
    mut env: EnvUnowned<'l>,
    _this: JObject<'l>,
    config: JByteArray<'l>,
) -> jlong {
    env.with_env(|env| {
        logging::start();
        let config = bytes::read(env, &config)?;
        let wire = Wire::open(&config).map_err(Fault::Coded)?;
        Ok(handles::add(Slot::Open(Arc::new(wire))))
    })
    .resolve::<AsHandle>()
}

/// `external fun call(handle: Long, op: ByteArray, request: ByteArray): ByteArray`: the envelope.
// SAFETY: as above.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_dunlog_core_nativelib_NativeCore_call<'l>(
    mut env: EnvUnowned<'l>,
    _this: JObject<'l>,
    handle: jlong,
    op: JByteArray<'l>,
    request: JByteArray<'l>,
) -> Answer {
    env.with_env(|env| {
        let wire = handles::get(handle).map_err(Fault::Coded)?;
        let op = String::from_utf8(bytes::read(env, &op)?)
            .map_err(|_| Fault::Coded(Error { code: "invalid_input", place: "jni.op" }))?;
        let answer = wire.call(&op, &bytes::read(env, &request)?);
        Ok(Answer::from(bytes::write(env, &answer)?))
    })
    .resolve::<AsEnvelope>()
}

/// `external fun interrupt(handle: Long)`: stops the long call that another thread has running.
// SAFETY: as above.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_dunlog_core_nativelib_NativeCore_interrupt<'l>(
    mut env: EnvUnowned<'l>,
    _this: JObject<'l>,
    handle: jlong,
) {
    env.with_env(|_| {
        if let Ok(wire) = handles::get(handle) {
            wire.interrupt();
        }
        Ok::<(), Fault>(())
    })
    .resolve::<AsNothing>();
}

/// `external fun close(handle: Long)`: once, twice, or while a call runs.
// SAFETY: as above.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_dunlog_core_nativelib_NativeCore_close<'l>(
    mut env: EnvUnowned<'l>,
    _this: JObject<'l>,
    handle: jlong,
) {
    env.with_env(|_| {
        handles::remove(handle);
        Ok::<(), Fault>(())
    })
    .resolve::<AsNothing>();
}
