#include "config/cluster.hpp"

#include <gtest/gtest.h>

namespace troupe::config::cluster_test {
namespace {

settings two_nodes() {
  settings values;
  values.cluster.nodes["a"] = {"127.0.0.1:9301", {"feed", "signal", "edge", "venue"}};
  values.cluster.nodes["b"] = {"localhost:9302",
                               {"journal", "risk", "executor", "portfolio", "notifier"}};
  return values;
}

std::string fault_of(const settings& values) {
  const auto checked = check_cluster(values);
  return checked ? "" : checked.failure().message;
}

TEST(cluster, may_have_no_nodes_at_all) {
  EXPECT_EQ(fault_of({}), "");
}

TEST(cluster, may_spread_the_roles_over_two_nodes_of_one_machine) {
  EXPECT_EQ(fault_of(two_nodes()), "");
}

TEST(cluster, has_each_role_in_one_place) {
  auto values = two_nodes();
  values.cluster.nodes["a"].roles.push_back("risk");
  EXPECT_NE(fault_of(values).find("risk is already on node a"), std::string::npos);
  values = two_nodes();
  values.cluster.nodes["a"].roles.pop_back();
  EXPECT_NE(fault_of(values).find("no node has the role venue"), std::string::npos);
  values = two_nodes();
  values.cluster.nodes["b"].roles.push_back("oracle");
  EXPECT_NE(fault_of(values).find("no role \"oracle\""), std::string::npos);
}

TEST(cluster, needs_no_venue_of_its_own_at_another_venue) {
  auto values = two_nodes();
  values.cluster.nodes["a"].roles.pop_back();
  values.alpaca.key_id = "k";
  EXPECT_EQ(fault_of(values), "");
}

TEST(cluster, has_the_journal_with_its_executor) {
  auto values = two_nodes();
  auto& roles = values.cluster.nodes["b"].roles;
  roles.erase(roles.begin());
  values.cluster.nodes["a"].roles.push_back("journal");
  EXPECT_NE(fault_of(values).find("share a node"), std::string::npos);
}

TEST(cluster, needs_a_postgres_as_soon_as_it_spans_machines) {
  auto values = two_nodes();
  values.cluster.nodes["b"].address = "10.0.0.2:9302";
  EXPECT_NE(fault_of(values).find("DATABASE_URL"), std::string::npos);
  values.database_url = "sqlite:x.db";
  EXPECT_NE(fault_of(values), "");
  values.database_url = "postgresql://db/troupe";
  EXPECT_EQ(fault_of(values), "");
}

TEST(cluster, gives_each_node_a_name_and_an_address_of_its_own) {
  auto values = two_nodes();
  values.cluster.nodes["b"].address = "127.0.0.2:9301";
  EXPECT_NE(fault_of(values).find("another node's"), std::string::npos);
  values = two_nodes();
  values.cluster.nodes["Node B"] = values.cluster.nodes["b"];
  values.cluster.nodes.erase("b");
  EXPECT_NE(fault_of(values).find("not a node's name"), std::string::npos);
}

TEST(address, is_a_host_and_a_port) {
  EXPECT_EQ(parse_address("exec-1.local:9301")->host, "exec-1.local");
  EXPECT_EQ(parse_address("[::1]:9301")->host, "::1");
  EXPECT_EQ(parse_address("10.0.0.1:65535")->port, 65535);
  for (const auto* wrong : {"", "host", ":1", "host:", "host:0", "host:65536", "host:1x", "::1:80",
                            "ho st:1", "[]:1", "http://x:1"})
    EXPECT_FALSE(parse_address(wrong)) << wrong;
}

} // namespace
} // namespace troupe::config::cluster_test
