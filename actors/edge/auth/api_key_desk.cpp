#include "actors/edge/auth/api_key_desk.hpp"

#include <utility>

namespace troupe::actors {

namespace {

const error keys_busy{"keys_busy", "too many changes of API keys wait; try again in a second"};
const error keys_failed{"keys_failed", "the API keys could not be changed"};

} // namespace

void api_key_desk::look(std::function<void(const error&)> failed) {
  if (std::exchange(looking_, true))
    return;
  worker_.run<std::optional<keys>>(
      [this]() -> result<std::optional<keys>> {
        std::error_code missing;
        const auto written = std::filesystem::last_write_time(file_.path(), missing);
        if (missing || seen_ == written)
          return std::optional<keys>(missing && std::exchange(seen_, std::nullopt)
                                         ? std::optional<keys>(keys{})
                                         : std::nullopt);
        seen_ = written;
        auto loaded = file_.load();
        if (!loaded)
          return loaded.failure();
        return std::optional<keys>(std::move(*loaded));
      },
      [this, failed = std::move(failed)](const result<std::optional<keys>>& found) {
        looking_ = false;
        if (!found)
          failed(found.failure());
        else if (*found)
          told_(**found);
      },
      keys_busy, keys_failed);
}

void api_key_desk::change(std::function<result<keys>()> task, on_done done) {
  worker_.run<keys>(
      std::move(task),
      [this, done = std::move(done)](const result<keys>& changed) {
        if (!changed)
          return done(changed.failure());
        told_(*changed);
        done({});
      },
      keys_busy, keys_failed);
}

void api_key_desk::add(api_key made, on_done done) {
  change([this, made = std::move(made)] { return file_.add(made); }, std::move(done));
}

void api_key_desk::revoke(std::string id, on_done done) {
  change([this, id = std::move(id)] { return file_.remove(id); }, std::move(done));
}

} // namespace troupe::actors
