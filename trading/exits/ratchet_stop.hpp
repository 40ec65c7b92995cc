// A stop level that moves towards profit only: up for a long position, down for a short one.
//
// It is hit by a price at the level or beyond it.
#pragma once

#include "trading/market/fixed_point.hpp"

#include <algorithm>
#include <optional>

namespace troupe::trading {

class ratchet_stop {
public:
  explicit ratchet_stop(bool is_long = true) : is_long_(is_long) {}

  // Takes a candidate; one that would give way is passed over.
  void tighten(price candidate) {
    if (!level_)
      level_ = candidate;
    else
      level_ = is_long_ ? std::max(*level_, candidate) : std::min(*level_, candidate);
  }

  bool is_hit_by(price px) const { return level_ && (is_long_ ? px <= *level_ : px >= *level_); }
  // Empty until the first candidate.
  std::optional<price> level() const { return level_; }

private:
  bool is_long_;
  std::optional<price> level_;
};

} // namespace troupe::trading
