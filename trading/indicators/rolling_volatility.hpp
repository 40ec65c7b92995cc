// Rolling volatility: how much the returns of the last `length` steps scatter.
//
//   return[t] = ln(x[t] / x[t-1]), or x[t] / x[t-1] - 1 where simple returns are chosen
//   volatility = standard deviation of the last `length` returns * sqrt(periods)
//
// `periods` is how many steps the figure is wanted for: 1 for a step, 252 for a year of daily
// closes. Warm-up: the first value comes with input length + 1. A price that is not positive has no
// return, nor has the one after it: they are passed over.
#pragma once

#include "trading/indicators/rolling_deviation.hpp"
#include "trading/market/natural_logarithm.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace troupe::trading {

enum class return_kind : std::uint8_t { logarithmic, simple };

struct volatility_settings {
  std::size_t length = 20;
  return_kind returns = return_kind::logarithmic;
  deviation_kind deviation = deviation_kind::sample;
  double periods = 1.0;
};

class rolling_volatility {
public:
  // Throws std::invalid_argument when length is zero, or one of a sample.
  explicit rolling_volatility(const volatility_settings& chosen)
      : returns_(chosen.returns), scale_(std::sqrt(chosen.periods)),
        window_(chosen.length, chosen.deviation) {}

  // Empty while warming up, and where there is no return.
  std::optional<double> update(double value) {
    return fold(value) ? std::optional(this->value()) : std::nullopt;
  }
  // The same in two steps, for what is built upon it: whether there is a value now, and which.
  bool fold(double value) {
    const double before = last_;
    last_ = value;
    if (!(before > 0.0 && value > 0.0))
      return false;
    const double factor = value / before;
    return window_.fold(returns_ == return_kind::simple ? factor - 1.0
                                                        : natural_logarithm(factor));
  }
  double value() const { return window_.value().deviation * scale_; }

  // How many inputs the first value takes.
  std::size_t warm_up() const { return window_.warm_up() + 1; }

private:
  return_kind returns_;
  double scale_;
  double last_ = 0;
  rolling_deviation window_;
};

} // namespace troupe::trading
