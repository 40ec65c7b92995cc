#include "trading/risk/trading_switch.hpp"

namespace troupe::trading {

void trading_switch::fold(const session_started& started) {
  simulated_ = started.simulated;
  account_stale_ = false; // a session begins with what the venue tells of the account
  if (started.broker_account == broker_account_ && started.venue_url == venue_url_)
    return;
  broker_account_ = started.broker_account;
  venue_url_ = started.venue_url;
  enabled_ = started.simulated;
}

void trading_switch::fold(const command& ordered) {
  switch (ordered.kind) {
  case command_kind::enable_trading:
    enabled_ = true;
    break;
  case command_kind::disable_trading:
    enabled_ = false;
    break;
  case command_kind::halt:
    halted_ = true;
    break;
  case command_kind::resume:
    halted_ = false;
    break;
  case command_kind::release_symbol:
  case command_kind::change_limits:
  case command_kind::change_strategy:
    break;
  case command_kind::account_stale:
    account_stale_ = true;
    break;
  case command_kind::account_fresh:
    account_stale_ = false;
    break;
  }
}

} // namespace troupe::trading
