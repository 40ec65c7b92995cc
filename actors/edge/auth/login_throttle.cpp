#include "actors/edge/auth/login_throttle.hpp"

#include "actors/edge/rest/token_spending.hpp"

#include <algorithm>

namespace troupe::actors {

std::int64_t& login_throttle::bucket_of(const std::string& address, std::int64_t now_ns) {
  if (free_at_ns_.size() >= addresses_max && !free_at_ns_.contains(address)) {
    std::erase_if(free_at_ns_, [now_ns](const auto& each) { return each.second <= now_ns; });
    if (free_at_ns_.size() >= addresses_max)
      free_at_ns_.erase(std::min_element(
          free_at_ns_.begin(), free_at_ns_.end(),
          [](const auto& left, const auto& right) { return left.second < right.second; }));
  }
  return free_at_ns_.try_emplace(address, now_ns).first->second;
}

std::int64_t login_throttle::wait_ns(const std::string& address, std::int64_t now_ns) {
  const auto wait_ns =
      spend_tokens(bucket_of(address, now_ns), now_ns, refill_ns, tries_max * refill_ns);
  if (wait_ns == 0 && record_ != nullptr)
    record_->add(address, refill_ns);
  return wait_ns;
}

void login_throttle::give_back(const std::string& address) {
  if (const auto found = free_at_ns_.find(address); found != free_at_ns_.end())
    found->second -= refill_ns;
  if (record_ != nullptr)
    record_->add(address, -refill_ns);
}

void login_throttle::hear(const std::string& address, std::int64_t full_at_ns,
                          std::int64_t now_ns) {
  auto& known_ns = bucket_of(address, now_ns);
  known_ns = std::max(known_ns, full_at_ns);
}

} // namespace troupe::actors
