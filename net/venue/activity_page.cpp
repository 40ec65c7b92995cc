#include "net/venue/activity_page.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

constexpr std::int64_t stamps_of_a_day = 1'000'000'000;

bool is_wanted(const activity& one, const activity_query& wanted) {
  if (wanted.kinds &&
      std::find(wanted.kinds->begin(), wanted.kinds->end(), one.kind) == wanted.kinds->end())
    return false;
  if (!wanted.order_id.empty() &&
      (one.kind != activity_kind::fill || one.order_id != wanted.order_id))
    return false;
  if (wanted.date && one.stamp / stamps_of_a_day != *wanted.date)
    return false;
  if (wanted.after && one.at_ns <= *wanted.after)
    return false;
  return !wanted.until || one.at_ns < *wanted.until;
}

} // namespace

result<std::vector<const activity*>> select_page(const std::deque<activity>& all,
                                                 const activity_query& wanted) {
  std::vector<const activity*> chosen;
  for (const auto& one : all)
    if (is_wanted(one, wanted))
      chosen.push_back(&one);
  std::stable_sort(chosen.begin(), chosen.end(),
                   [](const auto* left, const auto* right) { return left->stamp < right->stamp; });
  if (!wanted.ascending)
    std::reverse(chosen.begin(), chosen.end());
  if (!wanted.page_token.empty()) {
    const auto last = std::find_if(chosen.begin(), chosen.end(),
                                   [&](const auto* one) { return one->id == wanted.page_token; });
    if (last == chosen.end())
      return error{"invalid_parameter",
                   "invalid page_token: send the id of the last activity received"};
    chosen.erase(chosen.begin(), last + 1);
  }
  chosen.resize(std::min(chosen.size(), wanted.page_size));
  return chosen;
}

} // namespace troupe::net::venue
