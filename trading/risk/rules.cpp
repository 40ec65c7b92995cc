#include "trading/risk/rules.hpp"

#include <array>
#include <cstddef>

namespace troupe::trading {

std::span<const risk_rule> entry_rules() {
  static constexpr std::array<risk_rule, 40> rules{
      trading_enabled,     not_halted,          data_age,
      symbol_unknown_orders, symbol_reconciled, duplicate_intent,
      order_minimum_notional, order_notional,   position_notional,
      open_positions,      daily_loss,          buying_power,
      short_permission,    account_known,       approvals_waiting,
      order_quantity,      gross_exposure,      net_exposure,
      symbol_concentration, sector_concentration, correlation,
      daily_realised_loss, drawdown_limit,      order_rate,
      turnover_rate,       day_trade_count,     quote_age,
      price_collar,        self_trade,          protection,
      account_fresh,       strategy_budget,     strategy_positions,
      strategy_entries,    strategy_active,     symbol_strategies,
      opposite_signal,     same_direction,      value_at_risk,
      conditional_value_at_risk};
  return rules;
}

std::span<const risk_rule> exit_rules() {
  static constexpr std::array<risk_rule, 4> rules{position_held, no_open_exit, approvals_bounded,
                                                  own_position};
  return rules;
}

std::span<const risk_rule> manual_exit_rules() {
  static constexpr std::array<risk_rule, 2> rules{position_held, approvals_bounded};
  return rules;
}

std::span<const risk_rule> bracket_exit_rules() {
  static constexpr std::array<risk_rule, 1> rules{approvals_bounded};
  return rules;
}

std::string_view to_text(risk_state state) {
  static constexpr std::array<std::string_view, 3> words{"active", "reducing", "halted"};
  return words.at(static_cast<std::size_t>(state));
}

} // namespace troupe::trading
