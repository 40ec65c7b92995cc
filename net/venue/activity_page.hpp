// One page of the account's activities: filtered, in the order of their ids' time part, and of
// recording within the same millisecond.
#pragma once

#include "net/venue/activity_log.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace troupe::net::venue {

struct activity_query {
  static constexpr std::size_t page_max = 100;

  std::optional<std::vector<activity_kind>> kinds{}; // empty means all
  std::optional<std::int64_t> date{};                // YYYYMMDD in New York
  std::optional<trading::time_ns> after{};           // of the execution; exclusive, as until
  std::optional<trading::time_ns> until{};
  std::string order_id{}; // "" means any; fees have no order
  bool ascending = false;
  std::size_t page_size = page_max;
  std::string page_token{}; // the id of the last item received
};

// Valid until the next activity is recorded. Error: `invalid_parameter` for a token that is not
// the id of one of the wanted activities.
result<std::vector<const activity*>> select_page(const std::deque<activity>& all,
                                                 const activity_query& wanted);

} // namespace troupe::net::venue
