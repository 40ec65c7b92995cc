// Trend following by two averages of the close: in when the fast one crosses above the slow one,
// out when it crosses below (crossing.hpp has the tie rule). The averages are exponential, or
// simple with simple_averages.
//
// Long entry: the fast average crosses above the slow one; with volume_confirmation the volume has
// to stand out besides (volume_confirmation.hpp). Short entry is its mirror; only with allow_short,
// and never in crypto.
// Exit of a long position: the fast average is below the slow one, or an exit by price or time
// (exit_parameters.hpp; off by default). So a cross that happened while its entry was still on its
// way is not missed. Exit of a short one is its mirror.
//
// Common in the field, for example as the dual moving average crossover of R. Donchian. Reasons are
// told as stochrsi_ema tells them.
#pragma once

#include "trading/indicators/crossing.hpp"
#include "trading/indicators/exponential_moving_average.hpp"
#include "trading/indicators/simple_moving_average.hpp"
#include "trading/strategies/candle_strategy.hpp"
#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/exit_parameters.hpp"
#include "trading/strategies/volume_confirmation.hpp"

#include <optional>

namespace troupe::trading {

class ma_crossover final : public candle_strategy {
public:
  struct settings {
    time_ns candle_length_ns = 5 * minute_ns;
    std::size_t fast_length = 10;
    std::size_t slow_length = 30;
    bool simple_averages = false;
    std::optional<volume_confirmation_settings> confirmed_by;
    exit_settings exits;
    std::size_t atr_length = 14;
    entry_terms entries;
    bool allow_short = false;
  };

  static strategy_definition definition();

  explicit ma_crossover(const settings& chosen);

  std::string_view name() const override;
  time_ns candle_length_ns() const override { return settings_.candle_length_ns; }
  int warm_up_candles() const override;
  verdict decide(const bar& candle, const position_view& held) override;
  void explain(decision& record, const bar& candle, const position_view& held) const override;

private:
  [[gnu::always_inline]] crossing::gaps read(double close);
  // Whichever averages they are, and while they warm up.
  [[gnu::noinline]] void fold_averages(double close);
  bool has_fast() const {
    return settings_.simple_averages ? simple_fast_.has_value() : fast_.has_value();
  }
  bool has_slow() const {
    return settings_.simple_averages ? simple_slow_.has_value() : slow_.has_value();
  }
  double fast() const { return settings_.simple_averages ? simple_fast_.value() : fast_.value(); }
  double slow() const { return settings_.simple_averages ? simple_slow_.value() : slow_.value(); }
  [[gnu::always_inline]] verdict judge(const bar& candle, const position_view& held,
                                       crossing::gaps gaps, exit_reason leaves) const;
  template <class Check>
  [[gnu::always_inline]] bool entry(bool upwards, crossing::gaps gaps, const Check& check) const;
  bool may_go_short(const bar& candle) const {
    return settings_.allow_short && !candle.symbol.is_crypto();
  }

  settings settings_;
  exponential_moving_average fast_;
  exponential_moving_average slow_;
  simple_moving_average simple_fast_;
  simple_moving_average simple_slow_;
  std::optional<volume_confirmation> confirmation_;
  candle_exits exits_;
  // Of the candle that was last folded in.
  bool has_gaps_ = false;
  bool follows_ = false; // exponential averages that both have values: the quick way
  crossing::gaps gaps_{};
  verdict decided_ = verdict::none;
};

} // namespace troupe::trading
