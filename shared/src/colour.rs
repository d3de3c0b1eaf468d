//! Colours that stay readable: contrast by WCAG 2.2 (relative luminance, success criterion 1.4.3),
//! and an owner's accent moved just far enough to be read on our grounds.

/// A colour in sRGB, each part 0–255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

/// The least contrast of text, WCAG AA.
pub const TEXT_CONTRAST: f64 = 4.5;

impl Colour {
    /// White.
    pub const WHITE: Self = Self {
        r: 255,
        g: 255,
        b: 255,
    };
    /// Our darkest ink, for text on light accents.
    pub const INK: Self = Self {
        r: 0x1c,
        g: 0x1a,
        b: 0x17,
    };

    /// Reads `#rrggbb` or `#rgb`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.trim().strip_prefix('#')?;
        if !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(hex, 16).ok()?;
        let byte = |shift: u32| (value >> shift & 0xFF) as u8;
        let nibble = |shift: u32| (value >> shift & 0xF) as u8 * 17;
        match hex.len() {
            6 => Some(Self {
                r: byte(16),
                g: byte(8),
                b: byte(0),
            }),
            3 => Some(Self {
                r: nibble(8),
                g: nibble(4),
                b: nibble(0),
            }),
            _ => None,
        }
    }

    /// The colour as `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }

    /// Relative luminance, 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let c = f64::from(part) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast ratio with another colour, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The nearest shade of this colour that reads at `ratio` on `ground`: mixed with black on
    /// light grounds and with white on dark ones, in steps of 2 %.
    pub fn readable_on(self, ground: Self, ratio: f64) -> Self {
        let goal = if ground.luminance() > 0.18 {
            Self { r: 0, g: 0, b: 0 }
        } else {
            Self::WHITE
        };
        (0..=50)
            .map(|step| self.mix(goal, f64::from(step) / 50.0))
            .find(|shade| shade.contrast(ground) >= ratio)
            .unwrap_or(goal)
    }

    /// White or ink, whichever reads better on this colour.
    pub fn ink(self) -> Self {
        if self.contrast(Self::WHITE) >= self.contrast(Self::INK) {
            Self::WHITE
        } else {
            Self::INK
        }
    }

    fn mix(self, other: Self, share: f64) -> Self {
        let part =
            |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
        Self {
            r: part(self.r, other.r),
            g: part(self.g, other.g),
            b: part(self.b, other.b),
        }
    }
}

/// An owner's colour in shades that read well wherever they stand: as text on our grounds, and
/// under text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// On light grounds.
    pub light: Colour,
    /// On dark grounds.
    pub dark: Colour,
}

impl Theme {
    /// The ground of `tokens.css` on which colours read worst, in light.
    const LIGHT_GROUND: Colour = Colour {
        r: 0xf7,
        g: 0xf5,
        b: 0xf2,
    };
    /// The same in dark.
    const DARK_GROUND: Colour = Colour {
        r: 0x2e,
        g: 0x2a,
        b: 0x25,
    };

    /// The shades of a colour; of ink where it is none.
    pub fn of(accent: &str) -> Self {
        let accent = Colour::parse(accent).unwrap_or(Colour::INK);
        Self {
            light: accent.readable_on(Self::LIGHT_GROUND, TEXT_CONTRAST),
            dark: accent.readable_on(Self::DARK_GROUND, TEXT_CONTRAST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read() {
        assert_eq!(
            Colour::parse("#0f6b5c").map(Colour::hex),
            Some("#0f6b5c".into())
        );
        assert_eq!(
            Colour::parse("#FA0").map(Colour::hex),
            Some("#ffaa00".into())
        );
        for bad in [
            "",
            "#",
            "0f6b5c",
            "#0f6b5",
            "#0f6b5c00",
            "#ggg",
            "red",
            "#+12",
            "#é12",
        ] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn any_accent_becomes_readable_on_any_ground() {
        let grounds =
            ["#ffffff", "#f7f5f2", "#1c1a17", "#26231f"].map(|g| Colour::parse(g).unwrap());
        for r in (0..=255).step_by(51) {
            for g in (0..=255).step_by(51) {
                for b in (0..=255).step_by(51) {
                    let accent = Colour { r, g, b };
                    for ground in grounds {
                        let shade = accent.readable_on(ground, TEXT_CONTRAST);
                        assert!(
                            shade.contrast(ground) >= TEXT_CONTRAST,
                            "{accent:?} on {ground:?}"
                        );
                    }
                    assert!(accent.contrast(accent.ink()) >= 4.1, "{accent:?}");
                }
            }
        }
    }

    /// The grounds are those of `tokens.css`.
    #[test]
    fn a_theme_reads_well_in_light_and_dark_as_text_and_under_it() {
        let css = include_str!("../../widget/tokens.css");
        for (grounds, dark) in [(["#fff", "#f7f5f2"], false), (["#26231f", "#2e2a25"], true)] {
            for ground in grounds {
                assert!(css.contains(ground), "{ground} is no ground any more");
                let ground = Colour::parse(ground).unwrap();
                for rgb in (0..0x100_0000u32).step_by(4_099) {
                    let hex = format!("#{rgb:06x}");
                    let theme = Theme::of(&hex);
                    let shade = if dark { theme.dark } else { theme.light };
                    assert!(shade.contrast(ground) >= TEXT_CONTRAST, "{hex}");
                    assert!(shade.contrast(shade.ink()) >= TEXT_CONTRAST, "{hex}");
                }
            }
        }
        assert_eq!(Theme::of("none"), Theme::of(&Colour::INK.hex()));
    }

    #[test]
    fn a_readable_accent_is_left_as_it_is() {
        let teal = Colour::parse("#0f6b5c").unwrap();
        assert_eq!(teal.readable_on(Colour::WHITE, TEXT_CONTRAST), teal);
    }
}
