// A stop that follows the best price since the entry.
//
//   long:   level = entry less initial_percent, from the start, where that is not zero;
//           once a price has reached entry plus activation_percent: best price less the distance
//   short:  its mirror
//
// The distance is trail_percent of the best price, or atr_multiple average true ranges, counted
// from the best close, or from the best high (the chandelier of C. Le Beau) of a long and the best
// low of a short. Of several the tightest counts. A distance of zero is off. The level only ever
// moves towards profit (ratchet_stop.hpp); it is hit by a close at it or beyond.
#pragma once

#include "trading/exits/price_distance.hpp"
#include "trading/exits/ratchet_stop.hpp"

#include <optional>

namespace troupe::trading {

struct trailing_settings {
  number initial_percent;
  number activation_percent;
  number trail_percent;
  number atr_multiple;
  number chandelier_multiple;

  friend bool operator==(const trailing_settings&, const trailing_settings&) = default;
};

// What happened since the last look; one price in all three where there is only one.
struct price_action {
  price close;
  price high;
  price low;

  static price_action of(price px) { return {px, px, px}; }
};

class trailing_stop {
public:
  trailing_stop(const trailing_settings& chosen, bool is_long, price entry)
      : chosen_(chosen), is_long_(is_long),
        activation_(moved_by_percent(entry, is_long ? chosen.activation_percent
                                                    : -chosen.activation_percent)),
        active_(chosen.activation_percent.is_zero()), stop_(is_long) {
    if (!chosen.initial_percent.is_zero())
      stop_.tighten(away(entry, chosen.initial_percent));
  }

  // True when it is hit. The average true range, where it is known, serves the multiples of it.
  bool update(const price_action& now, std::optional<price> atr = std::nullopt) {
    const bool is_best = !best_close_ || is_better(now.close, *best_close_);
    if (is_best)
      best_close_ = now.close;
    const auto reach = is_long_ ? now.high : now.low;
    if (!best_reach_ || is_better(reach, *best_reach_))
      best_reach_ = reach;
    const bool activated = !active_ && !is_better(activation_, *best_close_);
    active_ = active_ || activated;
    if (active_ && (is_best || activated) && !chosen_.trail_percent.is_zero())
      stop_.tighten(away(*best_close_, chosen_.trail_percent));
    if (active_ && atr)
      follow(*atr);
    return stop_.is_hit_by(now.close);
  }

  bool is_active() const { return active_; }
  // Empty while nothing has set it.
  std::optional<price> level() const { return stop_.level(); }

private:
  void follow(price atr) {
    if (!chosen_.atr_multiple.is_zero())
      stop_.tighten(behind(*best_close_, times(atr, chosen_.atr_multiple)));
    if (!chosen_.chandelier_multiple.is_zero())
      stop_.tighten(behind(*best_reach_, times(atr, chosen_.chandelier_multiple)));
  }

  bool is_better(price left, price right) const { return is_long_ ? left > right : left < right; }
  price away(price from, number percent) const {
    return moved_by_percent(from, is_long_ ? -percent : percent);
  }
  price behind(price from, price distance) const {
    return is_long_ ? from - distance : from + distance;
  }

  trailing_settings chosen_;
  bool is_long_;
  price activation_;
  bool active_;
  std::optional<price> best_close_; // of those seen
  std::optional<price> best_reach_;
  ratchet_stop stop_;
};

} // namespace troupe::trading
