#include "config/venue_access.hpp"

#include "config/load.hpp"

#include <gtest/gtest.h>

namespace troupe::config::venue_access_test {
namespace {

venue_access access_with(std::map<std::string, std::string> flags) {
  const auto made = load({{}, {}, std::move(flags)});
  return resolve(made->values);
}

TEST(venue_access, is_the_built_in_venue_without_keys_and_url) {
  const auto access = access_with({{"venue.port", "9300"}});
  EXPECT_EQ(access.kind, venue_kind::builtin);
  EXPECT_TRUE(access.simulated());
  EXPECT_TRUE(access.extensions);
  EXPECT_TRUE(access.trading_allowed);
  EXPECT_EQ(access.base_url, "http://127.0.0.1:9300");
  EXPECT_EQ(access.stream_url, "ws://127.0.0.1:9300");
  EXPECT_EQ(access.orders_url, "ws://127.0.0.1:9300/stream");
  EXPECT_FALSE(access.key_id.empty());
}

TEST(venue_access, is_alpacas_paper_venue_with_keys_alone) {
  const auto access = access_with({{"alpaca.key_id", "k"}, {"alpaca.secret_key", "s"}});
  EXPECT_EQ(access.kind, venue_kind::paper);
  EXPECT_FALSE(access.simulated());
  EXPECT_FALSE(access.extensions);
  EXPECT_TRUE(access.trading_allowed);
  EXPECT_EQ(access.base_url, "https://paper-api.alpaca.markets");
  EXPECT_EQ(access.data_url, "https://data.alpaca.markets");
  EXPECT_EQ(access.stream_url, "wss://stream.data.alpaca.markets");
  EXPECT_EQ(access.orders_url, "wss://paper-api.alpaca.markets/stream");
}

TEST(venue_access, takes_data_and_streams_from_another_hosts_own_port) {
  const auto access = access_with({{"alpaca.base_url", "http://localhost:9200/v2/"}});
  EXPECT_EQ(access.kind, venue_kind::simulated);
  EXPECT_TRUE(access.extensions);
  EXPECT_EQ(access.base_url, "http://localhost:9200");
  EXPECT_EQ(access.data_url, "http://localhost:9200");
  EXPECT_EQ(access.stream_url, "ws://localhost:9200");
}

TEST(venue_access, asks_another_host_for_no_extensions_when_told_so) {
  EXPECT_FALSE(access_with({{"alpaca.base_url", "http://localhost:9200"},
                            {"alpaca.extensions", "false"}})
                   .extensions);
  EXPECT_TRUE(access_with({{"alpaca.extensions", "false"}}).extensions) << "the built-in venue";
}

TEST(venue_access, keeps_urls_that_are_given) {
  const auto access = access_with({{"alpaca.base_url", "http://localhost:9200"},
                                   {"alpaca.data_url", "http://localhost:9201"},
                                   {"alpaca.stream_url", "ws://localhost:9202"}});
  EXPECT_EQ(access.data_url, "http://localhost:9201");
  EXPECT_EQ(access.stream_url, "ws://localhost:9202");
}

TEST(venue_access, never_trades_at_a_live_venue_unless_allowed_however_it_is_spelled) {
  for (const auto* url :
       {"https://api.alpaca.markets", "https://api.alpaca.markets/v2", "HTTPS://API.Alpaca.Markets",
        "https://user:word@api.alpaca.markets", "https://api.alpaca.markets.:443/",
        "api.alpaca.markets", "https://alpaca.markets", "https://broker-api.alpaca.markets"}) {
    SCOPED_TRACE(url);
    const auto access = access_with({{"alpaca.base_url", url}, {"alpaca.key_id", "k"}});
    EXPECT_EQ(access.kind, venue_kind::live);
    EXPECT_FALSE(access.trading_allowed);
    EXPECT_FALSE(access.extensions);
    EXPECT_TRUE(
        access_with({{"alpaca.base_url", url}, {"trading.allow_live", "true"}}).trading_allowed);
  }
}

TEST(venue_access, does_not_take_a_likeness_for_alpaca) {
  EXPECT_EQ(access_with({{"alpaca.base_url", "http://notalpaca.markets"}}).kind,
            venue_kind::simulated);
  EXPECT_EQ(access_with({{"alpaca.base_url", "http://alpaca.markets.local"}}).kind,
            venue_kind::simulated);
}

} // namespace
} // namespace troupe::config::venue_access_test
