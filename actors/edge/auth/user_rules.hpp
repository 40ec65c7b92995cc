// What may be changed of the users, for the command line and the edge alike. Each change gives the
// users as they are afterwards, and touches no file.
#pragma once

#include "actors/edge/auth/user.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::actors {

inline constexpr std::size_t user_name_bytes_max = 64;
inline constexpr std::size_t password_bytes_min = 10;
inline constexpr std::size_t users_max = 256;

using user_list = std::vector<user>;

// Of a-z, 0-9 and _ . @ -, so that none looks like a key's. Error: `invalid_name`.
result<void> check_user_name(std::string_view name);
// Its length, in bytes. Error: `invalid_password`.
result<void> check_new_password(std::string_view password);

// Errors: `user_exists`, `too_many_users`.
result<user_list> with_user(user_list known, user made);
// What is not given stays. Errors: `not_found`, `last_admin` for the only admin's role.
result<user_list> with_change(user_list known, const std::string& name,
                              std::optional<user_role> role,
                          const std::optional<std::string>& password_hash);
// Errors: `not_found`, `last_admin`.
result<user_list> without_user(user_list known, const std::string& name);

} // namespace troupe::actors
