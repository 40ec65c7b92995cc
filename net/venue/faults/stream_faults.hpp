// What faults do to the streams' connections: mutes, and storms of disconnects.
#pragma once

#include "net/venue/faults/dice.hpp"
#include "net/venue/faults/plan.hpp"

#include <cstdint>
#include <memory>
#include <optional>

namespace troupe::net::venue {

enum class stream_kind : std::uint8_t { orders, data };

// One connection's silence: over by its time, or with the plan that it came from.
struct mute {
  std::shared_ptr<const bool> plan_stands;
  bool over = false;

  bool holds() const { return !over && *plan_stands; }
};

// Asked for each connection and whatever is to be told to it: how long it says nothing from now
// on, this message included; 0 is for as long as it lives.
std::optional<std::int64_t> judge_mute(const fault_plan& plan, dice& chance, stream_kind stream);

// Asked before something is told to the connections of a kind: whether all of them are closed, and
// how long each new one is closed as soon as it has opened.
std::optional<std::int64_t> judge_storm(const fault_plan& plan, dice& chance, stream_kind stream);

} // namespace troupe::net::venue
