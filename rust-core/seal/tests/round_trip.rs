//! What is sealed opens again, and nothing that was changed does.

use dunlog_seal::{Error, Identity, Locked, Recipient, is_sealed, open, seal};
use proptest::prelude::*;
use std::io::BufReader;

/// Randomness that is the same at every run.
fn random(seed: u8) -> impl FnMut(&mut [u8]) -> bool {
    let mut next = seed;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            next = next.wrapping_mul(167).wrapping_add(13);
            *byte = next;
        }
        true
    }
}

fn sealed(to: &Locked<'_>, plain: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    seal(to, &mut random(3), &mut &*plain, &mut out).unwrap_or_else(|error| panic!("{error}"));
    out
}

fn opened(with: &Locked<'_>, bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    open(with, &mut BufReader::new(bytes), &mut out)?;
    Ok(out)
}

fn identity() -> Identity {
    Identity::from_seed([5; 32])
}

#[test]
fn files_of_every_length_around_a_chunk_come_back() {
    let recipient = identity().recipient();
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000] {
        let plain: Vec<u8> = (0..length).map(|at: u32| at.to_be_bytes()[3]).collect();
        let bytes = sealed(&Locked::To(&recipient), &plain);
        assert!(is_sealed(&bytes));
        assert_eq!(opened(&Locked::By(&identity()), &bytes).ok(), Some(plain), "{length}");
    }
}

#[test]
fn a_passphrase_opens_and_another_does_not() {
    let bytes = sealed(&Locked::Passphrase("correct horse 电池"), b"words");
    assert_eq!(opened(&Locked::Passphrase("correct horse 电池"), &bytes).ok(), Some(b"words".to_vec()));
    assert!(matches!(opened(&Locked::Passphrase("correct horse"), &bytes), Err(Error::WrongKey)));
    assert!(matches!(opened(&Locked::By(&identity()), &bytes), Err(Error::WrongKey)));
}

#[test]
fn another_identity_does_not_open() {
    let bytes = sealed(&Locked::To(&identity().recipient()), b"words");
    let other = Identity::from_seed([6; 32]);
    assert!(matches!(opened(&Locked::By(&other), &bytes), Err(Error::WrongKey)));
}

#[test]
fn every_changed_byte_and_every_cut_is_noticed() {
    let good = sealed(&Locked::To(&identity().recipient()), b"some words");
    for at in 0..good.len() {
        let mut changed = good.clone();
        changed[at] ^= 1;
        assert!(opened(&Locked::By(&identity()), &changed).is_err(), "byte {at}");
        assert!(opened(&Locked::By(&identity()), &good[..at]).is_err(), "cut at {at}");
    }
    assert!(opened(&Locked::By(&identity()), &[&good, b"x".as_slice()].concat()).is_err());
}

#[test]
fn a_chunk_cannot_be_dropped_at_the_end() {
    let plain = vec![7; 3 * 65_536];
    let good = sealed(&Locked::To(&identity().recipient()), &plain);
    let cut = good.len() - (65_536 + 16);
    assert!(matches!(opened(&Locked::By(&identity()), &good[..cut]), Err(Error::Changed)));
}

#[test]
fn a_file_that_asks_for_much_memory_is_refused() {
    let text = "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 25\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n--- AAAA\n";
    assert!(matches!(opened(&Locked::Passphrase("x"), text.as_bytes()), Err(Error::TooExpensive)));
}

#[test]
fn keys_that_are_no_keys_are_refused() {
    assert_eq!(Recipient::parse("age1qqqq"), None);
    assert!(matches!(
        seal(&Locked::By(&identity()), &mut random(1), &mut b"x".as_slice(), &mut Vec::new()),
        Err(Error::WrongKey)
    ));
}

proptest! {
    #[test]
    fn any_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), begin in any::<bool>()) {
        let bytes = if begin { [b"age-encryption.org/v1\n".as_slice(), &bytes].concat() } else { bytes };
        prop_assert!(opened(&Locked::By(&identity()), &bytes).is_err());
    }
}
