#include "trading/indicators/exponential_moving_average.hpp"

namespace troupe::trading {

exponential_moving_average::exponential_moving_average(std::size_t length)
    : alpha_(2.0 / (static_cast<double>(length) + 1.0)), seed_(length) {}

std::optional<double> exponential_moving_average::update(double value) {
  if (average_)
    *average_ += alpha_ * (value - *average_);
  else
    average_ = seed_.update(value);
  return average_;
}

} // namespace troupe::trading
