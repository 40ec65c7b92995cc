// Which roles there are, and whether their placement on nodes can work.
#pragma once

#include "config/settings.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace troupe::config {

// In the order in which they start; "venue" is the built-in one.
std::span<const std::string_view> role_names();

struct host_port {
  std::string host;
  std::uint16_t port = 0;
};

// "127.0.0.1:9301", "[::1]:9301", "exec-1.local:9301". Error: `invalid_address`.
result<host_port> parse_address(std::string_view text);
bool is_loopback(std::string_view host);

// Every role is placed once (the venue where it is the built-in one, and else at most once), the
// journal with its executor; names and addresses are well formed and differ; nodes on several
// machines have a PostgreSQL to hold the lease. No nodes at all are fine. Error:
// `invalid_cluster`, whose message names the key, what is wrong and what is allowed.
result<void> check_cluster(const settings& values);

} // namespace troupe::config
