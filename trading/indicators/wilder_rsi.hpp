// The relative strength index (RSI) with Wilder's smoothing, in 0..100.
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib agrees.
//
//   gain = max(x[t] - x[t-1], 0);   loss = max(x[t-1] - x[t], 0)
//   average[t] = ((length - 1) * average[t-1] + now) / length, of gains and of losses
//   rsi = 100 - 100 / (1 + average gain / average loss) = 100 * gains / (gains + losses)
//
// The first averages are the plain means of the first `length` changes. As only their ratio counts,
// sums are kept instead: sum[t] = sum[t-1] * (length - 1) / length + now. With rsi_weighting::
// decayed the sums decay from the first change on, which is what pandas computes
// (`ewm(com=length-1, adjust=True)`); the two converge.
//
// Warm-up: the first value comes with input length + 1. Without any loss the RSI is 100.
#pragma once

#include "trading/indicators/window_length.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace troupe::trading {

enum class rsi_weighting : std::uint8_t { wilder, decayed };

class wilder_rsi {
public:
  // Throws std::invalid_argument when length is zero.
  explicit wilder_rsi(std::size_t length, rsi_weighting weighting = rsi_weighting::wilder)
      : length_(window_length(length)),
        kept_((static_cast<double>(length) - 1.0) / static_cast<double>(length)),
        kept_while_warming_up_(weighting == rsi_weighting::wilder ? 1.0 : kept_),
        missing_(length + 1) {}

  // Empty while warming up.
  std::optional<double> update(double value) {
    return fold(value) ? std::optional(strength_) : std::nullopt;
  }
  // The same in two steps, for what is built upon it: whether there is a value now, and which.
  bool fold(double value) {
    const double change = value - last_;
    last_ = value;
    const double gain = change > 0.0 ? change : 0.0;
    const double loss = change < 0.0 ? -change : 0.0;
    if (missing_ > 0)
      return warm_up_with(gain, loss);
    gains_ = gains_ * kept_ + gain;
    losses_ = losses_ * kept_ + loss;
    strength_ = strength();
    return true;
  }
  double value() const { return strength_; }

  // How many inputs the first value takes.
  std::size_t warm_up() const { return length_ + 1; }

private:
  double strength() const { return losses_ == 0.0 ? 100.0 : 100.0 * (gains_ / (gains_ + losses_)); }

  bool warm_up_with(double gain, double loss) {
    const bool first = missing_ == warm_up();
    --missing_;
    if (first) // it has nothing before it
      return false;
    gains_ = gains_ * kept_while_warming_up_ + gain;
    losses_ = losses_ * kept_while_warming_up_ + loss;
    strength_ = strength();
    return missing_ == 0;
  }

  std::size_t length_;
  double kept_; // of the sums, from one value to the next
  double kept_while_warming_up_;
  std::size_t missing_; // inputs until the first value
  double last_ = 0;
  double gains_ = 0;
  double losses_ = 0;
  double strength_ = 0;
};

} // namespace troupe::trading
