// How a candle's volume compares with what is usual at that minute of the day.
//
//   relative = volume / mean volume of the candles that began at the same minute on the `days` days
//              before on which there was one
//
// The minute of the day is New York's for equities, daylight saving included, and UTC's for crypto.
// Warm-up: a minute's first value comes on the day after it has been seen on `days` days. Where the
// usual volume is zero there is no value.
//
// Bounded: a window of `days` values for each of the 1440 minutes, made when a minute is first
// seen.
#pragma once

#include "trading/indicators/candle_figures.hpp"
#include "trading/indicators/simple_moving_average.hpp"
#include "trading/market/market_day.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace troupe::trading {

class relative_volume {
public:
  // Throws std::invalid_argument when days is zero.
  relative_volume(asset_class kind, std::size_t days)
      : calendar_(kind), days_(window_length(days)), minutes_(minutes_of_day) {}

  // Empty while that minute warms up.
  std::optional<double> update(const candle_figures& candle) {
    const auto minute = calendar_.at(candle.start_ns).minute_of(candle.start_ns);
    auto& place = minutes_[minute];
    if (!place)
      place.emplace(days_);
    const auto usual = place->usual;
    place->usual = place->volumes.update(candle.volume);
    if (!usual || *usual <= 0.0)
      return std::nullopt;
    return candle.volume / *usual;
  }

  // How many days of candles a minute's first value takes, its own included.
  std::size_t warm_up_days() const { return days_ + 1; }

private:
  struct minute_volumes {
    explicit minute_volumes(std::size_t days) : volumes(days) {}

    simple_moving_average volumes;
    std::optional<double> usual; // of the days before
  };

  static constexpr std::size_t minutes_of_day = 1440;

  market_days calendar_;
  std::size_t days_;
  std::vector<std::optional<minute_volumes>> minutes_;
};

} // namespace troupe::trading
