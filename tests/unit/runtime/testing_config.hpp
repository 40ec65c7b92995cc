// A system whose scheduler runs only when the test says so.
#pragma once

#include <caf/actor_system_config.hpp>
#include <caf/atom.hpp>

namespace troupe::runtime {

struct testing_config : caf::actor_system_config {
  testing_config() { set("scheduler.policy", caf::atom("testing")); }
};

} // namespace troupe::runtime
