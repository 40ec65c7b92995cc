// One write that somebody asked for at the edge, and what became of it.
#pragma once

#include "actors/edge/auth/user.hpp"
#include "trading/market/time.hpp"

#include <string>

namespace troupe::actors {

// What only the route knows. JSON texts; empty: nothing to tell.
struct audit_note {
  std::string who; // where the route itself finds out who asks, as a login does
  std::string before;
  std::string after; // instead of the answer's body
};

struct audit_entry {
  trading::time_ns time_ns = 0; // the process's UTC
  std::string request_id;       // empty for the command line's
  std::string who;
  user_role role = user_role::nobody;
  std::string address; // of the client; empty for the command line's
  std::string method = {};
  std::string path = {};
  int status = 0;
  std::string asked = {}; // the body, where it is JSON and holds no secret
  std::string before = {};
  std::string after = {};
};

// As one line of JSON, without its end. A text beyond audit_text_bytes_max is told by its length.
inline constexpr std::size_t audit_text_bytes_max = 16'384;
std::string to_line(const audit_entry& entry);

} // namespace troupe::actors
