// A stop at the entry price, put there once the position has gained enough.
//
// Off where gain_percent is zero. Once set it stays.
#pragma once

#include "trading/exits/price_distance.hpp"
#include "trading/exits/ratchet_stop.hpp"

#include <optional>

namespace troupe::trading {

class break_even_stop {
public:
  break_even_stop(number gain_percent, bool is_long, price entry)
      : off_(gain_percent.is_zero()), is_long_(is_long), entry_(entry),
        trigger_(moved_by_percent(entry, is_long ? gain_percent : -gain_percent)), stop_(is_long) {}

  // True when it is hit.
  bool update(price px) {
    if (!off_ && (is_long_ ? px >= trigger_ : px <= trigger_))
      stop_.tighten(entry_);
    return stop_.is_hit_by(px);
  }

  // Empty until it is set.
  std::optional<price> level() const { return stop_.level(); }

private:
  bool off_;
  bool is_long_;
  price entry_;
  price trigger_;
  ratchet_stop stop_;
};

} // namespace troupe::trading
