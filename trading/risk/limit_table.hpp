// Every limit that can be configured, once: the configuration's schema, PATCH /api/risk/limits and
// the documentation read it here.
#pragma once

#include "trading/result.hpp"
#include "trading/risk/limits.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::trading {

struct limit_row {
  std::string_view key; // "risk." and the name
  // Exactly one of both.
  money risk_limits::*amount = nullptr;
  std::int64_t risk_limits::*count = nullptr;
  std::string_view unit;
  std::string_view meaning;
  std::int64_t least = 0; // whole units
  std::int64_t most = 0;
  std::array<std::string_view, 3> presets; // by risk_preset

  std::string_view name() const { return key.substr(std::string_view("risk.").size()); }
};

namespace limit_bounds {
inline constexpr std::int64_t money = 1'000'000'000;
inline constexpr std::int64_t bps = 10'000;
inline constexpr std::int64_t count = 10'000;
inline constexpr std::int64_t units = 1'000'000'000;
inline constexpr std::int64_t day_s = 86'400;
inline constexpr std::int64_t day_ms = 86'400'000;
} // namespace limit_bounds

inline constexpr std::array<limit_row, 32> limit_table{{
    {"risk.order_notional_max", &risk_limits::order_notional_max, nullptr, "USD",
     "Largest value of one order", 0, limit_bounds::money, {"5000", "25000", "100000"}},
    {"risk.order_quantity_max", nullptr, &risk_limits::order_quantity_max, "",
     "Most shares or coins of one order", 0, limit_bounds::units,
     {"100000", "10000000", "100000000"}},
    {"risk.position_notional_max", &risk_limits::position_notional_max, nullptr, "USD",
     "Largest value of the position in one symbol", 0, limit_bounds::money,
     {"10000", "50000", "250000"}},
    {"risk.open_positions_max", nullptr, &risk_limits::open_positions_max, "",
     "Most symbols held at once", 0, limit_bounds::count, {"5", "10", "25"}},
    {"risk.gross_exposure_max", &risk_limits::gross_exposure_max, nullptr, "USD",
     "Largest value of all positions, long and short added, of all strategies", 0,
     limit_bounds::money, {"50000", "500000", "2500000"}},
    {"risk.net_exposure_max", &risk_limits::net_exposure_max, nullptr, "USD",
     "Largest value of all positions, long less short, either way round", 0, limit_bounds::money,
     {"50000", "500000", "2500000"}},
    {"risk.symbol_concentration_max_bps", nullptr, &risk_limits::symbol_concentration_max_bps,
     "bps", "Largest share of the equity in one symbol", 0, limit_bounds::bps,
     {"2000", "5000", "10000"}},
    {"risk.sector_concentration_max_bps", nullptr, &risk_limits::sector_concentration_max_bps,
     "bps", "Largest share of the equity in one sector; counts once risk.sectors is set", 0,
     limit_bounds::bps, {"3000", "10000", "10000"}},
    {"risk.correlation_max_bps", nullptr, &risk_limits::correlation_max_bps, "bps",
     "Largest correlation of returns with a position held the same way; 0: any", 0,
     limit_bounds::bps, {"8000", "0", "0"}},
    {"risk.correlation_samples_min", nullptr, &risk_limits::correlation_samples_min, "",
     "Returns in common from which on a correlation is defined", 2, 120, {"60", "60", "60"}},
    {"risk.daily_loss_max", &risk_limits::daily_loss_max, nullptr, "USD",
     "Loss since the exchange's day began, taken or not, from which on no new risk is taken", 0,
     limit_bounds::money, {"1000", "5000", "25000"}},
    {"risk.daily_realised_loss_max", &risk_limits::daily_realised_loss_max, nullptr, "USD",
     "Loss taken since the exchange's day began from which on no new risk is taken", 0,
     limit_bounds::money, {"1000", "5000", "25000"}},
    {"risk.drawdown_warning_bps", nullptr, &risk_limits::drawdown_warning_bps, "bps",
     "Fall of the equity from its highest that is warned of; 0: never", 0, limit_bounds::bps,
     {"500", "1000", "2000"}},
    {"risk.drawdown_reducing_bps", nullptr, &risk_limits::drawdown_reducing_bps, "bps",
     "Fall of the equity from which on orders may only reduce; 0: never", 0, limit_bounds::bps,
     {"800", "1500", "3000"}},
    {"risk.drawdown_halted_bps", nullptr, &risk_limits::drawdown_halted_bps, "bps",
     "Fall of the equity that halts until an operator resumes; 0: never", 0, limit_bounds::bps,
     {"1200", "2500", "5000"}},
    {"risk.data_age_max_s", nullptr, &risk_limits::data_age_max_s, "s",
     "Oldest market data, in market time, that an order may rest on", 1, limit_bounds::day_s,
     {"120", "900", "900"}},
    {"risk.quote_age_max_ms", nullptr, &risk_limits::quote_age_max_ms, "ms",
     "Oldest quote, in market time, that an order may rest on; 0: the last price will do, as it "
     "does where a simulated venue never quotes a symbol",
     0, limit_bounds::day_ms, {"60000", "120000", "900000"}},
    {"risk.price_collar_bps", nullptr, &risk_limits::price_collar_bps, "bps",
     "How far beyond the best bid or offer an order may be priced; 0: any", 0, limit_bounds::bps,
     {"100", "500", "0"}},
    {"risk.duplicate_window_ms", nullptr, &risk_limits::duplicate_window_ms, "ms",
     "Market time in which a strategy asks for one side of a symbol once", 0, limit_bounds::day_ms,
     {"60000", "1000", "0"}},
    {"risk.order_rate_max", nullptr, &risk_limits::order_rate_max, "/min",
     "Most orders in a minute of market time", 0, limit_bounds::count, {"30", "300", "3000"}},
    {"risk.turnover_rate_max", &risk_limits::turnover_rate_max, nullptr, "USD/min",
     "Largest value of all orders in a minute of market time", 0, limit_bounds::money,
     {"50000", "2500000", "25000000"}},
    {"risk.day_trades_max", nullptr, &risk_limits::day_trades_max, "",
     "Day trades of equities in five trading days from which on no equity is entered; 0: any", 0,
     limit_bounds::count, {"0", "0", "0"}},
    {"risk.protection_within_ms", nullptr, &risk_limits::protection_within_ms, "ms",
     "Market time in which a strategy's position must have its stop order at the venue, or orders "
     "may only reduce; 0: none is required",
     0, limit_bounds::day_ms, {"0", "0", "0"}},
    {"risk.symbol_strategies_max", nullptr, &risk_limits::symbol_strategies_max, "",
     "Most strategies that hold, or have ordered, one symbol at once; 0: any", 0,
     limit_bounds::count, {"0", "0", "0"}},
    {"risk.opposite_window_ms", nullptr, &risk_limits::opposite_window_ms, "ms",
     "Market time for which an entry against one of another strategy on its symbol is refused; 1: "
     "of the same instant; 0: none",
     0, limit_bounds::day_ms, {"0", "0", "0"}},
    {"risk.same_direction_window_ms", nullptr, &risk_limits::same_direction_window_ms, "ms",
     "Market time for which an entry the same way as one of another strategy on its symbol is "
     "refused; 1: of the same instant; 0: none",
     0, limit_bounds::day_ms, {"0", "0", "0"}},
    {"risk.switch_trades_min", nullptr, &risk_limits::switch_trades_min, "",
     "Closed trades from which on a strategy is measured, and of those only the best may enter; "
     "0: all may",
     0, limit_bounds::count, {"0", "0", "0"}},
    {"risk.switch_lead_bps", nullptr, &risk_limits::switch_lead_bps, "bps",
     "How much better than the active strategy another must do to take over", 0,
     limit_bounds::bps, {"1000", "1000", "1000"}},
    {"risk.var_max_bps", nullptr, &risk_limits::var_max_bps, "bps",
     "Largest value at risk (historical, 95 %) as a share of the equity; 0: any", 0,
     limit_bounds::bps, {"0", "0", "0"}},
    {"risk.cvar_max_bps", nullptr, &risk_limits::cvar_max_bps, "bps",
     "Largest conditional value at risk (historical, 95 %) as a share of the equity; 0: any", 0,
     limit_bounds::bps, {"0", "0", "0"}},
    {"risk.var_horizon_min", nullptr, &risk_limits::var_horizon_min, "min",
     "The time that values at risk are told for", 1, 525'600, {"60", "60", "60"}},
    {"risk.equity_fraction_bps", nullptr, &risk_limits::equity_fraction_bps, "bps",
     "Share of the equity that one entry is sized to", 1, limit_bounds::bps,
     {"500", "1000", "2000"}},
}};

// By its name, with or without "risk."; null where there is none.
const limit_row* find_limit(std::string_view name);

std::string text_of(const limit_row& row, const risk_limits& from);
// Error: `invalid_limit`, whose message says what is allowed.
result<void> assign(const limit_row& row, risk_limits& into, std::string_view text);

// Changes as a command carries them (change_list.hpp), "order_notional_max=30000
// open_positions_max=5": all or none. Errors: `unknown_limit`, `invalid_limit`.
result<risk_limits> with_changes(risk_limits limits, std::string_view changes);

// The names of the limits that such changes speak of.
std::vector<std::string> changed_limits(std::string_view changes);

} // namespace troupe::trading
