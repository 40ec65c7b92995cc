// The body of PATCH /api/strategies/{name}.
#include "actors/edge/rest/body.hpp"
#include "actors/edge/rest/json_members.hpp"

#include <algorithm>

namespace troupe::actors {

namespace {

using nlohmann::json;

error invalid_member(const std::string& name, const char* why) {
  return {"invalid_body", name + ' ' + why};
}

// Blanks separate changes, and a sign the name from its text.
bool is_plain(std::string_view text) {
  return !text.empty() && text.find_first_of(" =") == std::string_view::npos;
}

result<void> add_parameters(const json& object, std::string& changes) {
  const auto found = object.find("parameters");
  if (found == object.end() || found->is_null())
    return {};
  if (!found->is_object())
    return invalid_member("parameters", "must be an object of names and values");
  for (const auto& [name, value] : found->items()) {
    const auto text = text_of(*found, name.c_str());
    if (!is_plain(name) || !is_plain(text) || value.is_structured())
      return invalid_member(name, "must be a number, decimal text, true or false");
    changes += ' ' + name + '=' + text;
  }
  return {};
}

result<void> add_enabled(const json& object, std::string& changes) {
  const auto found = object.find("enabled");
  if (found == object.end() || found->is_null())
    return {};
  if (!found->is_boolean())
    return invalid_member("enabled", "must be true or false");
  changes += found->get<bool>() ? " enabled=true" : " enabled=false";
  return {};
}

result<void> add_universe(const json& object, std::string& changes) {
  const auto words = object.find("universe");
  const auto names = object.find("symbols");
  if (words != object.end() && names != object.end())
    return invalid_member("symbols", "and universe say the same; give one");
  std::string text;
  if (words != object.end()) {
    if (!words->is_string())
      return invalid_member("universe", "must be text");
    text = words->get<std::string>();
    std::replace(text.begin(), text.end(), ' ', ',');
  } else if (names != object.end()) {
    if (!names->is_array())
      return invalid_member("symbols", "must be a list of symbols");
    for (const auto& each : *names) {
      if (!each.is_string() || !is_plain(each.get<std::string>()))
        return invalid_member("symbols", "must be a list of symbols");
      text += (text.empty() ? "" : ",") + each.get<std::string>();
    }
  } else {
    return {};
  }
  changes += " universe=" + text;
  return {};
}

} // namespace

result<strategy_body> read_strategy_change(std::string_view body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  strategy_body wanted{{}, text_of(*object, "reason")};
  for (const auto add : {add_parameters, add_enabled, add_universe})
    if (const auto added = add(*object, wanted.changes); !added)
      return added.failure();
  if (wanted.changes.empty())
    return error{"invalid_body", "change parameters, enabled, symbols or universe"};
  wanted.changes.erase(0, 1);
  return wanted;
}

} // namespace troupe::actors
