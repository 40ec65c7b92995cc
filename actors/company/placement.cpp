#include "actors/company/placement.hpp"

#include "config/cluster.hpp"

namespace troupe::actors {

placement place_all() {
  const auto names = config::role_names();
  return {"all", {names.begin(), names.end()}};
}

result<placement> place_node(const config::settings& settings, const std::string& node) {
  const auto found = settings.cluster.nodes.find(node);
  if (found != settings.cluster.nodes.end())
    return placement{node, {found->second.roles.begin(), found->second.roles.end()}};
  std::string known;
  for (const auto& [name, unused] : settings.cluster.nodes)
    known += (known.empty() ? "" : ", ") + name;
  return error{"unknown_node", "--name " + node + ": the configuration has " +
                                   (known.empty() ? "no [cluster.nodes]" : "the nodes " + known)};
}

} // namespace troupe::actors
