// How much may be risked. Every figure is a bound of one rule (see rules.hpp), but for the sizing;
// limit_table.hpp has each with its key, unit, range and presets.
//
// Amounts are in the account's currency; ages and windows are market time. Zero switches off the
// limits of which limit_table.hpp says so.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"

#include <cstdint>

namespace troupe::trading {

inline constexpr time_ns millisecond_ns = 1'000'000;

// What holds where a figure cannot be measured: too few samples for a correlation.
enum class undefined_rule : std::uint8_t { refuse, pass };

// Sets of limits to begin from.
enum class risk_preset : std::uint8_t { conservative, moderate, aggressive };

struct risk_limits {
  money order_notional_max = money::of(25'000);
  std::int64_t order_quantity_max = 10'000'000; // shares or coins
  money position_notional_max = money::of(50'000);
  std::int64_t open_positions_max = 10;
  money gross_exposure_max = money::of(500'000);
  money net_exposure_max = money::of(500'000); // either way round
  std::int64_t symbol_concentration_max_bps = 5'000;
  std::int64_t sector_concentration_max_bps = 10'000;
  std::int64_t correlation_max_bps = 0;
  std::int64_t correlation_samples_min = 60;
  undefined_rule correlation_undefined = undefined_rule::refuse;
  money daily_loss_max = money::of(5'000);
  money daily_realised_loss_max = money::of(5'000);
  std::int64_t drawdown_warning_bps = 1'000;
  std::int64_t drawdown_reducing_bps = 1'500;
  std::int64_t drawdown_halted_bps = 2'500;
  std::int64_t data_age_max_s = 900;
  std::int64_t quote_age_max_ms = 120'000;
  std::int64_t price_collar_bps = 500;
  std::int64_t duplicate_window_ms = 1'000;
  std::int64_t order_rate_max = 300;
  money turnover_rate_max = money::of(2'500'000);
  std::int64_t day_trades_max = 0;
  std::int64_t protection_within_ms = 0;
  std::int64_t symbol_strategies_max = 0;
  std::int64_t opposite_window_ms = 0;
  std::int64_t same_direction_window_ms = 0;
  std::int64_t switch_trades_min = 0;
  std::int64_t switch_lead_bps = 1'000;
  std::int64_t var_max_bps = 0;
  std::int64_t cvar_max_bps = 0;
  std::int64_t var_horizon_min = 60;
  std::int64_t equity_fraction_bps = 1'000; // of the equity, for one entry
  bool allow_short = false;                 // of equities; crypto is never sold short

  friend bool operator==(const risk_limits&, const risk_limits&) = default;
};

// What an order of this asset is a multiple of: a share, or a millionth of a coin.
quantity order_increment(const symbol& name);
// The least that an order may be worth.
money order_minimum(const symbol& name);
// This share of an amount, in 1/100 of a percent.
money share_of(money amount, std::int64_t bps);

} // namespace troupe::trading
