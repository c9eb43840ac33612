//! Dividing an amount into shares that add up to it again.

/// Divides `amount` in proportion to `weights`, by largest remainder: every share is
/// the exact one rounded down or up, and their sum is `amount`. Of equal remainders the
/// heavier share is rounded up, then the earlier one. Weights may be negative; when they
/// come to nothing in sum, all shares are equal.
pub(crate) fn spread(amount: i64, weights: &[i64]) -> Vec<i64> {
    if weights.is_empty() {
        return Vec::new();
    }
    let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    let equal = sum == 0;
    let weight = |index: usize| if equal { 1 } else { i128::from(weights[index]) };
    let sum = if equal { weights.len() as i128 } else { sum };
    let exact = |index: usize| i128::from(amount) * weight(index) * sum.signum();
    let whole = sum.abs();
    let mut shares: Vec<i64> =
        (0..weights.len()).map(|index| exact(index).div_euclid(whole) as i64).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|index| {
        (std::cmp::Reverse((exact(*index).rem_euclid(whole), weight(*index).abs())), *index)
    });
    let missing = i128::from(amount) - shares.iter().map(|share| i128::from(*share)).sum::<i128>();
    for index in order.into_iter().take(missing.max(0) as usize) {
        shares[index] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::spread;
    use proptest::prelude::*;

    #[test]
    fn the_largest_remainder_gets_the_odd_cent() {
        assert_eq!(spread(100, &[1, 1, 1]), [34, 33, 33], "of equal remainders the first");
        // 10 × 2/7 = 2.857, 10 × 5/7 = 7.143.
        assert_eq!(spread(10, &[2, 5]), [3, 7]);
        assert_eq!(spread(-100, &[1, 1, 1]).iter().sum::<i64>(), -100, "a credit note is divided too");
        assert_eq!(spread(7, &[0, 0]), [4, 3], "nothing to go by: in equal parts");
        // 10 × 3/2 = 15, 10 × −1/2 = −5: a return carries its part of a discount back.
        assert_eq!(spread(10, &[3, -1]), [15, -5]);
    }

    proptest! {
        #[test]
        fn the_shares_are_the_amount(amount in -1_000_000_i64..1_000_000, weights in prop::collection::vec(-10_000_i64..100_000, 1..9)) {
            let shares = spread(amount, &weights);
            prop_assert_eq!(shares.iter().sum::<i64>(), amount);
            let sum: i64 = weights.iter().sum();
            if sum != 0 {
                for (share, weight) in shares.iter().zip(&weights) {
                    let off = (i128::from(*share) * i128::from(sum) - i128::from(amount) * i128::from(*weight)).abs();
                    prop_assert!(off < i128::from(sum.abs()), "no share is a whole unit off");
                }
            }
        }
    }
}
