#include "actors/edge/auth/api_key.hpp"
#include "actors/edge/rest/body.hpp"
#include "actors/edge/rest/json_members.hpp"

namespace troupe::actors {

result<key_body> read_key_wish(std::string_view body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  key_body wanted{text_of(*object, "name"), user_role::viewer, key_days_default};
  if (const auto fits = check_key_name(wanted.name); !fits)
    return fits.failure();
  const auto role = parse_user_role(text_of(*object, "role"));
  if (!role)
    return role.failure();
  wanted.role = *role;
  const auto days = object->find("expires_in_days");
  if (days == object->end())
    return wanted;
  if (!days->is_number_integer() || *days < 1 || *days > key_days_max)
    return error{"invalid_parameter",
                 "expires_in_days must be a number from 1 to " + std::to_string(key_days_max)};
  wanted.days = days->get<std::int64_t>();
  return wanted;
}

} // namespace troupe::actors
