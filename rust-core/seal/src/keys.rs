//! Keys as the age format writes them: `age1…` and `AGE-SECRET-KEY-1…` (bech32, BIP 173).

use crate::Random;
use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Hrp};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroize;

/// Who can open a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipient(pub(crate) [u8; 32]);

/// The secret that opens. Its memory is overwritten when it is dropped.
pub struct Identity(pub(crate) StaticSecret);

const PUBLIC: &str = "age";

impl Identity {
    /// A fresh one; `None` without randomness.
    pub fn generate(random: Random<'_>) -> Option<Self> {
        let mut seed = [0; 32];
        let identity = random(&mut seed).then(|| Self::from_seed(seed));
        seed.zeroize();
        identity
    }

    /// From 32 random bytes.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(StaticSecret::from(seed))
    }

    /// What [`Identity::from_seed`] was given.
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public half.
    pub fn recipient(&self) -> Recipient {
        Recipient(PublicKey::from(&self.0).to_bytes())
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(…)")
    }
}

impl Recipient {
    /// Reads `age1…`.
    pub fn parse(text: &str) -> Option<Self> {
        let parsed = CheckedHrpstring::new::<Bech32>(text).ok()?;
        if parsed.hrp() != Hrp::parse(PUBLIC).ok()? {
            return None;
        }
        let bytes: Vec<u8> = parsed.byte_iter().collect();
        bytes.try_into().ok().map(Self)
    }
}

impl std::fmt::Display for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hrp = Hrp::parse(PUBLIC).map_err(|_| std::fmt::Error)?;
        let text = bech32::encode::<Bech32>(hrp, &self.0).map_err(|_| std::fmt::Error)?;
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_key_is_read_back_and_a_typing_error_is_noticed() {
        let recipient = Identity::from_seed([7; 32]).recipient();
        let text = recipient.to_string();
        assert!(text.starts_with("age1") && text.len() == 62, "{text}");
        assert_eq!(Recipient::parse(&text), Some(recipient));
        for wrong in
            ["", "age1", &text.replace("age1", "agf1"), &text.replacen('q', "p", 1), &format!("{text}q")]
        {
            assert_ne!(Recipient::parse(wrong), Some(recipient), "{wrong}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        assert_eq!(format!("{:?}", Identity::from_seed([7; 32])), "Identity(…)");
    }
}
