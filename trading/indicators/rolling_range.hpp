// The lowest and the highest of the last `length` values.
//
// Two queues hold the values that can still become the lowest and the highest; each value enters
// and leaves each queue once, so an update costs O(1) amortised. At most `length` values are held
// in each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace troupe::trading {

class rolling_range {
public:
  struct extremes {
    double lowest;
    double highest;
  };

  // Throws std::invalid_argument when length is zero.
  explicit rolling_range(std::size_t length);

  // Empty until `length` values are known.
  std::optional<extremes> update(double value);

private:
  struct entry {
    std::uint64_t index;
    double value;
  };

  std::uint64_t length_;
  std::uint64_t count_ = 0;
  std::deque<entry> rising_;  // its front is the lowest
  std::deque<entry> falling_; // its front is the highest
};

} // namespace troupe::trading
