// What the averages that forget by a factor have in common (exponential_moving_average.hpp,
// wilder_average.hpp): they differ in the factor and in how they begin.
//
//   average[t] = average[t-1] + alpha * (x[t] - average[t-1])
//
// Seeded with the simple average of the first `seed_length` values; that seed is the first value.
// Whichever of them something is built upon, it costs the same.
#pragma once

#include "trading/indicators/window_length.hpp"

#include <cstddef>
#include <optional>

namespace troupe::trading {

class smoothed_average {
public:
  // Throws std::invalid_argument when seed_length is zero.
  smoothed_average(std::size_t seed_length, double alpha)
      : seed_length_(window_length(seed_length)), alpha_(alpha), missing_(seed_length) {}

  // Empty while warming up.
  std::optional<double> update(double value) {
    return fold(value) ? std::optional(average_) : std::nullopt;
  }
  // The same in two steps, for what is built upon it: whether there is a value now, and which.
  bool fold(double value) {
    if (has_value()) [[likely]] {
      follow(value);
      return true;
    }
    average_ += value;
    if (--missing_ > 0)
      return false;
    average_ /= static_cast<double>(seed_length_);
    return true;
  }
  // fold() for callers that know that there is a value already.
  void follow(double value) { average_ += alpha_ * (value - average_); }
  bool has_value() const { return missing_ == 0; }
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
