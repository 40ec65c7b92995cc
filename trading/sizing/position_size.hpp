// How much to buy, or to sell short: pure functions from an account's figures to a quantity that
// can be ordered.
//
// Each gives the quantity that its rule wants, held down to the share of the equity that one
// position may have and to the cash there is, and rounded down to the asset's increment. So what is
// ordered never costs more than the cash, whatever the rounding. A quantity that is worth less than
// the least order is refused, not raised.
//
// Errors, all of them with the figures: `invalid_size_request` (a price or increment that is not
// above zero, a figure below zero, a stop at the entry), `below_minimum_notional`, `size_is_zero`.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/result.hpp"

namespace troupe::trading {

struct size_request {
  price entry; // what a unit is expected to cost, fees and slippage included
  money equity;
  money cash;                           // what may be spent
  number max_percent = number::of(100); // of the equity, in one position
  quantity increment = quantity{1};
  money minimum_notional;
};

// So many units.
result<quantity> size_by_quantity(const size_request& request, quantity wanted);

// So much money's worth.
result<quantity> size_by_notional(const size_request& request, money wanted);

// This share of the equity.
result<quantity> size_by_equity(const size_request& request, number percent);

// As much as loses this share of the equity between the entry and the stop, on either side of it.
result<quantity> size_by_risk(const size_request& request, number risk_percent, price stop);

// The same with the stop at so many average true ranges from the entry.
result<quantity> size_by_atr(const size_request& request, number risk_percent, price atr,
                             number atr_multiple);

} // namespace troupe::trading
