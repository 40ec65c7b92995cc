#include "actors/edge/rest/request_throttle.hpp"

#include "actors/edge/rest/token_spending.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <utility>

namespace troupe::actors {

namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

} // namespace

request_throttle::request_throttle(std::int64_t requests_per_s)
    : cost_ns_(requests_per_s == 0 ? 0 : std::max<std::int64_t>(1, second_ns / requests_per_s)) {}

std::int64_t& request_throttle::bucket_of(const std::string& name, std::int64_t now_ns) {
  if (const auto found = young_.find(name); found != young_.end())
    return found->second;
  if (young_.size() >= names_max)
    old_ = std::exchange(young_, {});
  const auto kept = old_.find(name);
  return young_.emplace(name, kept == old_.end() ? now_ns : kept->second).first->second;
}

std::int64_t request_throttle::wait_ns(const std::string& name, std::int64_t now_ns) {
  if (cost_ns_ == 0)
    return 0;
  const auto wait_ns =
      spend_tokens(bucket_of(name, now_ns), now_ns, cost_ns_, burst_s * second_ns);
  if (wait_ns == 0 && record_ != nullptr)
    record_->add(name, cost_ns_);
  return wait_ns;
}

void request_throttle::hear(const std::string& name, std::int64_t full_at_ns,
                            std::int64_t now_ns) {
  auto& known_ns = bucket_of(name, now_ns);
  known_ns = std::max(known_ns, full_at_ns);
}

std::string client_of(const std::string& address) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1)
    return address;
  constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) // an IPv4 address in IPv6
    return address;
  std::fill(bytes.begin() + 8, bytes.end(), 0);
  std::array<char, INET6_ADDRSTRLEN> text{};
  return ::inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
}

} // namespace troupe::actors
