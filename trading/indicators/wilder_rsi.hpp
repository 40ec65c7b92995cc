// The relative strength index (RSI) with Wilder's smoothing, in 0..100.
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib agrees.
//
//   gain = max(x[t] - x[t-1], 0);   loss = max(x[t-1] - x[t], 0)
//   average[t] = ((length - 1) * average[t-1] + now) / length, of gains and of losses
//   rsi = 100 - 100 / (1 + average gain / average loss)
//
// The first averages are the plain means of the first `length` changes. Warm-up: the first value
// comes with input length + 1. Without any loss the RSI is 100.
#pragma once

#include <cstddef>
#include <optional>

namespace troupe::trading {

class wilder_rsi {
public:
  // Throws std::invalid_argument when length is zero.
  explicit wilder_rsi(std::size_t length);

  // Empty while warming up.
  std::optional<double> update(double value);

private:
  double length_;
  std::size_t changes_missing_; // until the first averages are known
  std::optional<double> last_;
  double average_gain_ = 0; // a sum while changes are missing
  double average_loss_ = 0;
};

} // namespace troupe::trading
