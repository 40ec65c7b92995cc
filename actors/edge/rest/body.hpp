// The JSON bodies that requests carry, read member by member.
#pragma once

#include "actors/edge/auth/user.hpp"
#include "actors/protocol/messages.hpp"
#include "trading/events.hpp"
#include "trading/orders/order.hpp"
#include "trading/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::actors {

struct login_body {
  std::string username;
  std::string password;
  bool cookie = false; // the tokens go into cookies, and not into the body
};
// Error: `invalid_body`.
result<login_body> read_login(std::string_view body);
// The member "refresh_token". Error: `invalid_body`.
result<std::string> read_refresh_token(std::string_view body);
// The member "reason" of a body that may be empty. Error: `invalid_body`.
result<std::string> read_reason(std::string_view body);

// A key for a machine: {"name","role","expires_in_days"}, the last of which may be left out.
// Errors: `invalid_body`, `invalid_name`, `invalid_role`, `invalid_parameter`.
struct key_body {
  std::string name;
  user_role role = user_role::viewer;
  std::int64_t days = 0;
};
result<key_body> read_key_wish(std::string_view body);

// A new user: {"name","role","password"}. Errors: `invalid_body`, `invalid_name`, `invalid_role`,
// `invalid_password`.
struct user_body {
  std::string name;
  user_role role = user_role::viewer;
  std::string password;
};
result<user_body> read_user_wish(std::string_view body);
// {"role","password"}, at least one of them. Errors: `invalid_body`, `invalid_role`,
// `invalid_password`.
struct user_change_body {
  std::optional<user_role> role;
  std::optional<std::string> password;
};
result<user_change_body> read_user_change(std::string_view body);

// A symbol to be released from quarantine. Errors: `invalid_body`, `invalid_symbol`.
struct release_body {
  trading::symbol symbol;
  std::string reason;
};
result<release_body> read_release(std::string_view body);

// What is to be replayed otherwise; every member may be left out: {"from","to","settings":{key:
// value}} with the keys of the configuration. Errors: `invalid_body`, `invalid_parameter`.
struct replay_body {
  std::optional<trading::time_ns> from; // market time
  std::optional<trading::time_ns> to;
  std::vector<trading::setting> settings;
};
result<replay_body> read_replay(std::string_view body);

// New values of limits (trading/risk/limit_table.hpp), by their names, as decimal strings or
// numbers; "reason" may be among the members. Errors: `invalid_body`, `unknown_limit`.
struct limits_body {
  std::string changes; // as trading::command carries them
  std::string reason;
};
result<limits_body> read_limits(std::string_view body);

// A strategy's change: {"parameters":{name: value}, "enabled", "symbols":[…] or "universe",
// "reason"}, at least one of the first four. Error: `invalid_body`.
struct strategy_body {
  std::string changes; // as trading::command carries them, behind the strategy's name
  std::string reason;
};
result<strategy_body> read_strategy_change(std::string_view body);

// Alpaca's order body: any type and class but mleg, for a qty or a notional, as the venue's rules
// allow it (trading/orders/order_rules.hpp). Amounts may be decimal strings or numbers. A
// client_order_id is not taken over: the executor gives each order its own.
// Errors: `invalid_body`, `invalid_order`, `invalid_symbol`, a rule's code.
result<trading::order_request> read_order(std::string_view body);

// Alpaca's body of a replacement: qty, time_in_force, limit_price, stop_price, trail; at least one.
// Errors: `invalid_body`, `invalid_order`.
result<replace_order> read_change(std::string_view body);

} // namespace troupe::actors
