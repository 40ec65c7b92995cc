// Which roles this process plays: all of them, or those of one node of the cluster.
#pragma once

#include "config/settings.hpp"
#include "trading/result.hpp"

#include <set>
#include <string>

namespace troupe::actors {

struct placement {
  std::string node; // "all" where there is no cluster
  std::set<std::string> roles;

  bool has(const std::string& role) const { return roles.contains(role); }
};

// Every role in one process. The built-in venue is one of them where it is used.
placement place_all();
// Error `unknown_node` names the nodes that the configuration has.
result<placement> place_node(const config::settings& settings, const std::string& node);

} // namespace troupe::actors
