// Changes as a command carries them in one text: "order_notional_max=30000 open_positions_max=5".
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace troupe::trading {

// visit(name, text) for each change in its order; false stops. What has no sign has no text.
template <class Visit>
void each_change(std::string_view changes, Visit&& visit) {
  while (!changes.empty()) {
    const auto blank = std::min(changes.find(' '), changes.size());
    const auto change = changes.substr(0, blank);
    changes.remove_prefix(std::min(blank + 1, changes.size()));
    const auto sign = std::min(change.find('='), change.size());
    if (!visit(change.substr(0, sign), change.substr(std::min(sign + 1, change.size()))))
      return;
  }
}

// Both one after the other, with the last word on each name only: as long as there are names.
std::string merge_changes(std::string_view earlier, std::string_view later);

} // namespace troupe::trading
