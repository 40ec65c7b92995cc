// Who plays which role: the one place where a role's name becomes an actor to send to.
//
// A role is reached by (role, shard), never by an address, so nobody can tell a local actor from
// the link that stands for a remote one. Thread-safe. The directory holds strong handles: the
// actor system ends only after `clear()`.
#pragma once

#include <caf/actor.hpp>
#include <caf/actor_cast.hpp>

#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace troupe::runtime {

struct role_key {
  std::string role;
  std::uint32_t shard = 0;

  friend auto operator<=>(const role_key&, const role_key&) = default;
};

struct role_entry {
  caf::actor handle;
  std::string node;
  std::uint64_t incarnation = 0;
  bool ready = false;
};

class directory {
public:
  enum class change_kind : std::uint8_t { added, ready_changed, removed };
  struct change {
    change_kind kind;
    role_key key;
    role_entry entry; // as it is after the change; as it was, for `removed`
  };
  using watcher = std::function<void(const change&)>;
  using watch_token = std::uint64_t;

  directory() = default;
  directory(const directory&) = delete;
  directory& operator=(const directory&) = delete;

  // Enters a role, or replaces who played it. An entry with a lower incarnation on the same node
  // than the present one is late news and is ignored (false).
  bool put(role_key key, role_entry entry);
  // Ignored (false) unless exactly this incarnation plays the role.
  bool set_ready(const role_key& key, std::uint64_t incarnation, bool ready);
  bool remove(const role_key& key, std::uint64_t incarnation);
  // Removes every role that this node plays, e.g. when its link goes down.
  void remove_node(const std::string& node);
  // Releases every handle; the watchers are told of each.
  void clear();

  std::optional<role_entry> find(const role_key& key) const;
  std::vector<std::pair<role_key, role_entry>> entries() const; // by key

  // Changes with every change of an entry; cheap enough to read before every send.
  std::uint64_t version() const { return version_.load(std::memory_order_acquire); }

  // The watcher is called after each change, on the thread that made it, without the lock held, so
  // it may use the directory. After unwatch returns, a call that had begun may still be running.
  watch_token watch(watcher callback);
  void unwatch(watch_token token);

private:
  void remove_if(const std::function<bool(const role_entry&)>& condemned);
  void tell(const std::vector<change>& changes) const;

  mutable std::mutex mutex_;
  std::map<role_key, role_entry> entries_;
  std::map<watch_token, std::shared_ptr<const watcher>> watchers_;
  watch_token next_token_ = 1;
  std::atomic<std::uint64_t> version_ = 0;
};

// Removes the entry when the actor ends, if it is still this incarnation's. `where` must outlive
// the actor.
void remove_on_exit(directory& where, role_key key, const role_entry& entry);

} // namespace troupe::runtime
