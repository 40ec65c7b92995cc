// The exponential moving average (EMA), as TA-Lib and TradingView define it.
//
//   alpha = 2 / (length + 1);   ema[t] = ema[t-1] + alpha * (x[t] - ema[t-1])
//
// Seeded with the simple average of the first `length` values; the first value, which is that seed,
// comes with the length-th input. Or, as pandas computes it (`ewm(span=length, adjust=False)`),
// seeded with the first value and defined from it on; the two converge.
#pragma once

#include "trading/indicators/window_length.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace troupe::trading {

enum class average_seed : std::uint8_t { simple_average, first_value };

class exponential_moving_average {
public:
  // Throws std::invalid_argument when length is zero.
  explicit exponential_moving_average(std::size_t length,
                                      average_seed seed = average_seed::simple_average)
      : seed_length_(window_length(seed == average_seed::first_value && length > 0 ? 1 : length)),
        alpha_(2.0 / (static_cast<double>(length) + 1.0)), missing_(seed_length_) {}

  // Empty while warming up.
  std::optional<double> update(double value) {
    return fold(value) ? std::optional(average_) : std::nullopt;
  }
  // The same in two steps, for what is built upon it: whether there is a value now, and which.
  bool fold(double value) {
    if (missing_ == 0) [[likely]] {
      average_ += alpha_ * (value - average_);
      return true;
    }
    average_ += value;
    if (--missing_ > 0)
      return false;
    average_ /= static_cast<double>(seed_length_);
    return true;
  }
  double value() const { return average_; }

  // How many inputs the first value takes.
  std::size_t warm_up() const { return seed_length_; }

private:
  std::size_t seed_length_;
  double alpha_;
  std::size_t missing_; // inputs until the first value
  double average_ = 0;  // a sum until then
};

} // namespace troupe::trading
