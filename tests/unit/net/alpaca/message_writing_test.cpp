#include "net/alpaca/history_target.hpp"
#include "net/alpaca/order_body.hpp"
#include "net/alpaca/subscriptions.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace troupe::net::alpaca::message_writing_test {
namespace {

using nlohmann::json;
using trading::symbol;

TEST(order_body, says_what_is_wanted_in_strings_and_nothing_else) {
  trading::order_request wanted;
  wanted.client_order_id = "main-1-\"7";
  wanted.symbol = symbol::of("BTC/USD");
  wanted.side = trading::side::sell;
  wanted.type = trading::order_type::stop_limit;
  wanted.time_in_force = trading::time_in_force::gtc;
  wanted.qty = *trading::quantity::parse("0.000000001");
  wanted.limit_price = *trading::price::parse("91000.5");
  wanted.stop_price = *trading::price::parse("91000.25");
  EXPECT_EQ(json::parse(order_body(wanted)), json({{"symbol", "BTC/USD"},
                                                   {"side", "sell"},
                                                   {"type", "stop_limit"},
                                                   {"time_in_force", "gtc"},
                                                   {"qty", "0.000000001"},
                                                   {"limit_price", "91000.5"},
                                                   {"stop_price", "91000.25"},
                                                   {"client_order_id", "main-1-\"7"}}));
}

TEST(order_body, tells_a_notional_order_without_a_quantity) {
  trading::order_request wanted;
  wanted.symbol = symbol::of("AAPL");
  wanted.notional = *trading::money::parse("12.34");
  const auto body = json::parse(order_body(wanted));
  EXPECT_EQ(body.at("notional"), "12.34");
  EXPECT_FALSE(body.contains("qty"));
  EXPECT_FALSE(body.contains("limit_price"));
}

TEST(subscription_message, lists_only_channels_that_have_symbols) {
  subscriptions listed;
  listed.quotes = {symbol::of("MSFT"), symbol::of("AAPL")};
  listed.ticks = true;
  EXPECT_EQ(json::parse(subscription_message("subscribe", listed)),
            json({{"action", "subscribe"}, {"quotes", {"AAPL", "MSFT"}}, {"ticks", {"*"}}}));
}

TEST(difference, adds_and_removes_so_that_one_set_becomes_the_other) {
  const subscriptions before{{symbol::of("A"), symbol::of("B")}, {}, {symbol::of("C")}, false};
  const subscriptions after{{symbol::of("B"), symbol::of("D")}, {symbol::of("A")}, {}, true};
  const auto added = difference(after, before);
  const auto removed = difference(before, after);
  EXPECT_EQ(added, (subscriptions{{symbol::of("D")}, {symbol::of("A")}, {}, true}));
  EXPECT_EQ(removed, (subscriptions{{symbol::of("A")}, {}, {symbol::of("C")}, false}));
  EXPECT_TRUE(difference(after, after).empty());
}

TEST(group, keeps_stocks_and_crypto_apart_and_every_request_short) {
  std::vector<symbol> all{symbol::of("BTC/USD"), symbol::of("AAPL"), symbol::of("AAPL")};
  for (int number = 0; number < 250; ++number)
    all.push_back(symbol::of("S" + std::to_string(number)));
  const auto groups = group(all);
  std::size_t total = 0;
  for (const auto& one : groups) {
    EXPECT_LE(one.symbols.size(), symbol_group::symbols_max);
    for (const auto& name : one.symbols)
      EXPECT_EQ(name.kind(), one.kind);
    total += one.symbols.size();
  }
  EXPECT_EQ(total, 252u);
  EXPECT_EQ(groups.size(), 4u);
}

TEST(timeframe, spells_what_the_venue_has_and_refuses_the_rest) {
  EXPECT_EQ(timeframe(trading::minute_ns), "1Min");
  EXPECT_EQ(timeframe(59 * trading::minute_ns), "59Min");
  EXPECT_EQ(timeframe(60 * trading::minute_ns), "1Hour");
  EXPECT_EQ(timeframe(240 * trading::minute_ns), "4Hour");
  EXPECT_EQ(timeframe(trading::day_ns), "1Day");
  for (const auto length : {trading::time_ns{0}, -trading::minute_ns, trading::second_ns,
                            90 * trading::minute_ns, 2 * trading::day_ns})
    EXPECT_EQ(timeframe(length), std::nullopt) << length;
}

TEST(bars_target, encodes_what_a_target_must_not_hold) {
  bar_query wanted;
  wanted.end_ns = trading::second_ns;
  const auto crypto =
      bars_target({trading::asset_class::crypto, {symbol::of("BTC/USD")}}, wanted, "1Min", "iex");
  EXPECT_EQ(crypto, "/v1beta3/crypto/us/bars?symbols=BTC%2FUSD&timeframe=1Min"
                    "&start=1970-01-01T00%3A00%3A00Z&end=1970-01-01T00%3A00%3A01Z"
                    "&sort=asc&limit=10000");
  const auto stocks =
      bars_target({trading::asset_class::us_equity, {symbol::of("AAPL")}}, wanted, "1Min", "iex");
  EXPECT_NE(stocks.find("&adjustment=split&feed=iex"), std::string::npos);
}

} // namespace
} // namespace troupe::net::alpaca::message_writing_test
