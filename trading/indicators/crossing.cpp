#include "trading/indicators/crossing.hpp"

namespace troupe::trading {

std::optional<crossing::gaps> crossing::update(double fast, double slow) {
  const auto before = last_gap_;
  last_gap_ = fast - slow;
  if (!before)
    return std::nullopt;
  return gaps{*before, *last_gap_};
}

} // namespace troupe::trading
