//! Pages of an owner's site, named by patterns: which of them an address belongs to. The browser
//! asks it of the page a customer is on, the worker of the page a request was written on.

/// Whether an address fits one of these patterns, in which `*` stands for any stretch: those that
/// begin with `/` are held to its path, all others to the whole of it.
pub fn fits<'a>(patterns: impl IntoIterator<Item = &'a String>, address: &str) -> bool {
    let path = path(address);
    let fits = |pattern: &'a String| match pattern.starts_with('/') {
        true => glob(pattern, path),
        false => glob(pattern, address),
    };
    !address.is_empty() && patterns.into_iter().any(fits)
}

/// Whether a text fits a pattern in which `*` stands for any stretch, none included.
pub fn glob(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    true
}

/// The path of an address, without query and fragment.
fn path(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let from = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
    from.split(['?', '#']).next().unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_held_to_the_path_and_all_else_to_the_whole() {
        for (pattern, address, expected) in [
            (
                "/checkout/*",
                "https://shop.example/checkout/pay?a=1#x",
                true,
            ),
            ("/checkout/*", "https://shop.example/checkout", false),
            ("/checkout*", "https://shop.example/checkout", true),
            ("/", "https://shop.example", true),
            ("/", "https://shop.example/?utm=1", true),
            ("/a", "https://shop.example/b?to=/a", false),
            ("*/lamps/*", "https://shop.example/lamps/1", true),
            ("https://shop.example/*", "https://shop.example/x", true),
            ("https://other.example/*", "https://shop.example/x", false),
            ("*", "https://shop.example/x", true),
            ("*", "", false),
            ("/è/*", "https://shop.example/è/x", true),
        ] {
            assert_eq!(
                fits([&pattern.to_owned()], address),
                expected,
                "{pattern} {address}"
            );
        }
        assert!(!fits([], "https://shop.example/"));
    }
}
