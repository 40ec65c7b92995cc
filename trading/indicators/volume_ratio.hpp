// How a candle's volume compares with the usual one.
//
//   ratio = volume / SMA of the volumes over `length`, this candle's included
//
// Warm-up: the first value comes with the length-th candle. While nothing at all was traded over
// the whole window there is no ratio.
#pragma once

#include "trading/indicators/simple_moving_average.hpp"

#include <cstddef>
#include <optional>

namespace troupe::trading {

class volume_ratio {
public:
  // Throws std::invalid_argument when length is zero.
  explicit volume_ratio(std::size_t length) : usual_(length) {}

  // Empty while warming up, and where the usual volume is zero.
  std::optional<double> update(double volume) {
    const auto usual = usual_.update(volume);
    if (!usual || *usual <= 0.0)
      return std::nullopt;
    return volume / *usual;
  }

  // How many candles the first value takes.
  std::size_t warm_up() const { return usual_.warm_up(); }

private:
  simple_moving_average usual_;
};

} // namespace troupe::trading
