//! What the page calls. Numbers go in and out as numbers; texts and bytes through two buffers whose places the page
//! asks for, so that nothing here trusts a place or a length that comes from outside and no block is unsafe.
#![cfg_attr(
    target_family = "wasm",
    expect(unsafe_code, reason = "an exported name is unsafe; there is no other unsafe code")
)]

use crate::session::Session;
use std::cell::RefCell;

#[derive(Default)]
struct Door {
    input: Vec<u8>,
    output: String,
    session: Session,
}

thread_local! {
    static DOOR: RefCell<Door> = RefCell::default();
}

/// Where the page writes the next bundle or query of this many bytes; zero when there is no room for it.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub extern "C" fn input(bytes: usize) -> *mut u8 {
    DOOR.with_borrow_mut(|door| {
        door.input = Vec::new();
        if door.input.try_reserve_exact(bytes).is_err() {
            return std::ptr::null_mut();
        }
        door.input.resize(bytes, 0);
        door.input.as_mut_ptr()
    })
}

/// Checks the input as a bundle. Returns the length of the output.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub extern "C" fn open() -> usize {
    answer(|session, input| session.open(input))
}

/// Lists the records that fit the input. Returns the length of the output: the first page.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub extern "C" fn find() -> usize {
    answer(|session, input| session.find(&String::from_utf8_lossy(input)))
}

/// The page that begins with the listed record of this number. Returns the length of the output.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub extern "C" fn rows(first: usize) -> usize {
    answer(|session, _| session.rows(first))
}

/// Where the last output stands, in UTF-8.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub extern "C" fn output() -> *const u8 {
    DOOR.with_borrow(|door| door.output.as_ptr())
}

fn answer(ask: impl FnOnce(&mut Session, &[u8]) -> String) -> usize {
    DOOR.with_borrow_mut(|door| {
        let input = std::mem::take(&mut door.input);
        door.output = ask(&mut door.session, &input);
        door.output.len()
    })
}
