// The steps and the least and greatest sizes that Alpaca trades in: each figure in one place.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"

#include <cstddef>

namespace troupe::trading {

inline constexpr std::size_t client_order_id_max = 128; // characters
inline constexpr money least_notional = money::of(1);
inline constexpr money crypto_cost_max = money::of(200'000); // of one order
inline constexpr number least_trail_percent{100'000'000};    // 0.1
inline constexpr price least_stop_distance{10'000'000};      // 0.01, of a stop from its base

// The least that a buy may cost: 10 in crypto, 1 in a fraction of a share.
money least_cost(asset_class of);

// 0.01 from a price of 1 upwards, 0.0001 below. Source: SEC Rule 612. A crypto pair has its own,
// see asset_terms.
price stock_price_increment(price px);

// Whether px * qty is below, or above, an amount; exact, and it never overflows. Neither is
// negative.
bool costs_less(price px, quantity qty, money than);
bool costs_more(price px, quantity qty, money than);

} // namespace troupe::trading
