// Why a role of this node is not ready yet, in words for the operator: what /ready shows.
#pragma once

#include "runtime/directory.hpp"

#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace troupe::actors {

// Thread-safe. An empty note means that there is nothing to say.
class readiness_board {
public:
  void note(const runtime::role_key& role, std::string why) {
    const std::lock_guard lock(mutex_);
    notes_[role] = std::move(why);
  }
  std::map<runtime::role_key, std::string> snapshot() const {
    const std::lock_guard lock(mutex_);
    return notes_;
  }

private:
  mutable std::mutex mutex_;
  std::map<runtime::role_key, std::string> notes_;
};

} // namespace troupe::actors
