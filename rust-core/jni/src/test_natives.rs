//! Natives that only tests have.

use crate::handles;
use crate::policy::{Answer, AsEnvelope, Fault};
use jni::EnvUnowned;
use jni::objects::JObject;
use jni::sys::jlong;

/// `external fun panicForTest(handle: Long): ByteArray`: panics with a text that must be seen nowhere.
// SAFETY: the name is the one that Java looks for, and the signature is that of the declaration above.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_dunlog_core_nativelib_NativeCore_panicForTest<'l>(
    mut env: EnvUnowned<'l>,
    _this: JObject<'l>,
    handle: jlong,
) -> Answer {
    env.with_env(|_| -> Result<Answer, Fault> {
        let _held = handles::get(handle).map_err(Fault::Coded)?;
        let words = format!("the words of a person, number {handle}");
        panic!("{words}")
    })
    .resolve::<AsEnvelope>()
}
