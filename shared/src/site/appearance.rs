//! How the widget looks: the few choices an owner has.

use serde::{Deserialize, Serialize};

/// How the widget looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Appearance {
    /// The owner's colour, `#rrggbb`; shades that read well are derived from it.
    #[serde(default = "default_accent")]
    pub accent: String,
    /// The address of a logo, which begins with `https://`; it stands in place of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The corners.
    #[serde(default)]
    pub shape: Shape,
    /// Light, dark, or as the customer's device is set.
    #[serde(default)]
    pub scheme: Scheme,
}

/// The corners of cards and controls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Shape {
    /// Round.
    #[default]
    Rounded,
    /// Square.
    Square,
}

/// The colours of ground and ink.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Scheme {
    /// As the customer's device is set.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// The scheme of this name; none where there is no such.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "system" => Some(Self::System),
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What pages say of it: the value of `color-scheme`.
    pub fn css(self) -> &'static str {
        match self {
            Self::System => "light dark",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

fn default_accent() -> String {
    "#0f6b5c".into()
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            accent: default_accent(),
            logo: None,
            shape: Shape::default(),
            scheme: Scheme::default(),
        }
    }
}
