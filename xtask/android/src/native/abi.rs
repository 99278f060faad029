//! The processors of phones.

/// An Android ABI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abi {
    Arm64,
    X86_64,
    /// Only with an NDK: the unwinder that stands in for its libunwind does not know 32-bit ARM.
    Armv7,
}

impl Abi {
    /// The name that Android and the packer use.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Arm64 => "arm64-v8a",
            Self::X86_64 => "x86_64",
            Self::Armv7 => "armeabi-v7a",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Arm64, Self::X86_64, Self::Armv7].into_iter().find(|abi| abi.name() == name)
    }

    /// The target of rustc.
    pub(crate) fn rust_target(self) -> &'static str {
        match self {
            Self::Arm64 => "aarch64-linux-android",
            Self::X86_64 => "x86_64-linux-android",
            Self::Armv7 => "armv7-linux-androideabi",
        }
    }

    /// The target of clang, without the API level.
    pub(crate) fn clang_target(self) -> &'static str {
        match self {
            Self::Armv7 => "armv7a-linux-androideabi",
            other => other.rust_target(),
        }
    }
}

/// For a message.
pub(crate) fn names(abis: &[Abi]) -> String {
    abis.iter().map(|abi| abi.name()).collect::<Vec<_>>().join(", ")
}
