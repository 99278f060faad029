//! The key with which the app is signed.
//!
//! A release key is named by the environment. Without one, a development key is made once and kept in `.signing` in
//! the checkout, not in `target`: a phone installs an update only when it has the same key, and `cargo clean` must
//! not take it away. The folder tells git itself that nothing in it is ever committed.

use crate::app::tool::{own_java, quiet};
use crate::java;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::run::{self, Outcome};

/// No secret: the key that it locks says that the app is nobody's release.
const DEVELOPMENT_PASSWORD: &str = "development";

/// A key in its store.
pub(crate) struct Key {
    pub(crate) store: PathBuf,
    pub(crate) alias: String,
    password: String,
    pub(crate) is_release: bool,
}

/// The release key of the environment, else the development key.
pub(crate) fn key() -> Result<Key, String> {
    match env::var_os("DUNLOG_KEYSTORE") {
        Some(store) => {
            let named =
                |name: &str| env::var(name).map_err(|_| format!("DUNLOG_KEYSTORE is set, {name} is not"));
            Ok(Key {
                store: PathBuf::from(store),
                alias: named("DUNLOG_KEY_ALIAS")?,
                password: named("DUNLOG_KEYSTORE_PASSWORD")?,
                is_release: true,
            })
        }
        None => development_key(),
    }
}

/// Signs. The password goes through the environment, which other users of the machine cannot read.
pub(crate) fn sign(unsigned: &Path, signed: &Path, key: &Key) -> Outcome {
    let mut signer = own_java(&["apksig"])?.command("SignApk")?;
    signer.arg(unsigned).arg(signed).arg(&key.store).arg(&key.alias);
    quiet(signer.env("DUNLOG_KEYSTORE_PASSWORD", &key.password)).map(drop)
}

/// Whether the signature holds on every Android from this level.
pub(crate) fn verify(apk: &Path, min_sdk: u32) -> Outcome {
    let mut verifier = own_java(&["apksig"])?.command("VerifyApk")?;
    quiet(verifier.arg(apk).arg(min_sdk.to_string())).map(drop)
}

fn development_key() -> Result<Key, String> {
    let folder = run::root().join(".signing");
    let key = Key {
        store: folder.join("development.p12"),
        alias: "development".to_owned(),
        password: DEVELOPMENT_PASSWORD.to_owned(),
        is_release: false,
    };
    if !key.store.exists() {
        println!("making a development key in .signing, once; git does not see that folder");
        crate::app::tool::write(&folder.join(".gitignore"), "*\n")?;
        let mut keytool = Command::new(java::home()?.join("bin/keytool"));
        keytool.args(["-genkeypair", "-storetype", "PKCS12", "-keyalg", "RSA", "-keysize", "3072"]);
        keytool.args(["-validity", "10000", "-dname", "CN=Dunlog development", "-alias", &key.alias]);
        keytool.args(["-storepass", &key.password, "-keystore"]);
        quiet(keytool.arg(&key.store))?;
    }
    Ok(key)
}
