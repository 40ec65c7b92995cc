#include "net/alpaca/access.hpp"

#include <gtest/gtest.h>

namespace troupe::net::alpaca::access_test {
namespace {

const credentials keys{"K", "S"};

TEST(resolve, goes_with_alpacas_hosts_to_alpacas_other_hosts) {
  const auto found = resolve({"https://paper-api.alpaca.markets/v2", "", ""}, keys);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->trading.base_path, "");
  EXPECT_EQ(found->data.host, "data.alpaca.markets");
  EXPECT_EQ(found->stream.host, "stream.data.alpaca.markets");
  EXPECT_TRUE(found->stream.tls);
  EXPECT_FALSE(found->extensions);
  EXPECT_FALSE(found->is_live());
}

TEST(resolve, knows_real_money) {
  const auto found = resolve({"https://API.alpaca.markets", "", ""}, keys);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->is_live());
}

TEST(resolve, stays_at_a_venue_of_ones_own_and_offers_extensions) {
  const auto found = resolve({"http://127.0.0.1:9200", "", ""}, keys);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->data.authority(), "127.0.0.1:9200");
  EXPECT_EQ(found->stream.authority(), "127.0.0.1:9200");
  EXPECT_TRUE(found->extensions);
  EXPECT_FALSE(found->is_live());
}

TEST(resolve, offers_no_extensions_when_one_host_is_alpacas) {
  const auto found =
      resolve({"http://127.0.0.1:9200", "", "wss://stream.data.alpaca.markets"}, keys);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->extensions);
}

TEST(resolve, refuses_missing_keys_and_broken_urls) {
  EXPECT_EQ(resolve({"http://localhost", "", ""}, {"", "S"}).failure().code, "missing_credentials");
  EXPECT_EQ(resolve({"localhost", "", ""}, keys).failure().code, "invalid_url");
  EXPECT_EQ(resolve({"http://localhost", "ftp://x", ""}, keys).failure().code, "invalid_url");
}

TEST(is_alpaca_host, is_not_fooled_by_names_that_only_look_alike) {
  EXPECT_TRUE(is_alpaca_host("Data.Alpaca.Markets"));
  EXPECT_TRUE(is_alpaca_host("alpaca.markets"));
  EXPECT_FALSE(is_alpaca_host("notalpaca.markets"));
  EXPECT_FALSE(is_alpaca_host("alpaca.markets.example.org"));
}

} // namespace
} // namespace troupe::net::alpaca::access_test
