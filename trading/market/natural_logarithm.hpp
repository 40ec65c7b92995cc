// The natural logarithm, the same to the bit on every machine.
//
// The standard library's may round differently from one processor to the next; this one uses
// nothing but + - * /. x = m * 2^e with sqrt(1/2) <= m < sqrt(2), then
//
//   ln x = e * ln 2 + 2 * atanh(s),   s = (m - 1) / (m + 1),   |s| < 0.1716
//
// and the series of atanh up to s^21. Within 2e-16 relative to the larger of ln x and s.
#pragma once

namespace troupe::trading {

// Of a positive, finite number. Throws std::domain_error for every other.
double natural_logarithm(double of);

} // namespace troupe::trading
