#include "trading/market/natural_logarithm.hpp"

#include <cmath>
#include <stdexcept>

namespace troupe::trading {

double natural_logarithm(double of) {
  if (!(of > 0.0) || std::isinf(of))
    throw std::domain_error("the logarithm takes a positive, finite number");
  constexpr double half_root = 0.70710678118654752440;
  constexpr double ln_2 = 0.69314718055994530942;
  int exponent = 0;
  double mantissa = std::frexp(of, &exponent); // exact
  if (mantissa < half_root) {
    mantissa *= 2.0;
    --exponent;
  }
  const double ratio = (mantissa - 1.0) / (mantissa + 1.0);
  const double square = ratio * ratio;
  constexpr int last_odd = 21;
  double series = 1.0 / last_odd;
  for (int odd = last_odd - 2; odd >= 1; odd -= 2)
    series = series * square + 1.0 / odd;
  return static_cast<double>(exponent) * ln_2 + 2.0 * ratio * series;
}

} // namespace troupe::trading
