#include "actors/edge/auth/revocation_list.hpp"

#include <algorithm>
#include <utility>

namespace troupe::actors {

void revocation_list::keep(const std::string& session, std::int64_t until_s) {
  until_s_[session] = until_s;
  if (until_s_.size() > sessions_max)
    until_s_.erase(
        std::min_element(until_s_.begin(), until_s_.end(), [](const auto& left, const auto& right) {
          return left.second < right.second;
        }));
}

void revocation_list::revoke(const std::string& session, std::int64_t until_s) {
  keep(session, until_s);
  if (news_.size() < news_max)
    news_.push_back({session, until_s});
  else
    news_lost_ = true;
}

bool revocation_list::hear(const std::string& session, std::int64_t until_s) {
  const bool is_new = !until_s_.contains(session);
  keep(session, is_new ? until_s : std::max(until_s, until_s_[session]));
  return is_new;
}

void revocation_list::forget_expired(std::int64_t now_s) {
  std::erase_if(until_s_, [now_s](const auto& each) { return each.second <= now_s; });
}

std::vector<persistence::facts::ending> revocation_list::all() const {
  std::vector<persistence::facts::ending> known;
  known.reserve(until_s_.size());
  for (const auto& [session, until_s] : until_s_)
    known.push_back({session, until_s});
  return known;
}

std::vector<persistence::facts::ending> revocation_list::take_news() {
  auto news = std::exchange(news_, {});
  return std::exchange(news_lost_, false) ? all() : news;
}

} // namespace troupe::actors
