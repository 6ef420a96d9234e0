//! What makes the pages a workspace's own: its name, its sign, its colour.

use bytes::Bytes;

use super::text::Text;

/// How a workspace presents itself.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    /// What stands at the head of every page; else the workspace's title.
    pub name: Option<Text>,
    /// The sign beside it.
    pub logo: Option<Logo>,
    /// The colour of links.
    pub accent: Option<Colour>,
    /// What stands at the foot of every page.
    pub footer: Option<Text>,
}

/// A picture that was read with the workspace.
#[derive(Clone, Debug)]
pub struct Logo {
    /// What kind of picture it is.
    pub kind: PictureKind,
    /// The file.
    pub bytes: Bytes,
}

/// A kind of picture that pages show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// Scalable: `.svg`.
    Svg,
    /// Of pixels: `.png`.
    Png,
}

impl PictureKind {
    /// The ending of such a file.
    pub const fn ending(self) -> &'static str {
        match self {
            PictureKind::Svg => "svg",
            PictureKind::Png => "png",
        }
    }

    /// The kind of a file, by its first bytes; none for any other file.
    pub fn of(bytes: &[u8]) -> Option<PictureKind> {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1000)]);
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(PictureKind::Png)
        } else {
            head.contains("<svg").then_some(PictureKind::Svg)
        }
    }
}

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// The lightest and the darkest ground that words stand on: a page's light paper, and a card in the dark.
    pub const GROUNDS: [Colour; 2] = [Colour([0xfb, 0xfa, 0xf8]), Colour([0x1c, 0x20, 0x25])];
    /// What contrast small words need to be read (WCAG, level AA).
    pub const LEGIBLE: f64 = 4.5;

    /// The colour written `#rrggbb`.
    pub fn parse(text: &str) -> Option<Colour> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
        Some(Colour([part(0)?, part(2)?, part(4)?]))
    }

    /// How it stands out against another, from 1 to 21 (WCAG).
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The nearest to it, towards black or white, that can be read on that ground.
    pub fn legible_on(self, ground: Colour) -> Colour {
        let towards = if ground.luminance() > 0.5 { 0.0 } else { 255.0 };
        let mixed = |step: u32| {
            let share = f64::from(step) / 50.0;
            Colour(self.0.map(|part| (f64::from(part) * (1.0 - share) + towards * share).round() as u8))
        };
        (0..=50).map(mixed).find(|colour| colour.contrast(ground) >= Self::LEGIBLE).unwrap_or(mixed(50))
    }

    fn luminance(self) -> f64 {
        let linear = self.0.map(|part| match f64::from(part) / 255.0 {
            dark if dark <= 0.04045 => dark / 12.92,
            bright => ((bright + 0.055) / 1.055).powf(2.4),
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_that_cannot_be_read_becomes_one_that_can() {
        let yellow = Colour::parse("#ffcc00").expect("a colour");
        for ground in Colour::GROUNDS {
            let legible = yellow.legible_on(ground);
            assert!(legible.contrast(ground) >= Colour::LEGIBLE, "{legible} on {ground}");
        }
        assert_eq!(yellow.legible_on(Colour::GROUNDS[1]), yellow, "what can be read stays as it is");
        assert_eq!((Colour::parse("ffcc00"), Colour::parse("#fc0"), Colour::parse("#金金")), (None, None, None));
    }
}
