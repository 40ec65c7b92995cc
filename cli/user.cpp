#include "cli/user.hpp"

#include "actors/edge/auth/first_user.hpp"
#include "actors/edge/auth/password.hpp"
#include "actors/edge/auth/second_factor_file.hpp"
#include "actors/edge/auth/user_file.hpp"
#include "actors/edge/auth/user_rules.hpp"
#include "cli/audit.hpp"
#include "cli/exit_codes.hpp"
#include "cli/prompt.hpp"
#include "cli/table.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace troupe::cli {

namespace {

using actors::user;

result<std::string> read_password(const std::string& name) {
  auto given = read_secret("password of " + name);
  if (!given)
    return given;
  if (const auto fits = actors::check_new_password(*given); !fits)
    return fits.failure();
  return given;
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
  if (const auto fits = actors::check_user_name(options.name); !fits)
    return refuse(fits.failure(), errors, 2);
  const auto role = actors::parse_user_role(options.role);
  if (!role)
    return refuse(role.failure(), errors, 2);
  const actors::user_file file(options.home);
  auto users = file.load();
  if (users)
    users = actors::with_user(std::move(*users), {options.name, *role, {}});
  if (!users)
    return refuse(users.failure(), errors);
  const auto password = read_password(options.name);
  if (!password)
    return refuse(password.failure(), errors, 2);
  users->back().password_hash = actors::hash_password(*password);
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
  if (users)
    users = actors::with_change(std::move(*users), options.name, {}, {}); // whether there is one
  if (!users)
    return refuse(users.failure(), errors);
  const auto password = read_password(options.name);
  if (!password)
    return refuse(password.failure(), errors, 2);
  users = actors::with_change(std::move(*users), options.name, {},
                              actors::hash_password(*password));
  const int code = save(file, *users, "changed the password of " + options.name, output, errors);
  if (code == 0)
    actors::forget_first_password(options.home, options.name);
  return code;
}

int remove_user(const user_options& options, std::ostream& output, std::ostream& errors) {
  const actors::user_file file(options.home);
  auto users = file.load();
  if (users)
    users = actors::without_user(std::move(*users), options.name);
  if (!users)
    return refuse(users.failure(), errors);
  const auto factor = actors::second_factor_file(options.home).remove(options.name);
  if (!factor && factor.failure().code != "no_such_secret")
    return refuse(factor.failure(), errors);
  return save(file, *users, "removed " + options.name, output, errors);
}

} // namespace troupe::cli
