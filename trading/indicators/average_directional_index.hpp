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
#include <variant>

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
      : counts_first_(seed == average_seed::first_value), ranges_(make(length, seed)),
        rises_(ranges_), falls_(ranges_), strengths_(ranges_) {}

  lines update(const candle_figures& candle) {
    const double range = range_.update(candle);
    const bool first = !last_;
    const double up = first ? 0.0 : candle.high - last_->high;
    const double down = first ? 0.0 : last_->low - candle.low;
    last_ = candle;
    if (first && !counts_first_)
      return {};
    const auto usual = add(ranges_, range);
    const auto rise = add(rises_, up > down && up > 0.0 ? up : 0.0);
    const auto fall = add(falls_, down > up && down > 0.0 ? down : 0.0);
    if (!usual)
      return {};
    lines now;
    now.plus = share(*rise, *usual);
    now.minus = share(*fall, *usual);
    now.adx = add(strengths_, share(std::fabs(*now.plus - *now.minus), *now.plus + *now.minus));
    return now;
  }

  // How many candles the first ADX takes.
  std::size_t warm_up() const {
    const auto each = std::visit([](const auto& of) { return of.warm_up(); }, ranges_);
    return 2 * each - (counts_first_ ? 1 : 0);
  }

private:
  using average = std::variant<wilder_average, exponential_moving_average>;

  static average make(std::size_t length, average_seed seed) {
    if (seed == average_seed::first_value)
      return exponential_moving_average(length, seed);
    return wilder_average(length);
  }

  static std::optional<double> add(average& into, double value) {
    if (auto* wilder = std::get_if<wilder_average>(&into))
      return wilder->update(value);
    return std::get<exponential_moving_average>(into).update(value);
  }

  static double share(double part, double whole) {
    return whole > 0.0 ? 100.0 * part / whole : 0.0;
  }

  bool counts_first_;
  true_range range_;
  std::optional<candle_figures> last_;
  average ranges_;
  average rises_;
  average falls_;
  average strengths_;
};

} // namespace troupe::trading
