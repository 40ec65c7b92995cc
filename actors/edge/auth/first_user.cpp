#include "actors/edge/auth/first_user.hpp"

#include "actors/edge/auth/password.hpp"
#include "persistence/private_file.hpp"

#include <algorithm>

namespace troupe::actors {

namespace {

constexpr std::string_view admin_name = "admin";

result<void> set_admin_password(const user_file& file, std::vector<user> users,
                                const std::string& password) {
  std::erase_if(users, [](const user& each) { return each.name == admin_name; });
  users.push_back({std::string(admin_name), user_role::admin, hash_password(password)});
  return file.save(users);
}

} // namespace

result<std::optional<std::string>> ensure_admin(const std::filesystem::path& home,
                                                const std::string& configured_password) {
  const user_file file(home);
  const auto users = file.load();
  if (!users)
    return users.failure();
  if (!configured_password.empty()) {
    const auto* admin = find_user(*users, admin_name);
    if (admin == nullptr || !verify_password(admin->password_hash, configured_password))
      if (const auto saved = set_admin_password(file, *users, configured_password); !saved)
        return saved.failure();
    return std::optional<std::string>();
  }
  if (!users->empty())
    return std::optional<std::string>();
  const auto password = random_password();
  if (const auto kept =
          persistence::write_private_file(home / "admin-password", password + "\n");
      !kept)
    return kept.failure();
  if (const auto saved = set_admin_password(file, *users, password); !saved)
    return saved.failure();
  return std::optional(password);
}

void forget_first_password(const std::filesystem::path& home, std::string_view name) {
  std::error_code ignored;
  if (name == admin_name)
    std::filesystem::remove(home / "admin-password", ignored);
}

} // namespace troupe::actors
