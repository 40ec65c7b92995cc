// How full the mailboxes of this process's roles are, for those who send to them.
#pragma once

#include "runtime/directory.hpp"
#include "runtime/mailbox_gauge.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <utility>

namespace troupe::actors {

// Thread-safe.
class backlog_table {
public:
  void put(const runtime::role_key& role, std::shared_ptr<const runtime::mailbox_gauge> gauge) {
    const std::unique_lock lock(mutex_);
    gauges_[role] = std::move(gauge);
  }

  // Messages that wait; none for a role that is not here, whose link has its own bound.
  std::int64_t depth(const runtime::role_key& role) const {
    const std::shared_lock lock(mutex_);
    const auto found = gauges_.find(role);
    return found == gauges_.end() ? 0 : found->second->depth.load(std::memory_order_relaxed);
  }

private:
  mutable std::shared_mutex mutex_;
  std::map<runtime::role_key, std::shared_ptr<const runtime::mailbox_gauge>> gauges_;
};

} // namespace troupe::actors
