#include "cli/user.hpp"

#include "actors/edge/auth/password.hpp"
#include "actors/edge/auth/user_file.hpp"
#include "cli/audit.hpp"
#include "cli/prompt.hpp"
#include "cli/table.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace troupe::cli {

namespace {

using actors::user;
using actors::user_role;

constexpr std::size_t name_bytes_max = 64;
constexpr std::size_t password_bytes_min = 10;

int refuse(const error& why, std::ostream& errors, int code = 1) {
  errors << "troupe: " << why.message << '\n';
  return code;
}

bool is_name(const std::string& name) {
  return !name.empty() && name.size() <= name_bytes_max &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.@-") == std::string::npos;
}

result<std::string> read_password(const std::string& name) {
  auto given = read_secret("password of " + name);
  if (given &&
      (given->size() < password_bytes_min || given->size() > actors::password_bytes_max))
    return error{"invalid_password", "a password has " + std::to_string(password_bytes_min) +
                                         " to " + std::to_string(actors::password_bytes_max) +
                                         " bytes"};
  return given;
}

error no_such_user(const std::string& name) {
  return {"no_such_user", "there is no user " + name + "; troupe user list shows all"};
}

int save(const actors::user_file& file, const std::vector<user>& users, const std::string& done,
         std::ostream& output, std::ostream& errors) {
  if (const auto saved = file.save(users); !saved)
    return refuse(saved.failure(), errors);
  output << done << '\n';
  return keep_write(file.path().parent_path(), "user", done, errors);
}

} // namespace

int add_user(const user_options& options, std::ostream& output, std::ostream& errors) {
  if (!is_name(options.name))
    return refuse({"invalid_name", "a user's name is 1 to 64 of a-z, 0-9, _ . @ -"}, errors, 2);
  const auto role = actors::parse_user_role(options.role);
  if (!role)
    return refuse(role.failure(), errors, 2);
  const actors::user_file file(options.home);
  auto users = file.load();
  if (!users)
    return refuse(users.failure(), errors);
  if (find_user(*users, options.name) != nullptr)
    return refuse({"user_exists", "there is a user " + options.name + " already"}, errors);
  const auto password = read_password(options.name);
  if (!password)
    return refuse(password.failure(), errors, 2);
  users->push_back({options.name, *role, actors::hash_password(*password)});
  return save(file, *users, "added " + options.name + ", " + options.role, output, errors);
}

int list_users(const user_options& options, std::ostream& output, std::ostream& errors) {
  const auto users = actors::user_file(options.home).load();
  if (!users)
    return refuse(users.failure(), errors);
  auto rows = nlohmann::ordered_json::array();
  table made({"name", "role"});
  for (const auto& each : *users) {
    rows.push_back({{"name", each.name}, {"role", to_text(each.role)}});
    made.add({each.name, std::string(to_text(each.role))});
  }
  if (options.json)
    output << rows.dump(2) << '\n';
  else
    made.print(output);
  return 0;
}

int set_password(const user_options& options, std::ostream& output, std::ostream& errors) {
  const actors::user_file file(options.home);
  auto users = file.load();
  if (!users)
    return refuse(users.failure(), errors);
  const auto found = std::find_if(users->begin(), users->end(), [&](const user& each) {
    return each.name == options.name;
  });
  if (found == users->end())
    return refuse(no_such_user(options.name), errors);
  const auto password = read_password(options.name);
  if (!password)
    return refuse(password.failure(), errors, 2);
  found->password_hash = actors::hash_password(*password);
  const int code = save(file, *users, "changed the password of " + options.name, output, errors);
  std::error_code ignored;
  if (code == 0 && options.name == "admin") // it is no longer the one that is kept there
    std::filesystem::remove(options.home / "admin-password", ignored);
  return code;
}

int remove_user(const user_options& options, std::ostream& output, std::ostream& errors) {
  const actors::user_file file(options.home);
  auto users = file.load();
  if (!users)
    return refuse(users.failure(), errors);
  const auto* found = find_user(*users, options.name);
  if (found == nullptr)
    return refuse(no_such_user(options.name), errors);
  const auto admins = std::count_if(users->begin(), users->end(), [](const user& each) {
    return each.role == user_role::admin;
  });
  if (found->role == user_role::admin && admins == 1)
    return refuse({"last_admin", options.name + " is the only admin; add another one first"},
                  errors);
  std::erase_if(*users, [&](const user& each) { return each.name == options.name; });
  return save(file, *users, "removed " + options.name, output, errors);
}

} // namespace troupe::cli
