// How much may be risked. Every figure is a bound of one rule (see rules.hpp), but for the sizing.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"

#include <cstdint>

namespace troupe::trading {

struct risk_limits {
  money order_notional_max = money::of(25'000);
  money position_notional_max = money::of(50'000);
  std::int64_t open_positions_max = 10;
  money daily_loss_max = money::of(5'000);
  time_ns data_age_max_ns = 15 * minute_ns;
  std::int64_t entry_fraction_bps = 1'000; // of the equity, for one entry; 1/100 of a percent
  bool allow_short = false;                // of equities; crypto is never sold short

  friend bool operator==(const risk_limits&, const risk_limits&) = default;
};

// What an order of this asset is a multiple of: a share, or a millionth of a coin.
quantity order_increment(const symbol& name);
// The least that an order may be worth.
money order_minimum(const symbol& name);

} // namespace troupe::trading
