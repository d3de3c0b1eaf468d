//! What the WebAssembly module exports: plain functions of memory, so that it weighs what the
//! engine weighs and nothing else.
#![allow(unsafe_code)]

/// Room for `len` bytes that the caller fills and hands over.
#[unsafe(no_mangle)]
pub extern "C" fn room(len: usize) -> *mut u8 {
    vec![0_u8; len].leak().as_mut_ptr()
}

/// Takes back what the caller filled.
///
/// # Safety
/// `start` and `len` are those of one call of [`room`], used once.
unsafe fn taken(start: *mut u8, len: usize) -> Vec<u8> {
    // SAFETY: as above; `room` leaks exactly `len` bytes.
    unsafe { Vec::from_raw_parts(start, len, len) }
}

/// Where bytes are, for the caller: start in the upper half, length in the lower.
fn given(bytes: Vec<u8>) -> u64 {
    let bytes = bytes.leak();
    ((bytes.as_ptr() as u64) << 32) | bytes.len() as u64
}

/// What the empty module does, so that taking and giving is in both.
///
/// # Safety
/// As for [`taken`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn echo(start: *mut u8, len: usize) -> u64 {
    // SAFETY: the caller's promise is the same.
    given(unsafe { taken(start, len) })
}

#[cfg(feature = "engine")]
mod engine {
    use shared::answers::{Hit, Index, Reply};

    use super::{given, taken};

    fn text(start: *mut u8, len: usize) -> String {
        // SAFETY: our caller hands over what it got from `room`.
        String::from_utf8(unsafe { taken(start, len) }).unwrap_or_default()
    }

    fn hits(hits: &[Hit]) -> u64 {
        let numbers = |hit: &Hit| [hit.entry as u32, hit.score.to_bits()];
        let bytes = hits.iter().flat_map(numbers).flat_map(u32::to_le_bytes);
        given(bytes.collect())
    }

    /// Reads an index; null where it cannot be read.
    #[unsafe(no_mangle)]
    pub extern "C" fn read(start: *mut u8, len: usize) -> *const Index {
        // SAFETY: our caller hands over what it got from `room`.
        let bytes = unsafe { taken(start, len) };
        Index::read(&bytes).map_or(std::ptr::null(), |index| Box::into_raw(Box::new(index)))
    }

    /// Searches.
    #[unsafe(no_mangle)]
    pub extern "C" fn search(index: &Index, start: *mut u8, len: usize) -> u64 {
        hits(&index.search(&text(start, len), 20))
    }

    /// Marks the question of the first FAQ.
    #[unsafe(no_mangle)]
    pub extern "C" fn marks(index: &Index, start: *mut u8, len: usize) -> u64 {
        let shown = index.entries().first().map_or("", |entry| &entry.question);
        let marks = index.marks(&text(start, len), shown);
        let ends = |range: std::ops::Range<usize>| [range.start as u32, range.end as u32];
        let bytes = marks.into_iter().flat_map(ends).flat_map(u32::to_le_bytes);
        given(bytes.collect())
    }

    /// Asks.
    #[unsafe(no_mangle)]
    pub extern "C" fn ask(index: &Index, start: *mut u8, len: usize) -> u64 {
        match index.ask(&text(start, len)) {
            Reply::Sure(hit) => hits(&[hit]),
            Reply::Perhaps(some) => hits(&some),
            Reply::Unknown => 0,
        }
    }

    /// Suggests.
    #[unsafe(no_mangle)]
    pub extern "C" fn suggest(index: &Index, start: *mut u8, len: usize) -> u64 {
        hits(&index.suggest(&text(start, len), 3))
    }
}

#[cfg(feature = "timed")]
mod timed {
    use super::{given, taken};

    unsafe extern "C" {
        /// The caller's clock, in milliseconds.
        safe fn now() -> f64;
    }

    /// Sets as JSON to what became of them, or to why not.
    #[unsafe(no_mangle)]
    pub extern "C" fn run(start: *mut u8, len: usize) -> u64 {
        // SAFETY: our caller hands over what it got from `room`.
        let sets = unsafe { taken(start, len) };
        let outcomes = serde_json::from_slice(&sets)
            .map_err(|error| error.to_string())
            .and_then(|sets: Vec<crate::Set>| crate::run(&sets, || now()));
        let told = match outcomes {
            Ok(outcomes) => serde_json::to_vec(&outcomes),
            Err(why) => serde_json::to_vec(&why),
        };
        given(told.unwrap_or_default())
    }
}
