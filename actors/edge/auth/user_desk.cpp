#include "actors/edge/auth/user_desk.hpp"

#include "actors/edge/auth/first_user.hpp"
#include "actors/edge/auth/password.hpp"

#include <utility>

namespace troupe::actors {

namespace {

const error users_busy{"users_busy", "too many changes of users wait; try again in a second"};
const error users_failed{"users_failed", "the users could not be changed"};

} // namespace

void user_desk::look(std::function<void(const error&)> failed) {
  if (std::exchange(looking_, true))
    return;
  worker_.run<std::optional<user_list>>(
      [this]() -> result<std::optional<user_list>> {
        std::error_code missing;
        const auto written = std::filesystem::last_write_time(file_.path(), missing);
        if (missing || seen_ == written)
          return std::optional<user_list>();
        auto loaded = file_.load();
        if (!loaded)
          return loaded.failure();
        seen_ = written;
        return std::optional<user_list>(std::move(*loaded));
      },
      [this, failed = std::move(failed)](const result<std::optional<user_list>>& found) {
        looking_ = false;
        if (!found)
          failed(found.failure());
        else if (*found)
          told_(**found);
      },
      users_busy, users_failed);
}

void user_desk::list(on_done done) {
  worker_.run<user_list>([this] { return file_.load(); }, std::move(done), users_busy,
                         users_failed);
}

void user_desk::write(std::function<result<user_list>(user_list)> rule, on_done done,
                      std::function<void()> saved) {
  worker_.run<user_list>(
      [this, rule = std::move(rule), saved = std::move(saved)]() -> result<user_list> {
        auto known = file_.load();
        if (!known)
          return known;
        auto changed = rule(std::move(*known));
        if (!changed)
          return changed;
        if (const auto kept = file_.save(*changed); !kept)
          return kept.failure();
        saved();
        return changed;
      },
      [this, done = std::move(done)](const result<user_list>& changed) {
        if (changed)
          told_(*changed);
        done(changed);
      },
      users_busy, users_failed);
}

void user_desk::add(std::string name, user_role role, std::string password, on_done done) {
  write(
      [name = std::move(name), role, password = std::move(password)](user_list known) {
        auto made = with_user(std::move(known), {name, role, {}});
        if (made)
          made->back().password_hash = hash_password(password);
        return made;
      },
      std::move(done));
}

void user_desk::change(std::string name, std::optional<user_role> role,
                       std::optional<std::string> password, on_done done) {
  auto saved = [home = home_, name, is_new = password.has_value()] {
    if (is_new)
      forget_first_password(home, name);
  };
  write(
      [name = std::move(name), role, password = std::move(password)](user_list known) {
        auto changed = with_change(std::move(known), name, role, std::nullopt);
        return changed && password ? with_change(std::move(*changed), name, role,
                                                 hash_password(*password))
                                   : changed;
      },
      std::move(done), std::move(saved));
}

void user_desk::remove(std::string name, on_done done) {
  write([name = std::move(name)](user_list known) { return without_user(std::move(known), name); },
        std::move(done));
}

} // namespace troupe::actors
