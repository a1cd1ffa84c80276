//! How likely it is that of independent events at least so many happen.

/// P(X ≥ `least`) where X counts which of independent events with these
/// probabilities happen (the Poisson binomial distribution), by adding one
/// event after another. Only sums and products of what isn't negative, so that
/// tails of 1e-30 are as precise as the middle.
pub(super) fn at_least(probabilities: &[f64], least: usize) -> f64 {
    // `exactly[k]` is the probability of k so far; the last one takes in all
    // that is more.
    let mut exactly = vec![0.0; least + 1];
    exactly[0] = 1.0;
    for chance in probabilities {
        for k in (1..=least).rev() {
            let stays = if k == least { exactly[k] } else { exactly[k] * (1.0 - chance) };
            exactly[k] = exactly[k - 1].mul_add(*chance, stays);
        }
        if least > 0 {
            exactly[0] *= 1.0 - chance;
        }
    }
    exactly[least].min(1.0)
}
