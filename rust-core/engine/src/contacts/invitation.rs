//! An invitation to a case: one line of text that survives chat programs, or the same text as a QR code.
//!
//! `dunlog:invite?v=1&case=…&name=…&to=age1…&until=2026-12-27&sum=…`
//!
//! It holds what is needed to encrypt for the owner, and the name the owner chose for it. The sum finds a character that
//! was lost on the way; it protects from nobody who means harm: whoever can change the message can invite to a case of
//! their own, so the app shows the name and asks.

use crate::engine::Engine;
use crate::error::{Error, Result};
use dunlog_ledger::Membership;
use dunlog_model::{CivilDate, PersonId, Timestamp};
use dunlog_proof::{hex, unhex};
use dunlog_seal::Recipient;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

const START: &str = "dunlog:invite?";
/// Days until an invitation is no longer taken.
const DAYS: i32 = 30;
/// Longest name in an invitation, in characters.
const NAME_CHARS: usize = 32;

/// What an invitation says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invitation {
    /// Identity of the case, hexadecimal.
    pub case: String,
    /// What the owner calls themselves towards the invited.
    pub name: String,
    /// The owner's age public key.
    pub to: String,
    /// Last day on which it is taken.
    pub until: String,
}

impl Engine {
    /// Invites to the case of this log. `name` is what the invited will see; nothing else about the owner is in it.
    /// `invalid_input` when it is empty or too long.
    pub fn invite(&mut self, name: &str) -> Result<String> {
        let place = "invite.make";
        let name = name.trim();
        if name.is_empty() || name.chars().count() > NAME_CHARS || name.chars().any(char::is_control) {
            return Err(Error::new("invalid_input", place));
        }
        let now =
            Timestamp::from_ms(self.environment.now_ms()).map_err(|_| Error::new("clock_wrong", place))?;
        let case = self.ledger.matter()?;
        let invitation = Invitation {
            case: hex(&case),
            name: name.to_owned(),
            to: self.keys()?.identity.recipient().to_string(),
            until: CivilDate(now.china_date().0 + DAYS).to_string(),
        };
        Ok(invitation.to_text())
    }

    /// Joins the case of an invitation with the log of a person. `invitation_broken`, `invitation_expired`, `own_case`,
    /// and `wrong_key` when the case is known under another key.
    pub fn join(&mut self, person: PersonId, text: &str) -> Result<Membership> {
        let place = "invite.join";
        let invitation = Invitation::parse(text).ok_or(Error::new("invitation_broken", place))?;
        let today =
            Timestamp::from_ms(self.environment.now_ms()).map_err(|_| Error::new("clock_wrong", place))?;
        let until =
            CivilDate::parse(&invitation.until).map_err(|_| Error::new("invitation_broken", place))?;
        if today.china_date() > until {
            return Err(Error::new("invitation_expired", place));
        }
        let case = unhex(&invitation.case).ok_or(Error::new("invitation_broken", place))?;
        if self.ledger.known_matter()? == Some(case) {
            return Err(Error::new("own_case", place));
        }
        Ok(self.ledger.join(person, &case, &invitation.name, &invitation.to, &invitation.to_text())?)
    }

    /// The cases of others that were joined.
    pub fn memberships(&self) -> Result<Vec<Membership>> {
        Ok(self.ledger.memberships()?)
    }
}

impl Invitation {
    /// Finds and reads an invitation in a text, which may have words around it. `None` when there is none, or when a
    /// character of it was lost.
    pub fn parse(text: &str) -> Option<Self> {
        let (_, rest) = text.split_once(START)?;
        let ends = |c: char| c.is_whitespace() || c.is_control() || "，。；、》」】）<>\"".contains(c);
        let query = rest.split(ends).next()?;
        let (body, sum) = query.split_once("&sum=")?;
        if checksum(body) != sum {
            return None;
        }
        let mut parts = body.split('&').map(|part| part.split_once('='));
        let mut next =
            |wanted: &str| parts.next()?.filter(|(key, _)| *key == wanted).map(|(_, value)| value.to_owned());
        if next("v")? != "1" {
            return None;
        }
        let invitation = Self {
            case: next("case")?,
            name: unescape(&next("name")?)?,
            to: next("to")?,
            until: next("until")?,
        };
        let valid = unhex::<16>(&invitation.case).is_some()
            && Recipient::parse(&invitation.to).is_some()
            && CivilDate::parse(&invitation.until).is_ok()
            && (1..=NAME_CHARS).contains(&invitation.name.chars().count())
            && !invitation.name.chars().any(char::is_control);
        (valid && parts.next().is_none()).then_some(invitation)
    }

    fn to_text(&self) -> String {
        let Self { case, name, to, until } = self;
        let body = format!("v=1&case={case}&name={}&to={to}&until={until}", escape(name));
        format!("{START}{body}&sum={}", checksum(&body))
    }

    /// The modules of the QR code of an invitation, row by row, true for dark; without the quiet zone of four modules.
    pub fn qr(text: &str) -> Result<Vec<Vec<bool>>> {
        let code = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium)
            .map_err(|_| Error::new("too_large", "invite.qr"))?;
        Ok((0..code.size()).map(|y| (0..code.size()).map(|x| code.get_module(x, y)).collect()).collect())
    }
}

fn checksum(body: &str) -> String {
    hex(Sha256::digest(body).first_chunk::<4>().unwrap_or(&[0; 4]))
}

/// RFC 3986 §2.1: everything but unreserved characters is escaped.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dunlog_seal::Identity;

    fn invitation() -> Invitation {
        Invitation {
            case: "00112233445566778899aabbccddeeff".to_owned(),
            name: "林晓 & 家人".to_owned(),
            to: Identity::from_seed([7; 32]).recipient().to_string(),
            until: "2026-12-27".to_owned(),
        }
    }

    #[test]
    fn an_invitation_is_found_among_other_words() {
        let text = invitation().to_text();
        assert!(text.is_ascii(), "{text}");
        for around in [text.clone(), format!("点开看看：{text}，谢谢"), format!("王芳:\n{text}\n好的")]
        {
            assert_eq!(Invitation::parse(&around), Some(invitation()), "{around}");
        }
    }

    #[test]
    fn a_lost_or_changed_character_is_noticed() {
        let text = invitation().to_text();
        for at in 0..text.len() {
            let mut shorter = text.clone();
            shorter.remove(at);
            assert_eq!(Invitation::parse(&shorter), None, "{at}");
            let mut changed = text.clone().into_bytes();
            changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
            assert_eq!(Invitation::parse(&String::from_utf8(changed).unwrap()), None, "{at}");
        }
        assert_eq!(Invitation::parse(""), None);
    }

    #[test]
    fn another_reader_of_qr_codes_reads_the_invitation() {
        let text = invitation().to_text();
        let rows = Invitation::qr(&text).unwrap();
        let (dot, quiet) = (4, 4);
        let side = (rows.len() + 2 * quiet) * dot;
        let shade = |x: usize, y: usize| {
            let place = |at: usize| (at / dot).checked_sub(quiet);
            let dark = place(y).and_then(|y| rows.get(y)).zip(place(x)).and_then(|(row, x)| row.get(x));
            if dark == Some(&true) { 0 } else { 255 }
        };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, shade);
        let codes = picture.detect_grids();
        assert_eq!(codes.len(), 1);
        assert_eq!(codes[0].decode().unwrap().1, text);
    }
}
