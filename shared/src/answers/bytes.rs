//! Numbers and texts as bytes. Reading never goes past the end, whatever the bytes say.

/// Collects bytes.
#[cfg(feature = "server")]
pub(super) struct Writer(Vec<u8>);

#[cfg(feature = "server")]
impl Writer {
    pub fn new() -> Self {
        Self(Vec::new())
    }

    pub fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// A number, seven bits a byte, the lowest first; the highest bit says that more follow.
    pub fn number(&mut self, mut number: usize) {
        while number > 0x7f {
            self.0.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// A text after its length.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    pub fn done(self) -> Vec<u8> {
        self.0
    }
}

/// Takes bytes apart again. Everything is none past the end.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub fn raw(&mut self, length: usize) -> Option<&'a [u8]> {
        let (raw, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(raw)
    }

    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.raw(length)?).ok()
    }

    pub fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }
}
