//! The scale of a chart: round values that enclose the data.

use rust_decimal::Decimal;

/// Steps aimed at between the ends of an axis.
const STEPS: f64 = 4.0;

/// Equally spaced round values from below the smallest to above the largest value, with zero.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    /// The round values, ascending; at least two.
    pub ticks: Vec<Decimal>,
    low: f64,
    high: f64,
}

impl Axis {
    /// The axis for these values. `None` when none is finite, or they are beyond any round number.
    pub fn around(values: impl Iterator<Item = f64>) -> Option<Self> {
        let (mut low, mut high, mut any) = (0.0_f64, 0.0_f64, false);
        for value in values.filter(|value| value.is_finite()) {
            (low, high, any) = (low.min(value), high.max(value), true);
        }
        if !any {
            return None;
        }
        if low == high {
            high = 1.0;
        }
        let (digit, power) = round_step((high - low) / STEPS);
        let step = digit as f64 * 10_f64.powi(power);
        let first = (low / step + 1e-9).floor();
        let last = (high / step - 1e-9).ceil();
        // Beyond fifteen digits a float no longer counts in ones.
        if !first.is_finite() || !last.is_finite() || first.abs().max(last.abs()) > 1e15 {
            return None;
        }
        let ticks: Option<Vec<Decimal>> =
            (first as i64..=last as i64).map(|k| exact(k * digit, power)).collect();
        let ticks = ticks.filter(|ticks| ticks.len() > 1)?;
        Some(Self { ticks, low: first * step, high: last * step })
    }

    /// The same axis with its ends at the values themselves, for charts without a scale.
    pub fn snug(&self, values: impl Iterator<Item = f64>) -> Self {
        let (low, high) = values
            .filter(|value| value.is_finite())
            .fold((0.0_f64, 0.0_f64), |(l, h), v| (l.min(v), h.max(v)));
        if low == high { self.clone() } else { Self { ticks: self.ticks.clone(), low, high } }
    }

    /// Where a value stands between the ends, from 0 to 1.
    pub fn place(&self, value: f64) -> f32 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0) as f32
    }
}

/// The next step of 1, 2 or 5 times a power of ten that is not smaller than the raw one.
fn round_step(raw: f64) -> (i64, i32) {
    let power = raw.log10().floor() as i32;
    let lead = raw / 10_f64.powi(power);
    match lead {
        lead if lead <= 1.0 + 1e-9 => (1, power),
        lead if lead <= 2.0 + 1e-9 => (2, power),
        lead if lead <= 5.0 + 1e-9 => (5, power),
        _ => (1, power + 1),
    }
}

/// `count` times ten to the power, without the errors of floats.
fn exact(count: i64, power: i32) -> Option<Decimal> {
    if power < 0 {
        let scale = power.unsigned_abs();
        return (scale <= 28).then(|| Decimal::new(count, scale));
    }
    let factor = 10_i128.checked_pow(power.unsigned_abs())?;
    Decimal::try_from_i128_with_scale(i128::from(count).checked_mul(factor)?, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_numbers_a_reader_knows_by_heart() {
        let shown = |values: &[f64]| {
            let axis = Axis::around(values.iter().copied()).expect("an axis");
            axis.ticks.iter().map(|t| t.normalize().to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(&[3.0, 17.0]), "0 5 10 15 20");
        assert_eq!(shown(&[-120.0, 340.0]), "-200 0 200 400");
        assert_eq!(shown(&[0.07]), "0 0.02 0.04 0.06 0.08");
        assert_eq!(shown(&[0.0]), "0 0.5 1", "a chart of nothing but zeros still has a scale");
    }

    #[test]
    fn a_chart_without_a_single_number_has_no_axis() {
        assert_eq!(Axis::around([f64::NAN, f64::INFINITY].into_iter()), None);
        assert_eq!(Axis::around(std::iter::empty()), None);
    }

    proptest! {
        #[test]
        fn every_value_stands_between_the_ends(values in prop::collection::vec(-1e12_f64..1e12, 1..20)) {
            let axis = Axis::around(values.iter().copied()).expect("an axis");
            prop_assert!(axis.ticks.len() <= 8, "{:?}", axis.ticks);
            for value in values {
                prop_assert!(value >= axis.low - 1e-3 && value <= axis.high + 1e-3);
            }
        }

        #[test]
        fn no_number_makes_it_panic(values in prop::collection::vec(any::<f64>(), 0..5)) {
            let _ = Axis::around(values.into_iter());
        }
    }
}
