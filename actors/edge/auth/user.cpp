#include "actors/edge/auth/user.hpp"

#include <array>
#include <cstddef>

namespace troupe::actors {

namespace {

constexpr std::array<std::string_view, 4> roles{"nobody", "viewer", "trader", "admin"};

} // namespace

std::string_view to_text(user_role role) {
  return roles.at(static_cast<std::size_t>(role));
}

result<user_role> parse_user_role(std::string_view text) {
  for (const auto role : {user_role::viewer, user_role::trader, user_role::admin})
    if (to_text(role) == text)
      return role;
  return error{"invalid_role", "\"" + std::string(text.substr(0, 32)) +
                                   "\" is not a role; use viewer, trader or admin"};
}

} // namespace troupe::actors
