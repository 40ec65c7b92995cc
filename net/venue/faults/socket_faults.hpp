// What faults do to a connection from its first byte on, whatever is spoken over it.
#pragma once

#include "net/venue/faults/dice.hpp"
#include "net/venue/faults/plan.hpp"

#include <chrono>
#include <cstddef>
#include <optional>

namespace troupe::net::venue {

// What one connection meets; "in" is from the client.
struct roughness {
  bool slow_in = false;
  bool slow_out = false;
  std::size_t piece_bytes = 1; // at a time where it is slow
  std::chrono::milliseconds pause{0};
  // The client gets so many bytes and then a reset.
  std::optional<std::size_t> reset_after_bytes;

  bool any() const { return slow_in || slow_out || reset_after_bytes.has_value(); }
};

// Asked once for each connection: every rule on sockets has its chance, and of two that strike the
// later one counts.
roughness judge_socket(const fault_plan& plan, dice& chance);

} // namespace troupe::net::venue
