#include "actors/edge/auth/user_rules.hpp"
#include "actors/edge/rest/body.hpp"
#include "actors/edge/rest/json_members.hpp"

namespace troupe::actors {

result<user_body> read_user_wish(std::string_view body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  user_body wanted{text_of(*object, "name"), user_role::viewer, text_of(*object, "password")};
  if (const auto fits = check_user_name(wanted.name); !fits)
    return fits.failure();
  const auto role = parse_user_role(text_of(*object, "role"));
  if (!role)
    return role.failure();
  wanted.role = *role;
  if (const auto fits = check_new_password(wanted.password); !fits)
    return fits.failure();
  return wanted;
}

result<user_change_body> read_user_change(std::string_view body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  user_change_body wanted;
  if (object->contains("role")) {
    const auto role = parse_user_role(text_of(*object, "role"));
    if (!role)
      return role.failure();
    wanted.role = *role;
  }
  if (object->contains("password")) {
    wanted.password = text_of(*object, "password");
    if (const auto fits = check_new_password(*wanted.password); !fits)
      return fits.failure();
  }
  if (!wanted.role && !wanted.password)
    return error{"invalid_body", "give a role or a password"};
  return wanted;
}

} // namespace troupe::actors
