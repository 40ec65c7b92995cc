#include "actors/edge/auth/user_file.hpp"

#include "persistence/private_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace troupe::actors {

namespace {

using nlohmann::json;

result<user> read_user(const json& entry) {
  const auto text_of = [&entry](const char* name) {
    const auto found = entry.find(name);
    return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto role = parse_user_role(text_of("role"));
  if (!role)
    return role.failure();
  return user{text_of("name"), *role, text_of("password_hash")};
}

} // namespace

result<std::vector<user>> user_file::load() const {
  const auto text = persistence::read_private_file(path_);
  if (!text && text.failure().code == "file_not_found")
    return std::vector<user>{};
  if (!text)
    return text.failure();
  const auto entries = json::parse(*text, nullptr, false);
  std::vector<user> users;
  for (const auto& entry : entries.is_array() ? entries : json::array({nullptr})) {
    auto read = entry.is_object() ? read_user(entry)
                                  : result<user>(error{"", "it is not an array of users"});
    if (!read)
      return error{"invalid_users_file", path_.string() + ": " + read.failure().message};
    users.push_back(std::move(*read));
  }
  return users;
}

result<void> user_file::save(const std::vector<user>& users) const {
  auto entries = json::array();
  for (const auto& each : users)
    entries.push_back(
        {{"name", each.name}, {"role", to_text(each.role)}, {"password_hash", each.password_hash}});
  return persistence::write_private_file(path_, entries.dump(2) + "\n");
}

const user* find_user(const std::vector<user>& users, std::string_view name) {
  const auto found = std::find_if(users.begin(), users.end(),
                                  [name](const user& each) { return each.name == name; });
  return found == users.end() ? nullptr : &*found;
}

} // namespace troupe::actors
