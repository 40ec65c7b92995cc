// Momentum on five-minute candles: the stochastic RSI says when, an average of the price says in
// which direction, the volume says whether anybody follows.
//
// Long entry, when all hold at a candle's close:
//   K crosses above D (see crossing.hpp), K < overbought, close > EMA of the closes,
//   volume > SMA of the candles' volumes, this candle's included.
// Short entry is its mirror: K crosses below D, K > oversold, close < EMA, the same volume. Only
// with allow_short, and never in crypto.
//
// Exit of a long position, when any holds:
//   K > overbought, close <= average price less stop_percent, close >= average price plus
//   target_percent, close <= highest close since the entry less trailing_percent.
// Exit of a short one is its mirror, with the lowest close. A percentage of zero turns its exit
// off. Exits by price need no warm-up.
//
// While something is held there is no entry, while nothing is held no exit. The reason of a
// decision is the gate that fired on an exit, `holding` while held, `warming_up`, `entry` on an
// entry, and otherwise the first gate that failed. Percentages of prices are taken in fixed point.
#pragma once

#include "trading/indicators/crossing.hpp"
#include "trading/indicators/exponential_moving_average.hpp"
#include "trading/indicators/simple_moving_average.hpp"
#include "trading/indicators/stochastic_rsi.hpp"
#include "trading/strategies/catalogue.hpp"

#include <optional>

namespace troupe::trading {

class stochrsi_ema final : public strategy {
public:
  struct settings {
    time_ns candle_length_ns = 5 * minute_ns;
    stochastic_rsi_lengths lengths;
    std::size_t ema_length = 12;
    std::size_t volume_length = 20;
    number overbought = number::of(80);
    number oversold = number::of(20);
    number stop_percent = number::of(2);
    number target_percent = number::of(5);
    number trailing_percent = number::of(2);
    bool allow_short = false;
  };

  static strategy_definition definition();

  explicit stochrsi_ema(const settings& chosen);

  std::string_view name() const override;
  time_ns candle_length_ns() const override { return settings_.candle_length_ns; }
  int warm_up_candles() const override;
  std::optional<decision> on_candle(const bar& candle, const position_view& held) override;

private:
  // What the indicators say of the candle that was last folded in.
  struct reading {
    std::optional<double> k;
    std::optional<double> d;
    std::optional<crossing::gaps> gaps;
    std::optional<double> ema;
    std::optional<double> volume_average;

    bool complete() const { return gaps && ema && volume_average; }
  };

  reading read(const bar& candle);
  void follow_extreme(price close, const position_view& held);
  gate_list long_gates(const bar& candle, const reading& now) const;
  gate_list short_gates(const bar& candle, const reading& now) const;
  gate_list exit_gates(price close, const position_view& held, const reading& now) const;
  void decide_entry(decision& wish, const bar& candle, const reading& now) const;

  settings settings_;
  stochastic_rsi stochastic_rsi_;
  crossing crossing_;
  exponential_moving_average ema_;
  simple_moving_average volume_average_;
  // The best close since the position was entered: the highest of a long, the lowest of a short.
  std::optional<price> extreme_close_;
  bool extreme_is_of_long_ = true;
};

} // namespace troupe::trading
