#include "trading/indicators/wilder_rsi.hpp"

#include <algorithm>
#include <stdexcept>

namespace troupe::trading {

wilder_rsi::wilder_rsi(std::size_t length)
    : length_(static_cast<double>(length)), changes_missing_(length) {
  if (length == 0)
    throw std::invalid_argument("an RSI needs a length of at least one");
}

std::optional<double> wilder_rsi::update(double value) {
  const auto previous = last_;
  last_ = value;
  if (!previous)
    return std::nullopt;
  const double gain = std::max(value - *previous, 0.0);
  const double loss = std::max(*previous - value, 0.0);
  if (changes_missing_ > 0) {
    average_gain_ += gain;
    average_loss_ += loss;
    if (--changes_missing_ > 0)
      return std::nullopt;
    average_gain_ /= length_;
    average_loss_ /= length_;
  } else {
    average_gain_ = (average_gain_ * (length_ - 1.0) + gain) / length_;
    average_loss_ = (average_loss_ * (length_ - 1.0) + loss) / length_;
  }
  if (average_loss_ == 0.0)
    return 100.0;
  return 100.0 - 100.0 / (1.0 + average_gain_ / average_loss_);
}

} // namespace troupe::trading
