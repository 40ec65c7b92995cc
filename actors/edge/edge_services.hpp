// What the edge is given besides its role's context. Everything it points to outlives every actor;
// one value serves all incarnations of the edge.
#pragma once

#include "actors/edge/auth/revocation_list.hpp"
#include "persistence/facts/fact_store.hpp"
#include "runtime/mailbox_gauge.hpp"
#include "runtime/supervision_view.hpp"
#include "trading/market/symbol.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace troupe::actors {

struct edge_services {
  const runtime::supervision_view* supervision = nullptr;
  // Of the living actors of every lane of this process; called on the edge's lane.
  std::function<std::vector<runtime::mailbox_reading>()> mailboxes;
  std::int64_t started_utc_ns = 0; // the process's start
  std::string version;
  std::vector<trading::symbol> symbols; // that are traded
  std::string master_key;               // TROUPE_MASTER_KEY; empty: there is none
  // Ends a role's actor, as a crash would: for tests. Empty: there is no such route. Says whether
  // there was one.
  std::function<bool(const std::string& role, std::uint32_t shard)> kill_role;
  // Logged out sessions; shared, so that they stay logged out when the edge is restarted.
  std::shared_ptr<revocation_list> revoked = std::make_shared<revocation_list>();
  // Where edges share what they know; never null where there is an edge.
  std::shared_ptr<persistence::facts::fact_store> facts;
};

} // namespace troupe::actors
