// The strategies that run, as operators have changed them: a fold over the journal. What the
// configuration says holds until an operator says otherwise, and again for another account.
#pragma once

#include "trading/events.hpp"
#include "trading/strategies/strategy_choice.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace troupe::trading {

class strategy_roster {
public:
  strategy_roster(std::vector<strategy_choice> configured, watchlist_table lists)
      : configured_(std::move(configured)), lists_(std::move(lists)), now_(configured_) {}

  // Sessions and commands; others are passed over, and so is a change that is not allowed.
  void fold(const event& happened);

  // What a command's changes would make of the strategy that they name.
  // Errors: `strategy_not_running`, and those of with_changes.
  result<strategy_choice> changed_by(std::string_view changes) const;
  const std::vector<strategy_choice>& choices() const { return now_; }

private:
  std::vector<strategy_choice> configured_;
  watchlist_table lists_;
  std::vector<strategy_choice> now_;
  std::string broker_account_;
};

} // namespace troupe::trading
