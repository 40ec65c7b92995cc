// The lowest and the highest of the last `length` values.
//
// Extremes are taken in blocks of `length`: a window is a tail of the block before, whose extremes
// are known, and the head of this one (M. van Herk 1992, J. Gil and M. Werman 1993). So an update
// costs O(1) amortised, three comparisons each way, whatever the values.
#pragma once

#include "trading/indicators/window_length.hpp"

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace troupe::trading {

class rolling_range {
public:
  struct extremes {
    double lowest;
    double highest;
  };

  // Throws std::invalid_argument when length is zero.
  explicit rolling_range(std::size_t length)
      : length_(window_length(length)), tails_(length + 1, none()) {}

  // Empty until `length` values are known.
  std::optional<extremes> update(double value) { return update(value, value); }
  // The same of spans: the lowest of their lows and the highest of their highs.
  std::optional<extremes> update(double low, double high) {
    head_ = joined(head_, {low, high});
    const auto range = joined(head_, tails_[position_ + 1]);
    tails_[position_] = {low, high};
    if (++position_ == length_)
      finish_block();
    if (!full_)
      return std::nullopt;
    return range;
  }

  // How many inputs the first range takes.
  std::size_t warm_up() const { return length_; }

private:
  static constexpr extremes none() {
    constexpr double far = std::numeric_limits<double>::infinity();
    return {far, -far};
  }
  static extremes joined(const extremes& left, const extremes& right) {
    return {left.lowest < right.lowest ? left.lowest : right.lowest,
            left.highest > right.highest ? left.highest : right.highest};
  }

  void finish_block() {
    for (std::size_t index = length_; index-- > 0;)
      tails_[index] = joined(tails_[index], tails_[index + 1]);
    position_ = 0;
    head_ = none();
    full_ = true;
  }

  std::size_t length_;
  std::size_t position_ = 0; // within the block
  extremes head_ = none();   // of this block so far
  bool full_ = false;
  // Before position_ this block's spans; from it on the extremes of the block before to its end.
  std::vector<extremes> tails_;
};

} // namespace troupe::trading
