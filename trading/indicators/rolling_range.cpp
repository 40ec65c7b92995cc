#include "trading/indicators/rolling_range.hpp"

#include <stdexcept>

namespace troupe::trading {

rolling_range::rolling_range(std::size_t length) : length_(length) {
  if (length == 0)
    throw std::invalid_argument("a rolling range needs a length of at least one");
}

std::optional<rolling_range::extremes> rolling_range::update(double value) {
  while (!rising_.empty() && rising_.back().value >= value)
    rising_.pop_back();
  while (!falling_.empty() && falling_.back().value <= value)
    falling_.pop_back();
  rising_.push_back({count_, value});
  falling_.push_back({count_, value});
  ++count_;
  if (rising_.front().index + length_ < count_)
    rising_.pop_front();
  if (falling_.front().index + length_ < count_)
    falling_.pop_front();
  if (count_ < length_)
    return std::nullopt;
  return extremes{rising_.front().value, falling_.front().value};
}

} // namespace troupe::trading
