//! Reading requests that may hold anything.

use crate::error::{Error, Result};
use crate::wire::MAX_REQUEST_BYTES;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Objects and lists within each other. Requests need four, raw columns are flat.
const MAX_DEPTH: u32 = 32;

/// A request without fields.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Empty {}

/// Reads a request.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    serde_json::from_str(checked(bytes)?).map_err(|_| invalid())
}

/// Reads a request that keeps pieces of the bytes.
pub(crate) fn parse_borrowed<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Result<T> {
    serde_json::from_str(checked(bytes)?).map_err(|_| invalid())
}

/// The request does not say what its operation needs.
pub(crate) fn invalid() -> Error {
    Error::new("invalid_input", "wire.request")
}

fn checked(bytes: &[u8]) -> Result<&str> {
    if bytes.len() > MAX_REQUEST_BYTES {
        return Err(Error::new("too_large", "wire.request"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| invalid())?;
    // A list would otherwise be read as the fields of an object in their order.
    let is_object = text.trim_start().starts_with('{');
    if is_object && depth(text) <= MAX_DEPTH { Ok(text) } else { Err(invalid()) }
}

/// The deepest nesting, counted without recursion so that no request can exhaust the stack.
fn depth(text: &str) -> u32 {
    let (mut depth, mut deepest) = (0_u32, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth = depth.saturating_add(1);
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_outside_of_strings() {
        assert_eq!(depth(r#"{"a":[1,{"b":"[[[{{{\"["}]}"#), 3);
        assert_eq!(depth("]]]["), 1);
    }

    #[test]
    fn a_deep_request_is_refused_before_it_is_parsed() {
        let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(parse::<Empty>(deep.as_bytes()).err(), Some(invalid()));
        assert_eq!(parse::<Empty>(b"\xff").err(), Some(invalid()));
        assert_eq!(
            parse::<Empty>(&vec![b' '; MAX_REQUEST_BYTES + 1]).err().map(|e| e.code),
            Some("too_large")
        );
        assert!(parse::<Empty>(b"{}").is_ok());
    }
}
