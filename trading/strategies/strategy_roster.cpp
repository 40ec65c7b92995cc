#include "trading/strategies/strategy_roster.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace troupe::trading {

void strategy_roster::fold(const event& happened) {
  if (const auto* session = std::get_if<session_started>(&happened)) {
    if (std::exchange(broker_account_, session->broker_account) != session->broker_account)
      now_ = configured_;
    return;
  }
  const auto* ordered = std::get_if<command>(&happened);
  if (ordered == nullptr || ordered->kind != command_kind::change_strategy)
    return;
  if (auto changed = changed_by(ordered->changes))
    *std::find_if(now_.begin(), now_.end(),
                  [&](const auto& each) { return each.name == changed->name; }) =
        std::move(*changed);
}

result<strategy_choice> strategy_roster::changed_by(std::string_view changes) const {
  const auto wanted = split_strategy_change(changes);
  const auto found = std::find_if(now_.begin(), now_.end(),
                                  [&](const auto& each) { return each.name == wanted.strategy; });
  if (found == now_.end())
    return error{"strategy_not_running", std::string(wanted.strategy) +
                                             " does not run; name it in trading.strategies"};
  return with_changes(*found, wanted.changes, lists_);
}

} // namespace troupe::trading
