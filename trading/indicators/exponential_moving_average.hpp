// The exponential moving average (EMA), as TA-Lib and TradingView define it.
//
//   alpha = 2 / (length + 1);   ema[t] = ema[t-1] + alpha * (x[t] - ema[t-1])
//
// Seeded with the simple average of the first `length` values; the first value, which is that seed,
// comes with the length-th input. Or, as pandas computes it (`ewm(span=length, adjust=False)`),
// seeded with the first value and defined from it on; the two converge.
#pragma once

#include "trading/indicators/smoothed_average.hpp"

#include <cstddef>
#include <cstdint>

namespace troupe::trading {

enum class average_seed : std::uint8_t { simple_average, first_value };

class exponential_moving_average : public smoothed_average {
public:
  // Throws std::invalid_argument when length is zero.
  explicit exponential_moving_average(std::size_t length,
                                      average_seed seed = average_seed::simple_average)
      : smoothed_average(seed == average_seed::first_value && length > 0 ? 1 : length,
                         2.0 / (static_cast<double>(length) + 1.0)) {}
};

} // namespace troupe::trading
