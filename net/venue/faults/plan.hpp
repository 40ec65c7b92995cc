// What faults are asked for: a seed and a list of rules, read from JSON, checked, and told again.
//
// {"seed":7,"faults":[{"kind":"status","status":429,"method":"POST","probability":0.1,"times":3}]}
//
// Every rule has a kind, and may have `probability` (0 to 1 in steps of a millionth, 1 when left
// out), `times` (how often it strikes at most) and `after` (how many chances it lets pass first).
// docs/protocol.md lists the kinds and the further keys of each.
#pragma once

#include "trading/market/symbol.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

enum class fault_kind : std::uint8_t {
  status,
  html,
  truncated_json,
  delay_answer,
  lose_answer,
  slow_answer,
  clock_skew,
  drop_event,
  delay_event,
  duplicate_event,
  reorder_events,
  mute_stream,
  disconnect_storm,
  stale_quotes,
  crossed_quotes,
  halt,
  partial_fill,
  late_fill,
  slow_socket,
  reset_socket,
};

inline constexpr std::int64_t certain_ppm = 1'000'000;
inline constexpr std::size_t fault_rules_max = 64;

// A key that a kind does not take has its default and means nothing.
struct fault_rule {
  fault_kind kind = fault_kind::status;
  std::int64_t probability_ppm = certain_ppm;
  std::optional<std::int64_t> times; // without: as often as chance wants
  std::int64_t after = 0;
  std::string method; // empty is every method
  std::string path;   // what the path begins with
  std::int64_t status = 500;
  std::int64_t retry_after_s = 0; // 0 sends no Retry-After
  std::int64_t delay_ms = 1000;
  std::int64_t piece_bytes = 64;
  std::int64_t skew_ms = 60'000;
  std::string event;                     // of orders ("fill"); empty is every one
  std::optional<trading::symbol> symbol; // none is every one
  std::string stream;                    // "orders", "data"; empty is both
  std::string direction;                 // "in" (from the client), "out"; empty is both
  std::int64_t after_bytes = 0;
  // Process time for sockets, market time for quotes and halts. 0 is a mute or a halt without end,
  // and otherwise one strike and no more.
  std::int64_t duration_ms = 0;
};

struct fault_plan {
  std::uint64_t seed = 1;
  std::vector<fault_rule> rules; // at most fault_rules_max
};

std::string_view to_text(fault_kind kind);

// Error `invalid_faults`: which rule, which key, what is wrong, what is allowed.
result<fault_plan> parse_fault_plan(std::string_view json);

// The members of the rule as JSON, without braces: what it says and its kind's defaults.
std::string members_of(const fault_rule& rule);

} // namespace troupe::net::venue
