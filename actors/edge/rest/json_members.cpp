#include "actors/edge/rest/json_members.hpp"

namespace troupe::actors {

result<nlohmann::json> read_object(std::string_view body) {
  auto object = nlohmann::json::parse(body, nullptr, false);
  if (!object.is_object())
    return error{"invalid_body", "the body must be a JSON object"};
  return object;
}

} // namespace troupe::actors
