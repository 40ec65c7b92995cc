#include "actors/edge/rest/answer_memory.hpp"

#include <algorithm>
#include <utility>

namespace troupe::actors {

namespace {

std::string name_of(const std::string& user, const std::string& key) {
  return user + '\n' + key;
}

bool is_key(const std::string& key) {
  return !key.empty() && key.size() <= answer_memory::key_bytes_max &&
         std::all_of(key.begin(), key.end(), [](char each) { return each > ' ' && each < 127; });
}

} // namespace

result<std::optional<net::http::response>>
answer_memory::begin(const std::string& user, const std::string& key,
                     const net::http::request& asked, std::int64_t now_ns) {
  if (!is_key(key))
    return error{"invalid_idempotency_key",
                 "Idempotency-Key must be 1 to 128 visible characters of ASCII"};
  forget(now_ns);
  const auto name = name_of(user, key);
  auto request = asked.method + ' ' + asked.target + '\n' + asked.body;
  const auto [found, is_new] = kept_.try_emplace(name, entry{now_ns, request, std::nullopt});
  if (is_new) {
    ages_.push_back({now_ns, name});
    return std::optional<net::http::response>();
  }
  if (found->second.request != request)
    return error{"idempotency_key_reused",
                 "this Idempotency-Key was sent with another request; take a new one"};
  if (!found->second.answer)
    return error{"request_under_way", "the request with this Idempotency-Key is under way"};
  return found->second.answer;
}

void answer_memory::finish(const std::string& user, const std::string& key,
                           const net::http::response& answer) {
  const auto found = kept_.find(name_of(user, key));
  if (found == kept_.end())
    return;
  if (answer.status == 429 || answer.status == 503)
    kept_.erase(found);
  else
    found->second.answer = answer;
}

void answer_memory::forget(std::int64_t now_ns) {
  while (!ages_.empty() &&
         (ages_.size() >= answers_max || ages_.front().began_ns + kept_ns <= now_ns)) {
    const auto found = kept_.find(ages_.front().name);
    if (found != kept_.end() && found->second.began_ns == ages_.front().began_ns)
      kept_.erase(found);
    ages_.pop_front();
  }
}

} // namespace troupe::actors
