// Whether trading is on: what operators ordered, and what holds until they do.
//
// Trading starts enabled on a simulated venue and disabled elsewhere. An operator's choice is kept
// over sessions, and falls back to that start when the broker's account or the venue changes.
// Halted is apart from it: no new risk until an operator resumes, whatever the session.
#pragma once

#include "trading/events.hpp"

#include <string>

namespace troupe::trading {

class trading_switch {
public:
  void fold(const session_started& started);
  void fold(const command& ordered);

  bool enabled() const { return enabled_; }
  bool halted() const { return halted_; }
  bool simulated() const { return simulated_; }
  // The venue has not told the account for too long (executor.account_age_max_s).
  bool account_stale() const { return account_stale_; }

private:
  std::string broker_account_;
  std::string venue_url_;
  bool enabled_ = false;
  bool halted_ = false;
  bool simulated_ = false;
  bool account_stale_ = false;
};

} // namespace troupe::trading
