// Who may use the edge, and for what. Each role may do what those before it may.
#pragma once

#include "trading/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::actors {

enum class user_role : std::uint8_t { nobody, viewer, trader, admin };

std::string_view to_text(user_role role);
// "viewer", "trader" or "admin". Error: `invalid_role`.
result<user_role> parse_user_role(std::string_view text);

struct user {
  std::string name;
  user_role role = user_role::viewer;
  std::string password_hash; // argon2id, as libsodium writes it
};

} // namespace troupe::actors
