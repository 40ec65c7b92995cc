#include "actors/edge/auth/api_key_file.hpp"

#include "persistence/private_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace troupe::actors {

namespace {

using nlohmann::json;

result<api_key> read_key(const json& entry) {
  const error unreadable{"invalid_keys_file", "it is not an array of API keys"};
  if (!entry.is_object())
    return unreadable;
  api_key read;
  for (const auto& [name, into] : {std::pair("id", &read.id), std::pair("name", &read.name),
                                   std::pair("hash", &read.hash),
                                   std::pair("made_by", &read.made_by)}) {
    const auto found = entry.find(name);
    if (found == entry.end() || !found->is_string())
      return unreadable;
    *into = found->get<std::string>();
  }
  for (const auto& [name, into] :
       {std::pair("made", &read.made_s), std::pair("expires", &read.expires_s)}) {
    const auto found = entry.find(name);
    if (found == entry.end() || !found->is_number_integer())
      return unreadable;
    *into = found->get<std::int64_t>();
  }
  const auto role = entry.find("role");
  const auto parsed = parse_user_role(
      role != entry.end() && role->is_string() ? role->get<std::string>() : std::string());
  if (!parsed)
    return parsed.failure();
  read.role = *parsed;
  return read;
}

} // namespace

result<std::vector<api_key>> api_key_file::load() const {
  const auto text = persistence::read_private_file(path_);
  if (!text && text.failure().code == "file_not_found")
    return std::vector<api_key>{};
  if (!text)
    return text.failure();
  const auto entries = json::parse(*text, nullptr, false);
  std::vector<api_key> keys;
  for (const auto& entry : entries.is_array() ? entries : json::array({nullptr})) {
    auto read = read_key(entry);
    if (!read)
      return error{"invalid_keys_file", path_.string() + ": " + read.failure().message};
    keys.push_back(std::move(*read));
  }
  return keys;
}

result<std::vector<api_key>> api_key_file::save(std::vector<api_key> keys) const {
  auto entries = json::array();
  for (const auto& each : keys)
    entries.push_back({{"id", each.id},
                       {"name", each.name},
                       {"role", to_text(each.role)},
                       {"hash", each.hash},
                       {"made_by", each.made_by},
                       {"made", each.made_s},
                       {"expires", each.expires_s}});
  if (auto written = persistence::write_private_file(path_, entries.dump(2) + "\n"); !written)
    return written.failure();
  return keys;
}

result<std::vector<api_key>> api_key_file::add(const api_key& made) const {
  auto keys = load();
  if (!keys)
    return keys;
  std::erase_if(*keys, [&](const api_key& each) { return each.expires_s <= made.made_s; });
  if (std::any_of(keys->begin(), keys->end(),
                  [&](const api_key& each) { return each.name == made.name; }))
    return error{"key_exists", "there is a key " + made.name + " already; revoke it first"};
  if (keys->size() >= keys_max)
    return error{"too_many_keys", "there are " + std::to_string(keys_max) + " keys; revoke some"};
  keys->push_back(made);
  return save(std::move(*keys));
}

result<std::vector<api_key>> api_key_file::remove(const std::string& id) const {
  auto keys = load();
  if (!keys)
    return keys;
  if (std::erase_if(*keys, [&](const api_key& each) { return each.id == id; }) == 0)
    return error{"not_found", "there is no API key with the id " + id.substr(0, 32)};
  return save(std::move(*keys));
}

} // namespace troupe::actors
