// How many orders, and how much money in them, in the last minute of market time.
//
// In buckets of a second: an order counts until its second is a whole minute old, so never too
// short, at most a second too long. What comes with an older instant counts as of the latest. O(1)
// amortised; no memory but its own.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/time.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace troupe::trading {

class rate_window {
public:
  void add(time_ns market_ns, money value) {
    advance(market_ns);
    auto& now = at(second_);
    ++now.count;
    now.value += value;
    ++count_;
    value_ += value;
  }

  void advance(time_ns market_ns) {
    const auto second = market_ns / second_ns;
    if (second <= second_)
      return;
    const auto steps = std::min(second - second_, static_cast<std::int64_t>(buckets_.size()));
    for (std::int64_t step = 1; step <= steps; ++step) {
      auto& old = at(second - steps + step);
      count_ -= old.count;
      value_ -= old.value;
      old = {};
    }
    second_ = second;
  }

  std::int64_t count() const { return count_; }
  money value() const { return value_; }

private:
  struct bucket {
    std::int64_t count = 0;
    money value;
  };

  bucket& at(std::int64_t second) {
    return buckets_[static_cast<std::size_t>(second) % buckets_.size()];
  }

  std::array<bucket, 61> buckets_{};
  std::int64_t second_ = 0;
  std::int64_t count_ = 0;
  money value_;
};

} // namespace troupe::trading
