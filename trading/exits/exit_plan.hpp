// When to leave a position, by price and by time: a pure state machine that candles or single
// prices go into. It serves strategies at a candle's close as it serves a watcher at every quote.
//
//   stop           a loss of stop_percent on the average price, or of stop_atr_multiple average
//                  true ranges, as they were at the entry, whichever is nearer
//   target         a gain of target_percent on the average price
//   trailing_stop  the best close, or high or low, has been given up by a distance
//   (trailing_stop.hpp) break_even     the gain of break_even_percent, once made, is gone again
//   time_limit     the position has been held for time_limit_ns
//
// An exit whose figure is zero is off. Exits fire by a close at their level or beyond it. They are
// told in the order above; the first of them is the reason.
//
// A position begins with the first look at which it is held, or changes sides; what is forgotten
// with it is all that was learnt from prices. When the average price of the same position moves,
// stop and target move with it.
#pragma once

#include "trading/exits/break_even_stop.hpp"
#include "trading/exits/trailing_stop.hpp"
#include "trading/market/time.hpp"

#include <cstdint>
#include <optional>

namespace troupe::trading {

struct exit_settings {
  number stop_percent;
  number stop_atr_multiple;
  number target_percent;
  trailing_settings trailing;
  number break_even_percent;
  time_ns time_limit_ns = 0;

  bool are_off() const { return *this == exit_settings{}; }
  friend bool operator==(const exit_settings&, const exit_settings&) = default;
};

enum class exit_reason : std::uint8_t { none, stop, target, trailing_stop, break_even, time_limit };

class exit_plan {
public:
  // One look at the market and at what is held then.
  struct look {
    time_ns market_ns = 0;
    price_action prices;
    bool is_long = true;
    price average_price;
    std::optional<price> atr = std::nullopt; // where it is known
  };

  explicit exit_plan(const exit_settings& chosen) : chosen_(chosen) {}

  // Nothing is held.
  void flat(time_ns market_ns) {
    held_.reset();
    last_flat_ns_ = market_ns;
  }
  // Something is held: the reason to leave it, if there is one.
  exit_reason update(const look& now);

  // Another stop and target, in percent, for the position that is begun next; zero turns one off.
  void set_bracket(number stop_percent, number target_percent) {
    chosen_.stop_percent = stop_percent;
    chosen_.target_percent = target_percent;
  }

  // Where the stop of an entry at this price would be; empty where it is off, or counts in a range
  // that is not known.
  std::optional<price> stop_at(price entry, bool is_long, std::optional<price> atr) const;
  std::optional<price> target_at(price entry, bool is_long) const;

  // The levels of the last update; empty where the exit is off, or not set yet.
  std::optional<price> stop() const;
  std::optional<price> target() const;
  std::optional<price> trailing() const { return held_ ? held_->trailing.level() : std::nullopt; }
  std::optional<price> break_even() const {
    return held_ ? held_->break_even.level() : std::nullopt;
  }
  // How long the position has been held, at the last update.
  time_ns held_ns() const { return held_ ? held_->last_ns - held_->since_ns : 0; }
  const exit_settings& settings() const { return chosen_; }

private:
  struct held_position {
    bool is_long;
    price average_price;
    time_ns since_ns;
    time_ns last_ns;
    trailing_stop trailing;
    break_even_stop break_even;
    std::optional<price> stop_distance; // in average true ranges, fixed when they are first known
    std::optional<price> stop;
    std::optional<price> target;
  };

  void begin(const look& now);
  void set_levels(const look& now);
  std::optional<price> stop_with(price entry, bool is_long, std::optional<price> distance) const;

  exit_settings chosen_;
  std::optional<held_position> held_;
  std::optional<time_ns> last_flat_ns_;
};

} // namespace troupe::trading
