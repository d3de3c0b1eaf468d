//! What the WebAssembly module exports: plain functions of memory, with a clock from outside.
#![allow(unsafe_code)]

unsafe extern "C" {
    /// The caller's clock, in milliseconds.
    safe fn now() -> f64;
}

/// Room for `len` bytes that the caller fills and hands to [`run`].
#[unsafe(no_mangle)]
pub extern "C" fn room(len: usize) -> *mut u8 {
    vec![0_u8; len].leak().as_mut_ptr()
}

/// Sets as JSON to what became of them, or to why not; where that is: its start in the upper half,
/// its length in the lower.
///
/// # Safety
/// `start` and `len` are those of one call of [`room`], used once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn run(start: *mut u8, len: usize) -> u64 {
    // SAFETY: as above; `room` leaks exactly `len` bytes.
    let sets = unsafe { Vec::from_raw_parts(start, len, len) };
    let outcomes = serde_json::from_slice(&sets)
        .map_err(|error| error.to_string())
        .and_then(|sets: Vec<crate::Set>| crate::run(&sets, || now()));
    let told = match outcomes {
        Ok(outcomes) => serde_json::to_vec(&outcomes),
        Err(why) => serde_json::to_vec(&why),
    };
    let told = told.unwrap_or_default().leak();
    ((told.as_ptr() as u64) << 32) | told.len() as u64
}
