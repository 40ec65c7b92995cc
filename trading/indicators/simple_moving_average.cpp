#include "trading/indicators/simple_moving_average.hpp"

#include <stdexcept>

namespace troupe::trading {

simple_moving_average::simple_moving_average(std::size_t length) : length_(length) {
  if (length == 0)
    throw std::invalid_argument("a moving average needs a length of at least one");
  window_.reserve(length);
}

std::optional<double> simple_moving_average::update(double value) {
  if (window_.size() < length_) {
    window_.push_back(value);
  } else {
    window_[oldest_] = value;
    oldest_ = (oldest_ + 1) % length_;
  }
  if (window_.size() < length_)
    return std::nullopt;
  double sum = 0;
  for (std::size_t index = oldest_; index < length_; ++index)
    sum += window_[index];
  for (std::size_t index = 0; index < oldest_; ++index)
    sum += window_[index];
  return sum / static_cast<double>(length_);
}

} // namespace troupe::trading
