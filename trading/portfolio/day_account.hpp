// What the account has earned or lost since the exchange's day began, in New York.
//
// The equity at the last marks before the first event of a day is the day's start. Money that comes
// in or goes out moves the start with it: it is neither a profit nor a loss. Kept by the books, and
// read there by risk and by reports.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/market_day.hpp"

#include <limits>

namespace troupe::trading {

class day_account {
public:
  // Market time, which does not go back within an account's books, reached this instant; the
  // equity is that of before.
  void advance(time_ns now, money equity) {
    if (now < ends_ns_)
      return;
    ends_ns_ = market_day_of(asset_class::us_equity, now).ends_ns;
    start_equity_ = equity;
    realised_ = {};
  }
  void shift(money by) { start_equity_ += by; }
  void realise(money gain) { realised_ += gain; }

  money start_equity() const { return start_equity_; }
  time_ns ends_ns() const { return ends_ns_; } // exclusive
  money profit(money equity) const { return equity - start_equity_; }
  money realised() const { return realised_; }

private:
  time_ns ends_ns_ = std::numeric_limits<time_ns>::min();
  money start_equity_;
  money realised_;
};

} // namespace troupe::trading
