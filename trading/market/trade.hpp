// One execution between other people, as the venue's tape reports it.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"

namespace troupe::trading {

struct trade {
  trading::symbol symbol;
  time_ns market_ns = 0;
  price px;
  quantity qty;
  std::uint64_t id = 0;

  friend bool operator==(const trade&, const trade&) = default;
};

} // namespace troupe::trading
