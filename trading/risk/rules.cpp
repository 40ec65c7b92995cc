#include "trading/risk/rules.hpp"

#include <array>

namespace troupe::trading {

std::span<const risk_rule> entry_rules() {
  static constexpr std::array<risk_rule, 13> rules{
      trading_enabled,        not_halted,     data_age,          symbol_unknown_orders,
      symbol_reconciled,      duplicate_intent, order_minimum_notional, order_notional,
      position_notional,      open_positions, daily_loss,        buying_power,
      short_permission};
  return rules;
}

std::span<const risk_rule> exit_rules() {
  static constexpr std::array<risk_rule, 2> rules{position_held, no_open_exit};
  return rules;
}

std::span<const risk_rule> manual_exit_rules() {
  static constexpr std::array<risk_rule, 1> rules{position_held};
  return rules;
}

} // namespace troupe::trading
