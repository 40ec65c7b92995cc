// The volume-weighted average price (VWAP) of a trading session: what was paid for a unit so far.
//
//   vwap = sum of price * volume / sum of volume, since the session began
//
// The price of a candle is (high + low + close) / 3, or its close. A session is a day as
// trading/market/market_day.hpp has it: New York's regular hours for equities, a UTC day for
// crypto. An equity's candles outside regular hours have no VWAP and do not count. Defined from the
// session's first traded volume on.
#pragma once

#include "trading/indicators/candle_figures.hpp"
#include "trading/market/market_day.hpp"

#include <cstdint>
#include <limits>
#include <optional>

namespace troupe::trading {

enum class vwap_price : std::uint8_t { typical, close };

class session_vwap {
public:
  explicit session_vwap(asset_class kind, vwap_price source = vwap_price::typical)
      : days_(kind), of_closes_(source == vwap_price::close) {}

  // Empty outside sessions, and while nothing was traded.
  std::optional<double> update(const candle_figures& candle) {
    const auto& day = days_.at(candle.start_ns);
    if (day.begins_ns != day_begins_ns_) {
      day_begins_ns_ = day.begins_ns;
      value_ = 0;
      volume_ = 0;
    }
    if (!day.in_session(candle.start_ns))
      return std::nullopt;
    value_ += (of_closes_ ? candle.close : candle.typical()) * candle.volume;
    volume_ += candle.volume;
    return volume_ > 0.0 ? std::optional(value_ / volume_) : std::nullopt;
  }

private:
  market_days days_;
  bool of_closes_;
  time_ns day_begins_ns_ = std::numeric_limits<time_ns>::min();
  double value_ = 0;
  double volume_ = 0;
};

} // namespace troupe::trading
