// The parameters by which a strategy says how much an entry buys, and how it tells risk: as inputs
// of the decision, under the parameters' names (trading/risk/entry_size.hpp reads them). All zero:
// risk sizes by risk.equity_fraction_bps.
#pragma once

#include "trading/exits/exit_plan.hpp"
#include "trading/strategies/parameters.hpp"
#include "trading/term.hpp"

#include <array>
#include <optional>

namespace troupe::trading {

inline constexpr std::array<parameter_definition, 9> entry_size_parameters{{
    {"size_quantity", parameter_kind::decimal, number::of(0), number::of(0), number::of(1'000'000),
     "shares or coins", "what an entry buys; all sizes 0: risk.equity_fraction_bps of the equity"},
    {"size_notional", parameter_kind::decimal, number::of(0), number::of(0),
     number::of(1'000'000'000), "USD", "what an entry is worth; 0 turns it off"},
    {"size_equity_percent", parameter_kind::decimal, number::of(0), number::of(0),
     number::of(100), "percent", "share of the equity that an entry is worth; 0 turns it off"},
    {"size_risk_percent", parameter_kind::decimal, number::of(0), number::of(0), number::of(100),
     "percent", "share of the equity that an entry loses at its stop; 0 turns it off"},
    {"size_atr_risk_percent", parameter_kind::decimal, number::of(0), number::of(0),
     number::of(100), "percent",
     "share of the equity that an entry loses size_atr average true ranges away; 0 turns it off"},
    {"size_volatility_percent", parameter_kind::decimal, number::of(0), number::of(0),
     number::of(1000), "percent",
     "volatility of a year that the account is to have: a tenth of the equity at that volatility, "
     "less where the symbol moves more, or the stop is far; 0 turns it off"},
    {"size_parity_percent", parameter_kind::decimal, number::of(0), number::of(0),
     number::of(1000), "percent",
     "the same whatever the stop: every symbol brings the same volatility; 0 turns it off"},
    {"size_kelly_percent", parameter_kind::decimal, number::of(0), number::of(0),
     number::of(100), "percent",
     "share of Kelly's fraction, by the strategy's last closed trades, ten at least; 0: off"},
    {"size_atr", parameter_kind::decimal, number::of(2), number{100'000'000}, number::of(100),
     "average true ranges", "the distance that size_atr_risk_percent counts with"},
}};

// At most one of the eight is above zero.
struct entry_size {
  term name; // of the parameter; empty: none is
  number amount;
  number atr_multiple;

  bool needs_stop() const { return name == "size_risk_percent"; }
  bool needs_range() const { return name == "size_atr_risk_percent"; }
};

// Error: `parameter_out_of_range`, where two sizes are given, or one by a stop that is off.
result<entry_size> entry_size_of(const parameter_values& values, const exit_settings& exits);

} // namespace troupe::trading
