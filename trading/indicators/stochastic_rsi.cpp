#include "trading/indicators/stochastic_rsi.hpp"

namespace troupe::trading {

namespace {

constexpr double flat_range = 1e-9;
constexpr double middle = 50.0;

} // namespace

stochastic_rsi::stochastic_rsi(const stochastic_rsi_lengths& lengths)
    : rsi_(lengths.rsi), range_(lengths.stochastic), k_(lengths.k), d_(lengths.d) {}

stochastic_rsi::lines stochastic_rsi::update(double value) {
  const auto rsi = rsi_.update(value);
  if (!rsi)
    return {};
  const auto range = range_.update(*rsi);
  if (!range)
    return {};
  const double width = range->highest - range->lowest;
  const double raw = width <= flat_range ? middle : 100.0 * (*rsi - range->lowest) / width;
  lines now;
  now.k = k_.update(raw);
  if (now.k)
    now.d = d_.update(*now.k);
  return now;
}

} // namespace troupe::trading
