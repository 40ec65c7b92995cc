#include "config/cluster.hpp"

#include "config/venue_access.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

namespace troupe::config {

namespace {

constexpr std::array<std::string_view, 9> roles{
    "venue", "journal", "feed", "risk", "executor", "signal", "portfolio", "notifier", "edge"};

error wrong(std::string_view where, std::string_view what) {
  return {"invalid_cluster", "cluster.nodes" + (where.empty() ? "" : "." + std::string(where)) +
                                 ": " + std::string(what)};
}

bool is_node_name(std::string_view name) {
  constexpr std::size_t name_max = 32;
  return !name.empty() && name.size() <= name_max &&
         std::all_of(name.begin(), name.end(), [](char letter) {
           return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                  letter == '-' || letter == '_';
         });
}

std::string all_roles() {
  std::string text;
  for (const auto role : roles)
    text += (text.empty() ? "" : ", ") + std::string(role);
  return text;
}

bool is_role(std::string_view name) {
  return std::find(roles.begin(), roles.end(), name) != roles.end();
}

// Role to the node that has it.
using placement = std::map<std::string, std::string, std::less<>>;

result<placement> place_roles(const cluster_settings& cluster) {
  placement placed;
  for (const auto& [name, node] : cluster.nodes)
    for (const auto& role : node.roles) {
      if (!is_role(role))
        return wrong(name, "there is no role \"" + role + "\"; allowed: " + all_roles());
      if (const auto [before, added] = placed.emplace(role, name); !added)
        return wrong(name, "role " + role + " is already on node " + before->second +
                               "; each role has one place");
    }
  return placed;
}

result<void> check_roles(const settings& values) {
  const auto placed = place_roles(values.cluster);
  if (!placed)
    return placed.failure();
  const bool builtin = resolve(values).kind == venue_kind::builtin;
  for (const auto role : roles)
    if (!placed->contains(role) && (role != "venue" || builtin))
      return wrong("", "no node has the role " + std::string(role) + "; each role has one place");
  if (placed->at("journal") != placed->at("executor"))
    return wrong("", "the journal is on node " + placed->at("journal") + ", the executor on node " +
                         placed->at("executor") +
                         "; they share a node, as an intent is durable before its order leaves");
  return {};
}

result<void> check_addresses(const settings& values) {
  std::set<std::pair<std::string, std::uint16_t>> taken;
  std::set<std::string> machines;
  for (const auto& [name, node] : values.cluster.nodes) {
    if (!is_node_name(name))
      return wrong(name, "not a node's name; allowed: 1 to 32 of a-z, 0-9, - and _");
    const auto address = parse_address(node.address);
    if (!address)
      return wrong(name + ".address", address.failure().message);
    const auto machine = is_loopback(address->host) ? "127.0.0.1" : address->host;
    if (!taken.emplace(machine, address->port).second)
      return wrong(name + ".address", node.address + " is another node's; each has its own");
    machines.insert(machine);
  }
  const bool postgres = values.database_url.starts_with("postgresql://") ||
                        values.database_url.starts_with("postgres://");
  if (machines.size() > 1 && !postgres)
    return wrong("", "nodes on several machines need a PostgreSQL that holds the lease; set "
                     "database_url (DATABASE_URL) to postgresql://…");
  return {};
}

} // namespace

std::span<const std::string_view> role_names() {
  return roles;
}

result<host_port> parse_address(std::string_view text) {
  const error wrong_address{"invalid_address", "\"" + std::string(text) +
                                                   "\" is not an address; allowed: host:port, "
                                                   "port 1 to 65535"};
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0)
    return wrong_address;
  host_port parsed;
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']'))
    host = host.substr(1, host.size() - 2);
  else if (host.find(':') != std::string_view::npos)
    return wrong_address;
  const auto is_host_letter = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' || letter == ':' ||
           letter == '_';
  };
  if (host.empty() || !std::all_of(host.begin(), host.end(), is_host_letter))
    return wrong_address;
  const auto port = text.substr(colon + 1);
  const auto* end = port.data() + port.size();
  const auto read = std::from_chars(port.data(), end, parsed.port);
  if (read.ec != std::errc() || read.ptr != end || parsed.port == 0)
    return wrong_address;
  parsed.host = host;
  return parsed;
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

result<void> check_cluster(const settings& values) {
  if (values.cluster.nodes.empty())
    return {};
  if (auto checked = check_addresses(values); !checked)
    return checked;
  return check_roles(values);
}

} // namespace troupe::config
