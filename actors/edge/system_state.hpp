// What the edge tells of the system itself: which roles are there and ready, and how they are
// supervised. Plain values, so that the routes need no actors.
#pragma once

#include "runtime/mailbox_gauge.hpp"
#include "runtime/supervision_view.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace troupe::actors {

// A role that the system needs, and who plays it.
struct role_presence {
  std::string role;
  std::uint32_t shard = 0;
  bool present = false;
  bool ready = false;
  std::string node;
  std::uint64_t incarnation = 0;
  std::string note; // why it is not ready, in words
};

// Something outside this program that it uses.
struct dependency {
  std::string name;
  bool up = false;
  bool needed = false; // whether the system is not ready without it
  std::string note;    // why it is not up, in words
};

struct system_state {
  std::vector<role_presence> roles; // every one that the system needs, in the order of start
  std::vector<runtime::supervisor_status> supervisors;
  std::vector<runtime::mailbox_reading> mailboxes;
  std::vector<dependency> dependencies;

  bool ready() const {
    for (const auto& each : roles)
      if (!each.ready)
        return false;
    for (const auto& each : dependencies)
      if (each.needed && !each.up)
        return false;
    return true;
  }
};

} // namespace troupe::actors
