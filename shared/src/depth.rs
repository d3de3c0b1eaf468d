//! How deep JSON is nested, told before it is read: a parser that recurses would spend its stack
//! on brackets. Reads the text only, and judges nothing else of it.

/// Whether no array or object of the text lies in more than `max` others, itself included: `1` is
/// 0 deep, `[]` is 1, `{"a":[]}` is 2. Brackets within strings do not count. Text that is not JSON
/// is answered too, whichever way: its parser refuses it afterwards.
pub fn depth_within(text: &str, max: usize) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' => {
                depth = depth.saturating_add(1);
                if depth > max {
                    return false;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn depth(value: &Value) -> usize {
        match value {
            Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
            Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
            _ => 0,
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<i32>().prop_map(Value::from),
            "[\\[\\]{}\"\\\\a]{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(8, 64, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[\\[{\"\\\\a]{0,4}", inner, 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_is_the_depth_a_parser_sees(value in values()) {
            let (text, depth) = (value.to_string(), depth(&value));
            prop_assert!(depth_within(&text, depth));
            prop_assert!(depth == 0 || !depth_within(&text, depth - 1));
        }

        /// Whatever passes is read without going deeper.
        #[test]
        fn nothing_that_passes_is_deeper_when_read(text in "[\\[\\]{}\",:\\\\1a ]{0,40}") {
            if let Ok(value) = serde_json::from_str::<Value>(&text) {
                prop_assert_eq!(depth_within(&text, 2), depth(&value) <= 2);
            }
        }
    }

    #[test]
    fn a_flood_of_brackets_is_refused_at_once() {
        assert!(!depth_within(&"[".repeat(200_000), 16));
        assert!(depth_within(
            &format!("{}{}", "[".repeat(16), "]".repeat(16)),
            16
        ));
        assert!(depth_within(&format!("\"{}\"", "[".repeat(50)), 0));
        assert!(depth_within("", 0) && depth_within("]]]]", 0));
    }
}
