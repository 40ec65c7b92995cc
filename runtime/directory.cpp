#include "runtime/directory.hpp"

#include <caf/attachable.hpp>

namespace troupe::runtime {

bool directory::put(role_key key, role_entry entry) {
  {
    const std::lock_guard lock{mutex_};
    if (const auto present = entries_.find(key); present != entries_.end() &&
                                                 present->second.node == entry.node &&
                                                 present->second.incarnation > entry.incarnation) {
      return false;
    }
    entries_[key] = entry;
    version_.fetch_add(1, std::memory_order_release);
  }
  tell({{change_kind::added, std::move(key), std::move(entry)}});
  return true;
}

bool directory::set_ready(const role_key& key, std::uint64_t incarnation, bool ready) {
  role_entry after;
  {
    const std::lock_guard lock{mutex_};
    const auto present = entries_.find(key);
    if (present == entries_.end() || present->second.incarnation != incarnation) {
      return false;
    }
    if (present->second.ready == ready) {
      return true;
    }
    present->second.ready = ready;
    after = present->second;
    version_.fetch_add(1, std::memory_order_release);
  }
  tell({{change_kind::ready_changed, key, std::move(after)}});
  return true;
}

bool directory::remove(const role_key& key, std::uint64_t incarnation) {
  role_entry before;
  {
    const std::lock_guard lock{mutex_};
    const auto present = entries_.find(key);
    if (present == entries_.end() || present->second.incarnation != incarnation) {
      return false;
    }
    before = std::move(present->second);
    entries_.erase(present);
    version_.fetch_add(1, std::memory_order_release);
  }
  tell({{change_kind::removed, key, std::move(before)}});
  return true;
}

void directory::remove_node(const std::string& node) {
  remove_if([&node](const role_entry& entry) { return entry.node == node; });
}

void directory::clear() {
  remove_if([](const role_entry&) { return true; });
}

void directory::remove_if(const std::function<bool(const role_entry&)>& condemned) {
  std::vector<change> changes;
  {
    const std::lock_guard lock{mutex_};
    for (auto place = entries_.begin(); place != entries_.end();) {
      if (condemned(place->second)) {
        changes.push_back({change_kind::removed, place->first, std::move(place->second)});
        place = entries_.erase(place);
      } else {
        ++place;
      }
    }
    version_.fetch_add(1, std::memory_order_release);
  }
  tell(changes);
}

std::optional<role_entry> directory::find(const role_key& key) const {
  const std::lock_guard lock{mutex_};
  const auto present = entries_.find(key);
  return present == entries_.end() ? std::nullopt : std::optional{present->second};
}

std::vector<std::pair<role_key, role_entry>> directory::entries() const {
  const std::lock_guard lock{mutex_};
  return {entries_.begin(), entries_.end()};
}

directory::watch_token directory::watch(watcher callback) {
  const std::lock_guard lock{mutex_};
  watchers_.emplace(next_token_, std::make_shared<const watcher>(std::move(callback)));
  return next_token_++;
}

void directory::unwatch(watch_token token) {
  const std::lock_guard lock{mutex_};
  watchers_.erase(token);
}

void directory::tell(const std::vector<change>& changes) const {
  std::vector<std::shared_ptr<const watcher>> audience;
  {
    const std::lock_guard lock{mutex_};
    for (const auto& [token, callback] : watchers_) {
      audience.push_back(callback);
    }
  }
  for (const auto& happened : changes) {
    for (const auto& callback : audience) {
      (*callback)(happened);
    }
  }
}

void remove_on_exit(directory& where, role_key key, const role_entry& entry) {
  entry.handle->attach_functor([&where, key = std::move(key), incarnation = entry.incarnation](
                                   const caf::error&) { where.remove(key, incarnation); });
}

} // namespace troupe::runtime
