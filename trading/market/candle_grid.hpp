// Where the candles of one length lie in time.
//
// Crypto: on multiples of the length from midnight UTC. Equities: a market day (market_day.hpp) has
// three stretches, before, in and after the session, and candles are counted from the start of
// each; the last one of a stretch is cut off where it ends. So the hours of a session are 09:30 to
// 10:30 and so on, and the last one of a whole day takes half an hour. A candle of a day is the
// session alone, and nothing outside belongs to one.
#pragma once

#include "trading/market/market_day.hpp"

#include <optional>

namespace troupe::trading {

struct candle_span {
  time_ns start_ns = 0; // inclusive
  time_ns end_ns = 0;   // exclusive

  bool holds(time_ns at) const { return at >= start_ns && at < end_ns; }
  friend bool operator==(const candle_span&, const candle_span&) = default;
};

class candle_grid {
public:
  // Throws std::invalid_argument unless length_ns is a positive divisor of a day.
  candle_grid(time_ns length_ns, asset_class kind);

  // The span that an instant belongs to; empty where it belongs to none. Quick where instants
  // belong to the same span as the last one.
  std::optional<candle_span> at(time_ns when);

  time_ns length_ns() const { return length_ns_; }

private:
  std::optional<candle_span> find(time_ns when);

  time_ns length_ns_;
  asset_class kind_;
  market_days days_;
  candle_span last_;
};

} // namespace troupe::trading
