// What a role is given at its start. Everything it points to outlives every actor.
#pragma once

#include "config/settings.hpp"
#include "config/venue_access.hpp"
#include "runtime/clock.hpp"
#include "runtime/directory.hpp"
#include "runtime/lane.hpp"
#include "runtime/metrics.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace troupe::actors {

class journal_outbox;
class readiness_board;

struct role_context {
  const config::settings* settings = nullptr;
  const config::venue_access* venue = nullptr;
  runtime::directory* directory = nullptr;
  runtime::metrics* metrics = nullptr;
  const runtime::process_clock* clock = nullptr;
  readiness_board* readiness = nullptr;
  runtime::lane* lane = nullptr;       // where the role lives
  journal_outbox* outbox = nullptr;    // of that lane
  runtime::role_key key;
  std::uint64_t incarnation = 0;
  std::string node;
  std::uint64_t seed = 0; // of this role's jitter
  // How many messages wait on the way to a role, here or on the link to its node.
  std::function<std::int64_t(const runtime::role_key&)> backlog;
  // The market's data are spent, and everything that follows from them is done.
  std::function<void()> on_market_end;
  // The executor has nothing open any more that must not stay open.
  std::function<void()> on_wound_down;

  std::uint32_t shards() const { return static_cast<std::uint32_t>(settings->runtime.lanes); }
  // The market waits for each step's end (docs/decisions/0003-lockstep-steps.md).
  bool is_lockstep() const { return venue->extensions && settings->venue.speed == "max"; }
  // The way of an order leads over several lanes or nodes, each with an outbox of its own: what one
  // role recorded must leave before what another makes of it, or the effect precedes its cause.
  bool is_spread() const { return shards() > 1 || !settings->cluster.nodes.empty(); }
};

} // namespace troupe::actors
