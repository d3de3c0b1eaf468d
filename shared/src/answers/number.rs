//! The few functions of real numbers the engine needs, from additions and multiplications only:
//! the platform's own differ in the last bits, and an index is the same wherever it is built.

/// The natural logarithm of a positive number, to six digits.
pub(super) fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let mut exponent = (bits >> 23) as i32 - 127;
    // Between 1 and 2, then around 1, where the series is short.
    let mut rest = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    if rest > std::f32::consts::SQRT_2 {
        rest /= 2.0;
        exponent += 1;
    }
    let z = (rest - 1.0) / (rest + 1.0);
    let zz = z * z;
    let series = 1.0 + zz * (1.0 / 3.0 + zz * (1.0 / 5.0 + zz / 7.0));
    2.0 * z * series + exponent as f32 * std::f32::consts::LN_2
}

/// 1 / (1 + e^−x), to three digits; rises throughout.
pub(super) fn logistic(x: f32) -> f32 {
    let mut power = 1.0 - x.clamp(-16.0, 16.0) / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    1.0 / (1.0 + power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_agree_with_the_platforms() {
        for step in 1..4_000 {
            let x = step as f32 / 7.0;
            assert!((ln(x) - x.ln()).abs() < 2e-6 * (1.0 + x.ln().abs()), "{x}");
            let y = x / 20.0 - 14.0;
            let exact = 1.0 / (1.0 + (-y).exp());
            assert!((logistic(y) - exact).abs() < 2e-3, "{y}");
        }
        for odd in [0.0, -1.0, f32::NAN, f32::INFINITY, f32::MAX] {
            let _ = (ln(odd), logistic(odd));
        }
        assert!(logistic(1.0) > logistic(0.999));
    }
}
