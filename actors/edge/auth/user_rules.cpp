#include "actors/edge/auth/user_rules.hpp"

#include "actors/edge/auth/password.hpp"

#include <algorithm>

namespace troupe::actors {

namespace {

user_list::iterator place_of(user_list& known, std::string_view name) {
  return std::find_if(known.begin(), known.end(),
                      [name](const user& each) { return each.name == name; });
}

error no_such_user(const std::string& name) {
  return {"not_found",
          "there is no user " + name.substr(0, user_name_bytes_max) +
              "; troupe user list and GET /api/users show all"};
}

bool is_only_admin(const user_list& known, const user& who) {
  return who.role == user_role::admin &&
         std::count_if(known.begin(), known.end(),
                       [](const user& each) { return each.role == user_role::admin; }) == 1;
}

error last_admin(const std::string& name) {
  return {"last_admin", name + " is the only admin; add another one first"};
}

} // namespace

result<void> check_user_name(std::string_view name) {
  if (name.empty() || name.size() > user_name_bytes_max ||
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.@-") != std::string_view::npos)
    return error{"invalid_name", "a user's name is 1 to 64 of a-z, 0-9, _ . @ -"};
  return {};
}

result<void> check_new_password(std::string_view password) {
  if (password.size() < password_bytes_min || password.size() > password_bytes_max)
    return error{"invalid_password", "a password has " + std::to_string(password_bytes_min) +
                                         " to " + std::to_string(password_bytes_max) + " bytes"};
  return {};
}

result<user_list> with_user(user_list known, user made) {
  if (place_of(known, made.name) != known.end())
    return error{"user_exists", "there is a user " + made.name + " already"};
  if (known.size() >= users_max)
    return error{"too_many_users",
                 "there are " + std::to_string(users_max) + " users; remove some"};
  known.push_back(std::move(made));
  return known;
}

result<user_list> with_change(user_list known, const std::string& name,
                              std::optional<user_role> role,
                          const std::optional<std::string>& password_hash) {
  const auto found = place_of(known, name);
  if (found == known.end())
    return no_such_user(name);
  if (role && *role != user_role::admin && is_only_admin(known, *found))
    return last_admin(name);
  found->role = role.value_or(found->role);
  found->password_hash = password_hash.value_or(found->password_hash);
  return known;
}

result<user_list> without_user(user_list known, const std::string& name) {
  const auto found = place_of(known, name);
  if (found == known.end())
    return no_such_user(name);
  if (is_only_admin(known, *found))
    return last_admin(name);
  known.erase(found);
  return known;
}

} // namespace troupe::actors
