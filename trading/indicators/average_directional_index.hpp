// The average directional index (ADX): how strong a trend is, whichever way, in 0..100; with +DI
// and -DI, which tell the way. Source: J. Welles Wilder, New Concepts in Technical Trading Systems,
// 1978.
//
//   up = high - high before, down = low before - low
//   +DM = up where up > down and up > 0, else 0;   -DM = down where down > up and down > 0, else 0
//   +DI, -DI = 100 * Wilder's average of the DM / Wilder's average of the true range
//   ADX = Wilder's average of 100 * |+DI - -DI| / (+DI + -DI)
//
// All from the second candle on, as TradingView does; with average_seed::first_value the averages
// are exponential ones (2 / (length + 1)) seeded with their first value, and the first candle
// counts with DM zero. Where nothing moves, DI and DX are zero. Warm-up: DI come with candle length
// + 1, ADX comes length - 1 candles later.
#pragma once

#include "trading/indicators/exponential_moving_average.hpp"
#include "trading/indicators/true_range.hpp"
#include "trading/indicators/wilder_average.hpp"

#include <cmath>
#include <cstddef>
#include <optional>

namespace troupe::trading {

class average_directional_index {
public:
  // Each is empty while it warms up.
  struct lines {
    std::optional<double> plus;
    std::optional<double> minus;
    std::optional<double> adx;
  };

  // Throws std::invalid_argument when length is zero.
  explicit average_directional_index(std::size_t length,
                                     average_seed seed = average_seed::simple_average)
      : counts_first_(seed == average_seed::first_value),
        ranges_(wilder_or_exponential(length, counts_first_)),
        rises_(ranges_), falls_(ranges_), strengths_(ranges_) {}

  lines update(const candle_figures& candle) {
    fold(candle);
    lines now;
    if (ranges_.has_value()) {
      now.plus = plus_;
      now.minus = minus_;
    }
    if (strengths_.has_value())
      now.adx = adx();
    return now;
  }
  // The same in two steps, for what is built upon it: whether there is an ADX now, and which.
  bool fold(const candle_figures& candle) {
    const double range = range_.update(candle);
    const bool first = !has_last_;
    const double up = first ? 0.0 : candle.high - last_high_;
    const double down = first ? 0.0 : last_low_ - candle.low;
    has_last_ = true;
    last_high_ = candle.high;
    last_low_ = candle.low;
    if (first && !counts_first_) [[unlikely]]
      return false;
    const bool known = ranges_.fold(range);
    // Factors instead of branches, which nothing could predict.
    rises_.fold(static_cast<double>(up > down) * positive(up));
    falls_.fold(static_cast<double>(down > up) * positive(down));
    if (!known) [[unlikely]]
      return false;
    plus_ = share(rises_.value(), ranges_.value());
    minus_ = share(falls_.value(), ranges_.value());
    return strengths_.fold(share(std::fabs(plus_ - minus_), plus_ + minus_));
  }
  double adx() const { return strengths_.value(); }

  // How many candles the first ADX takes.
  std::size_t warm_up() const { return 2 * ranges_.warm_up() - (counts_first_ ? 1 : 0); }

private:
  static double positive(double value) { return 0.5 * (value + std::fabs(value)); }
  static double share(double part, double whole) {
    return whole > 0.0 ? 100.0 * part / whole : 0.0;
  }

  bool counts_first_;
  true_range range_;
  bool has_last_ = false;
  double last_high_ = 0;
  double last_low_ = 0;
  smoothed_average ranges_;
  smoothed_average rises_;
  smoothed_average falls_;
  smoothed_average strengths_;
  double plus_ = 0; // of the last candle, once the averages have values
  double minus_ = 0;
};

} // namespace troupe::trading
