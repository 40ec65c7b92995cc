// Momentum on five-minute candles: the stochastic RSI says when, an average of the price says in
// which direction, the volume says whether anybody follows.
//
// Long entry, when all hold at a candle's close:
//   K crosses above D (see crossing.hpp), K < overbought, close > EMA of the closes,
//   volume > SMA of the candles' volumes, this candle's included.
// Short entry is its mirror: K crosses below D, K > oversold, close < EMA, the same volume. Only
// with allow_short, and never in crypto.
//
// Exit of a long position, when any holds: K > overbought, or an exit by price or time
// (exit_parameters.hpp; by default a stop of 2 % and a target of 5 % on the average price, and 2 %
// back from the highest close). Exit of a short one is its mirror. Exits by price need no warm-up.
//
// Two variants, each turned on by its parameter, also together:
//   dynamic_bands        overbought and oversold move with volatility (adaptive_bands.hpp), and an
//                        entry asks for more: of a long one K is below the lower band, by at least
//                        a tenth of the way from the band to 0, or by 0.3 of it in an unruly
//                        market; of a short one K is above the upper band by at least 0.2 of the
//                        way to 100.
//   volume_confirmation  instead of the plain average, the volume has to stand out
//                        (volume_confirmation.hpp).
//
// While something is held there is no entry, while nothing is held no exit. The reason of a
// decision is the gate that fired on an exit, `holding` while held, `warming_up`, `entry` on an
// entry, and otherwise the first gate that failed. Percentages of prices are taken in fixed point.
#pragma once

#include "trading/indicators/adaptive_bands.hpp"
#include "trading/indicators/crossing.hpp"
#include "trading/indicators/exponential_moving_average.hpp"
#include "trading/indicators/simple_moving_average.hpp"
#include "trading/indicators/stochastic_rsi.hpp"
#include "trading/strategies/candle_strategy.hpp"
#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/exit_parameters.hpp"
#include "trading/strategies/volume_confirmation.hpp"

#include <optional>

namespace troupe::trading {

class stochrsi_ema final : public candle_strategy {
public:
  struct settings {
    time_ns candle_length_ns = 5 * minute_ns;
    stochastic_rsi_lengths lengths;
    std::size_t ema_length = 12;
    std::size_t volume_length = 20;
    adaptive_band_settings bands; // overbought and oversold, also where they do not move
    bool bands_move = false;
    std::optional<volume_confirmation_settings> confirmed_by;
    exit_settings exits;
    std::size_t atr_length = 14;
    entry_terms entries;
    bool allow_short = false;
  };

  static strategy_definition definition();

  explicit stochrsi_ema(const settings& chosen);

  std::string_view name() const override;
  time_ns candle_length_ns() const override { return settings_.candle_length_ns; }
  int warm_up_candles() const override;
  verdict decide(const bar& candle, const position_view& held) override;
  void explain(decision& record, const bar& candle, const position_view& held) const override;

private:
  // What the indicators say of the candle that was last folded in. Zero is nothing: the flags say
  // what is defined.
  struct reading {
    double close = 0;
    double volume = 0;
    bool has_k = false;
    bool has_d = false;
    bool has_gaps = false;
    bool has_ema = false;
    bool has_volume_average = false;
    crossing::gaps gaps{};
    adaptive_bands::lines bands{};

    bool complete() const { return has_gaps && has_ema && has_volume_average; }
  };

  void read(const bar& candle);
  bool k_exits(bool is_long) const;
  // Each goes through its conditions as long as check says that they hold.
  template <class Check>
  bool long_entry(const Check& check) const;
  template <class Check>
  bool short_entry(const Check& check) const;
  template <class Check>
  bool followed(const Check& check) const;
  bool may_go_short(const bar& candle) const {
    return settings_.allow_short && !candle.symbol.is_crypto();
  }
  void explain_exit(decision& record, const bar& candle, const position_view& held) const;
  void explain_entry(decision& record, const bar& candle) const;

  settings settings_;
  stochastic_rsi stochastic_rsi_;
  exponential_moving_average ema_;
  simple_moving_average volume_average_;
  adaptive_bands bands_;
  std::optional<volume_confirmation> confirmation_;
  candle_exits exits_;
  reading now_;
  verdict decided_ = verdict::none;
};

} // namespace troupe::trading
