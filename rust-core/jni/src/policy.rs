//! What Java gets when something went wrong: an envelope with a code, never an exception of ours.
//!
//! The ready-made policies of the `jni` crate throw the text of an error or of a panic into Java's exceptions and
//! logs. A panic's text may hold a person's words; so the log gets the place of the panic (`logging.rs`), Java
//! gets `internal`, and the text goes nowhere.

use crate::bytes;
use crate::handles::{self, Slot};
use dunlog_engine::{Error, failure};
use jni::Env;
use jni::errors::{self, ErrorPolicy};
use jni::objects::JByteArray;
use jni::sys::{jbyteArray, jlong};
use std::any::Any;

/// What can fail in a native.
pub(crate) enum Fault {
    /// With a code of ours.
    Coded(Error),
    /// In the virtual machine, which says so in an exception or not at all.
    Machine,
}

impl From<errors::Error> for Fault {
    fn from(_: errors::Error) -> Self {
        Self::Machine
    }
}

impl Fault {
    pub(crate) fn error(&self) -> Error {
        match self {
            Self::Coded(error) => *error,
            Self::Machine => Error { code: "internal", place: "jni.machine" },
        }
    }
}

/// An array on its way to Java: a reference of the frame that called us. Null when Java's heap was full, and then
/// Java's own exception is pending.
#[repr(transparent)]
pub(crate) struct Answer(jbyteArray);

impl From<JByteArray<'_>> for Answer {
    fn from(array: JByteArray<'_>) -> Self {
        Self(array.into_raw())
    }
}

impl Default for Answer {
    fn default() -> Self {
        Self(std::ptr::null_mut())
    }
}

/// Answers with the envelope of a failure.
pub(crate) enum AsEnvelope {}

impl ErrorPolicy<Answer, Fault> for AsEnvelope {
    type Captures<'l: 'm, 'm> = ();

    fn on_error<'l: 'm, 'm>(env: &mut Env<'l>, (): &mut (), fault: Fault) -> errors::Result<Answer> {
        if env.exception_check() {
            return Ok(Answer::default());
        }
        bytes::write(env, &failure(fault.error())).map(Answer::from)
    }

    fn on_panic<'l: 'm, 'm>(
        env: &mut Env<'l>,
        (): &mut (),
        _: Box<dyn Any + Send>,
    ) -> errors::Result<Answer> {
        bytes::write(env, &failure(PANICKED)).map(Answer::from)
    }
}

/// Answers with a handle on which every call tells what went wrong.
pub(crate) enum AsHandle {}

impl ErrorPolicy<jlong, Fault> for AsHandle {
    type Captures<'l: 'm, 'm> = ();

    fn on_error<'l: 'm, 'm>(_: &mut Env<'l>, (): &mut (), fault: Fault) -> errors::Result<jlong> {
        Ok(handles::add(Slot::Failed(fault.error())))
    }

    fn on_panic<'l: 'm, 'm>(_: &mut Env<'l>, (): &mut (), _: Box<dyn Any + Send>) -> errors::Result<jlong> {
        Ok(handles::add(Slot::Failed(PANICKED)))
    }
}

/// Answers with nothing.
pub(crate) enum AsNothing {}

impl ErrorPolicy<(), Fault> for AsNothing {
    type Captures<'l: 'm, 'm> = ();

    fn on_error<'l: 'm, 'm>(_: &mut Env<'l>, (): &mut (), _: Fault) -> errors::Result<()> {
        Ok(())
    }

    fn on_panic<'l: 'm, 'm>(_: &mut Env<'l>, (): &mut (), _: Box<dyn Any + Send>) -> errors::Result<()> {
        Ok(())
    }
}

const PANICKED: Error = Error { code: "internal", place: "jni.panic" };
