#include "actors/edge/auth/login_desk.hpp"

#include "actors/edge/auth/first_user.hpp"
#include "actors/edge/auth/password.hpp"
#include "actors/edge/auth/user_file.hpp"

#include <utility>

namespace troupe::actors {

namespace {

result<user> user_with_password(const std::filesystem::path& home, const std::string& name,
                                const std::string& password) {
  const error refused{"invalid_credentials", "the user or the password is wrong"};
  if (password.size() > password_bytes_max)
    return refused;
  const auto users = user_file(home).load();
  if (!users)
    return users.failure();
  const auto* known = find_user(*users, name);
  if (known == nullptr) {
    pretend_to_verify(password);
    return refused;
  }
  if (!verify_password(known->password_hash, password))
    return refused;
  return *known;
}

result<user> user_named(const std::filesystem::path& home, const std::string& name) {
  const auto users = user_file(home).load();
  if (!users)
    return users.failure();
  if (const auto* known = find_user(*users, name))
    return *known;
  return error{"user_gone", "the user " + name + " was removed"};
}

} // namespace

template <class Value>
void login_desk::work(std::function<result<Value>()> task,
                      std::function<void(result<Value>)> done) {
  worker_.run(std::move(task), std::move(done),
              {"login_busy", "too many logins wait; try again in a second"},
              {"login_failed", "the login could not be checked"});
}

void login_desk::prepare(std::string configured_password, on_prepared done) {
  work<std::optional<std::string>>(
      [home = home_, password = std::move(configured_password)] {
        return ensure_admin(home, password);
      },
      std::move(done));
}

void login_desk::check_password(std::string name, std::string password, on_user done) {
  work<user>(
      [home = home_, name = std::move(name), password = std::move(password)] {
        return user_with_password(home, name, password);
      },
      std::move(done));
}

void login_desk::look_up(std::string name, on_user done) {
  work<user>([home = home_, name = std::move(name)] { return user_named(home, name); },
             std::move(done));
}

} // namespace troupe::actors
