// What the scanning strategies measure of a market: how much it moves, which way, and whether its
// volume stands out.
//
//   volatility    population deviation of the last `volatility_length` logarithmic returns, for
//                 the span of `volatility_minutes`: times sqrt(span / length of a candle)
//   momentum      mean gain / (mean gain + mean loss) of the last `momentum_length` changes, in
//                 0..1 (Cutler's RSI / 100); 1 without any loss
//   volume ratio  volume / mean of the `surge_length` volumes before it; a surge is above
//                 surge_ratio. 0 where nothing was traded before
//
// Source: the original's scanner. What was wrong there: it took the volatility of a day
// (sqrt(1440)) against thresholds that only fit an hour, so every market passed always; and it
// appended the same bar about six times a minute, which spoils all three figures. Here the span is
// a parameter, an hour by default, and each candle counts once.
#pragma once

#include "trading/indicators/cutler_rsi.hpp"
#include "trading/indicators/rolling_volatility.hpp"
#include "trading/indicators/simple_moving_average.hpp"
#include "trading/market/bar.hpp"

#include <algorithm>
#include <cstddef>

namespace troupe::trading {

struct measure_settings {
  std::size_t momentum_length = 14;
  std::size_t volatility_length = 19;
  double volatility_periods = 12; // candles in the span
  std::size_t surge_length = 10;
  double surge_ratio = 1.5;
};

class market_measures {
public:
  struct reading {
    double volatility = 0;
    double momentum = 0.5;
    double volume_ratio = 0;
    bool surge = false;
    bool has_volatility = false;
    bool has_momentum = false;
    bool has_volume_ratio = false;

    bool complete() const { return has_volatility && has_momentum && has_volume_ratio; }
  };

  explicit market_measures(const measure_settings& chosen)
      : surge_ratio_(chosen.surge_ratio), momentum_(chosen.momentum_length),
        volatility_({.length = chosen.volatility_length,
                     .deviation = deviation_kind::population,
                     .periods = chosen.volatility_periods}),
        usual_(chosen.surge_length) {}

  const reading& update(const bar& candle) {
    const double close = candle.close.to_double();
    const double volume = candle.volume.to_double();
    if (volatility_.fold(close)) {
      now_.volatility = volatility_.value();
      now_.has_volatility = true;
    }
    if (momentum_.fold(close)) {
      now_.momentum = momentum_.value() / 100.0;
      now_.has_momentum = true;
    }
    now_.has_volume_ratio = has_usual_;
    now_.volume_ratio = has_usual_ && usual_.value() > 0.0 ? volume / usual_.value() : 0.0;
    now_.surge = now_.volume_ratio > surge_ratio_;
    has_usual_ = usual_.fold(volume);
    return now_;
  }
  const reading& now() const { return now_; }

  // How many candles the first complete reading takes.
  std::size_t warm_up() const {
    return std::max({momentum_.warm_up(), volatility_.warm_up(), usual_.warm_up() + 1});
  }

private:
  double surge_ratio_;
  cutler_rsi momentum_;
  rolling_volatility volatility_;
  simple_moving_average usual_; // of the candles before
  bool has_usual_ = false;
  reading now_;
};

} // namespace troupe::trading
