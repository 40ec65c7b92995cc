// A strategy as it is to run: with which parameters, on which symbols, and whether it may enter.
#pragma once

#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/universe.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::trading {

struct strategy_choice {
  std::string name;
  parameter_values parameters{}; // what differs from the defaults
  bool enabled = true;           // off: it enters nothing, and still leaves what it holds
  universe symbols{};            // of those that are traded

  friend bool operator==(const strategy_choice&, const strategy_choice&) = default;
};

// The choice with changes as a command carries them, without the strategy's name: parameters by
// their names, `enabled` (true or false) and `universe` (with commas). All or none.
// Errors: `unknown_parameter`, `parameter_out_of_range`, `invalid_decimal`, and universe::parse's.
result<strategy_choice> with_changes(strategy_choice current, std::string_view changes,
                                     const watchlist_table& lists);

// command.changes: "stochrsi_ema rsi_length=21 enabled=false".
struct strategy_change {
  std::string_view strategy;
  std::string_view changes;
};
strategy_change split_strategy_change(std::string_view text);

} // namespace troupe::trading
