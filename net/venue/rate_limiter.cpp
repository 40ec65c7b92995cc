#include "net/venue/rate_limiter.hpp"

#include "net/venue/call.hpp"

#include <algorithm>

namespace troupe::net::venue {

std::optional<rate_limiter::grant> rate_limiter::take(const std::string& key, request_family family,
                                                      utc_time now) {
  const bool trading = family == request_family::trading;
  const auto limit = trading ? limits_.trading : limits_.data;
  if (limit == rate_limits::unlimited)
    return std::nullopt;
  const auto number = now.time_since_epoch() / limits_.window;
  if (number != window_) {
    trading_.clear();
    data_.clear();
    window_ = number;
  }
  auto& used_by_key = trading ? trading_ : data_;
  const bool known = used_by_key.contains(key) || used_by_key.size() < keys_max;
  auto& used = used_by_key[known ? key : std::string()];
  const auto ends = (number + 1) * limits_.window;
  grant told{.allowed = used < limit,
             .limit = limit,
             .remaining = 0,
             .reset_s = std::chrono::ceil<std::chrono::seconds>(ends).count()};
  if (told.allowed)
    ++used;
  else
    ++refused_;
  told.remaining = limit - used;
  return told;
}

request_family family_of(const std::vector<std::string>& segments) {
  if (segments.size() < 2)
    return request_family::trading;
  const bool data = segments[0] == "v1beta1" || segments[0] == "v1beta3" ||
                    (segments[0] == "v2" && segments[1] == "stocks") ||
                    (segments[0] == "v1" && segments[1] == "corporate-actions");
  return data ? request_family::data : request_family::trading;
}

void append_headers(const rate_limiter::grant& told, std::vector<http::header>& headers) {
  headers.push_back({"X-RateLimit-Limit", std::to_string(told.limit)});
  headers.push_back({"X-RateLimit-Remaining", std::to_string(told.remaining)});
  headers.push_back({"X-RateLimit-Reset", std::to_string(told.reset_s)});
}

http::response rate_limit_refusal(request_family family) {
  if (family == request_family::data)
    return message_reply(429, "too many requests.");
  return error_reply({"rate_limited", "rate limit exceeded"});
}

} // namespace troupe::net::venue
