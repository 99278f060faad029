//! A sink that keeps everything.

use dunlog_intake::{Code, Place, Reject, Sink};
use dunlog_model::Observation;
use std::convert::Infallible;

/// What was handed over, in order.
#[derive(Default)]
pub struct Collected {
    /// With their places.
    pub observations: Vec<(Place, Observation)>,
    /// With their bytes.
    pub rejects: Vec<Rejected>,
}

/// A reject that outlives the reading.
#[allow(dead_code, reason = "not every test looks at all of it")]
pub struct Rejected {
    /// Where.
    pub place: Place,
    /// Why.
    pub code: Code,
    /// The bytes.
    pub raw: Vec<u8>,
}

impl Sink for Collected {
    type Error = Infallible;

    fn observation(&mut self, place: Place, observation: Observation) -> Result<(), Infallible> {
        self.observations.push((place, observation));
        Ok(())
    }

    fn reject(&mut self, reject: Reject<'_>) -> Result<(), Infallible> {
        let (place, code, raw) = (reject.place, reject.code, reject.raw.to_vec());
        self.rejects.push(Rejected { place, code, raw });
        Ok(())
    }
}
