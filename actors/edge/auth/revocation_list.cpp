#include "actors/edge/auth/revocation_list.hpp"

#include <algorithm>

namespace troupe::actors {

void revocation_list::revoke(const std::string& session, std::int64_t until_s) {
  until_s_[session] = until_s;
  if (until_s_.size() > sessions_max)
    until_s_.erase(
        std::min_element(until_s_.begin(), until_s_.end(), [](const auto& left, const auto& right) {
          return left.second < right.second;
        }));
}

void revocation_list::forget_expired(std::int64_t now_s) {
  std::erase_if(until_s_, [now_s](const auto& each) { return each.second <= now_s; });
}

} // namespace troupe::actors
