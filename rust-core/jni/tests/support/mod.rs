//! A virtual machine in a process of its own, and the natives as Rust functions.

use jni::objects::{JByteArray, JString, JValue, JValueOwned};
use jni::signature::MethodSignature;
use jni::strings::JNIStr;
use jni::{Env, InitArgsBuilder, JNIVersion, JavaVM, jni_sig, jni_str};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Names the folder of the compiled class to the child process.
const CLASSES: &str = "DUNLOG_BOUNDARY_CLASSES";

/// A running virtual machine with the library loaded.
pub struct Machine {
    java: JavaVM,
}

/// Runs a case in a process of its own with a checked virtual machine and returns everything that it printed.
/// The process runs the same test, which finds itself to be the child by the variable.
pub fn in_machine(case: impl FnOnce(&Machine)) -> String {
    if let Some(classes) = std::env::var_os(CLASSES) {
        case(&Machine::start(Path::new(&classes)));
        return String::new();
    }
    let name = std::thread::current().name().unwrap().to_owned();
    let child = Command::new(std::env::current_exe().unwrap())
        .args([&name, "--exact", "--nocapture", "--test-threads=1"])
        .env(CLASSES, classes())
        .output()
        .unwrap();
    let printed =
        [child.stdout, child.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(child.status.success(), "{printed}");
    assert!(printed.contains("1 passed"), "{printed}");
    for complaint in ["WARNING", "FATAL", "hs_err"] {
        assert!(!printed.contains(complaint), "{printed}");
    }
    printed
}

/// The class with the natives, compiled once.
fn classes() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("boundary-classes");
        let source = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/java/org/dunlog/core/nativelib/NativeCore.java");
        let compiled = Command::new("javac").arg("-d").arg(&folder).arg(source).status();
        assert!(
            compiled.is_ok_and(|status| status.success()),
            "javac of a JDK is needed to test the boundary"
        );
        folder
    })
}

impl Machine {
    fn start(classes: &Path) -> Self {
        let args = InitArgsBuilder::new()
            .version(JNIVersion::V1_8)
            .option("-Xcheck:jni")
            .option("-Xmx256m")
            .option(format!("-Djava.class.path={}", classes.display()))
            .build()
            .unwrap();
        let machine = Self { java: JavaVM::new(args).unwrap() };
        // Cargo puts the shared library beside the test programs.
        let library = std::env::current_exe().unwrap().with_file_name("libdunlog.so");
        machine.with(|env| {
            let path = JString::from_str(env, library.to_str().unwrap())?;
            native(env, jni_str!("load"), jni_sig!("(Ljava/lang/String;)V"), &[JValue::Object(&path)])
                .map(|_| ())
        });
        machine
    }

    pub fn abi_version(&self) -> i32 {
        self.with(|env| native(env, jni_str!("abiVersion"), jni_sig!("()I"), &[])?.i())
    }

    pub fn open(&self, config: Option<&[u8]>) -> i64 {
        self.with(|env| {
            let config = array(env, config)?;
            native(env, jni_str!("open"), jni_sig!("([B)J"), &[JValue::Object(&config)])?.j()
        })
    }

    /// Opens a new log.
    pub fn open_log(&self, folder: &Path) -> i64 {
        let config = json!({ "path": folder.join("log.db"), "create": true });
        self.open(Some(config.to_string().as_bytes()))
    }

    pub fn call(&self, handle: i64, op: &str, request: &Value) -> Value {
        self.call_bytes(handle, Some(op.as_bytes()), Some(request.to_string().as_bytes()))
    }

    pub fn call_bytes(&self, handle: i64, op: Option<&[u8]>, request: Option<&[u8]>) -> Value {
        let answer = self.with(|env| {
            let (op, request) = (array(env, op)?, array(env, request)?);
            let args = [JValue::Long(handle), JValue::Object(&op), JValue::Object(&request)];
            let answer = native(env, jni_str!("call"), jni_sig!("(J[B[B)[B"), &args)?;
            bytes(env, answer)
        });
        serde_json::from_slice(&answer).unwrap()
    }

    pub fn interrupt(&self, handle: i64) {
        let name = jni_str!("interrupt");
        self.with(|env| native(env, name, jni_sig!("(J)V"), &[JValue::Long(handle)]).map(|_| ()));
    }

    pub fn close(&self, handle: i64) {
        let name = jni_str!("close");
        self.with(|env| native(env, name, jni_sig!("(J)V"), &[JValue::Long(handle)]).map(|_| ()));
    }

    pub fn panic_for_test(&self, handle: i64) -> Value {
        let answer = self.with(|env| {
            let answer = native(env, jni_str!("panicForTest"), jni_sig!("(J)[B"), &[JValue::Long(handle)])?;
            bytes(env, answer)
        });
        serde_json::from_slice(&answer).unwrap()
    }

    fn with<T>(&self, work: impl FnOnce(&mut Env<'_>) -> jni::errors::Result<T>) -> T {
        self.java.attach_current_thread(work).unwrap()
    }
}

fn native<'l, 'sig, 'args>(
    env: &mut Env<'l>,
    name: &JNIStr,
    signature: MethodSignature<'sig, 'args>,
    args: &[JValue<'_>],
) -> jni::errors::Result<JValueOwned<'l>> {
    let class = env.find_class(jni_str!("org/dunlog/core/nativelib/NativeCore"))?;
    env.call_static_method(class, name, signature, args)
}

fn array<'l>(env: &mut Env<'l>, bytes: Option<&[u8]>) -> jni::errors::Result<JByteArray<'l>> {
    bytes.map_or_else(|| Ok(JByteArray::default()), |bytes| env.byte_array_from_slice(bytes))
}

fn bytes(env: &mut Env<'_>, answer: JValueOwned<'_>) -> jni::errors::Result<Vec<u8>> {
    let array = env.cast_local::<JByteArray<'_>>(answer.l()?)?;
    env.convert_byte_array(&array)
}
