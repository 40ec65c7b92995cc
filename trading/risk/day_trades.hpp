// Day trades of equities: what was bought (or sold short) and closed again in one day of the
// exchange. Closing in parts counts once, until something is added again.
//
// Counted over the present and the last four trading days, as FINRA's Rule 4210 does. Allocates
// when a symbol is first filled.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol_order.hpp"
#include "trading/market/time.hpp"

#include <array>
#include <cstdint>
#include <map>

namespace troupe::trading {

class day_trades {
public:
  // Days of count(), the present one first.
  static constexpr std::size_t days = 5;

  // A fill took the position from so much to so much.
  void change(const symbol& name, quantity before, quantity after, time_ns now);
  void advance(time_ns now);
  std::int64_t count() const;

private:
  struct opening {
    time_ns day_ns = -1;
    bool counted = false;
  };

  time_ns day_ns_ = 0;          // the trading day that counts
  time_ns traded_until_ns_ = 0; // its end
  time_ns ends_ns_ = 0;         // of the calendar's day, trading or not
  std::array<std::int64_t, days> counts_{};
  std::map<symbol, opening, symbol_order> opened_;
};

} // namespace troupe::trading
