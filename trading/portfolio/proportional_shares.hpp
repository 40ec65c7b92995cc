// Deals a whole out in proportion to parts: each share is within one unit of 1e-9 of its exact
// value, and together they are the whole.
#pragma once

#include "trading/market/fixed_point.hpp"

#include <cstdint>

namespace troupe::trading {

class proportional_shares {
public:
  // `of` is what the parts add up to, not zero.
  proportional_shares(std::int64_t whole, std::int64_t of) : whole_(whole), of_(of) {}

  // The share of the next part.
  std::int64_t next(std::int64_t part) {
    reached_ = exact::add(reached_, part);
    const auto dealt = exact::multiply_divide(whole_, reached_, of_);
    const auto share = exact::subtract(dealt, dealt_);
    dealt_ = dealt;
    return share;
  }

private:
  std::int64_t whole_;
  std::int64_t of_;
  std::int64_t reached_ = 0; // of the parts
  std::int64_t dealt_ = 0;   // of the whole
};

} // namespace troupe::trading
