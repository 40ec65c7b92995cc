// The parameters by which a strategy gets its share of the account's capital, beside others that
// trade it too. The strategy itself knows nothing of them: risk reads them
// (trading/risk/strategy_books.hpp), and a change makes no new machine.
#pragma once

#include "trading/strategies/parameters.hpp"
#include "trading/strategies/strategy_choice.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace troupe::trading {

struct strategy_share {
  number budget_percent = number::of(100); // of the equity
  std::int64_t priority = 0;
  std::int64_t positions_max = 0; // 0: any
  std::int64_t entries_max = 0;   // 0: any

  friend bool operator==(const strategy_share&, const strategy_share&) = default;
};

constexpr std::array<parameter_definition, 4> share_parameters(const strategy_share& initial = {}) {
  using kind = parameter_kind;
  constexpr auto none = number::of(0);
  return {{
      {"budget_percent", kind::decimal, initial.budget_percent, none, number::of(100), "percent",
       "share of the equity that its positions and entries under way may be worth"},
      {"priority", kind::whole, number::of(initial.priority), number::of(-1000), number::of(1000),
       "", "of the entries of one instant, those of a higher priority are judged first"},
      {"positions_max", kind::whole, number::of(initial.positions_max), none, number::of(1000), "",
       "most symbols that it holds or enters at once; 0: any"},
      {"entries_max", kind::whole, number::of(initial.entries_max), none, number::of(1000), "",
       "most entries at one market instant, the surest first; 0: any"},
  }};
}

inline bool is_share_parameter(std::string_view name) {
  for (const auto& each : share_parameters())
    if (each.name == name)
      return true;
  return false;
}

// What the choice says, or else the strategy's defaults; everything where it takes no share.
strategy_share share_of(const strategy_choice& chosen);

// Whether both choices make the same machine.
bool same_machine(const strategy_choice& left, const strategy_choice& right);

} // namespace troupe::trading
