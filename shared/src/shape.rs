//! Shapes of order numbers: `#` is a digit, `@` a letter, `*` either, anything else itself.
//! Letters beyond ASCII are not told from marks: no tables go to the browser for them.

/// Whether a text has the shape of a pattern, case aside.
pub fn has_shape(pattern: &str, text: &str) -> bool {
    let mut text = text.chars();
    let letter = |c: char| c.is_ascii_alphabetic() || !c.is_ascii();
    pattern.chars().all(|shape| {
        text.next().is_some_and(|c| match shape {
            '#' => c.is_ascii_digit(),
            '@' => letter(c),
            '*' => letter(c) || c.is_ascii_digit(),
            shape => c.eq_ignore_ascii_case(&shape),
        })
    }) && text.next().is_none()
}

/// A pattern as an example a person can follow: `BL-#####` is `BL-12345`.
pub fn example(pattern: &str) -> String {
    let (mut digit, mut letter) = (b'0', b'@');
    let mut example = String::new();
    for shape in pattern.chars() {
        example.push(match shape {
            '#' | '*' => {
                digit = if digit == b'9' { b'0' } else { digit + 1 };
                char::from(digit)
            }
            '@' => {
                letter = if letter == b'Z' { b'A' } else { letter + 1 };
                char::from(letter)
            }
            shape => shape,
        });
    }
    example
}
