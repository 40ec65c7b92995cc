#include "net/venue/data/market_msgpack.hpp"

#include "net/venue/data/market_json.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace troupe::net::venue::market_msgpack_test {
namespace {

using nlohmann::json;

constexpr trading::time_ns told_ns = 1'725'200'000 * trading::second_ns + 123'456'789;

trading::quote quote_of(const char* symbol, trading::time_ns at = told_ns) {
  return {.symbol = trading::symbol::parse(symbol).value(),
          .market_ns = at,
          .bid = trading::price::parse("271.3").value(),
          .bid_qty = trading::quantity::of(200),
          .ask = trading::price::of(272),
          .ask_qty = trading::quantity::of(100)};
}

trading::trade trade_of(const char* symbol) {
  return {.symbol = trading::symbol::parse(symbol).value(),
          .market_ns = told_ns,
          .px = trading::price::parse("0.015").value(),
          .qty = trading::quantity::of(3),
          .id = 9'007'199'254'740'993};
}

trading::bar bar_of(const char* symbol) {
  trading::bar made;
  made.symbol = trading::symbol::parse(symbol).value();
  made.start_ns = told_ns;
  made.open = made.low = trading::price::of(10);
  made.high = made.close = trading::price::parse("10.25").value();
  made.volume = trading::quantity::of(1'000);
  made.trade_count = 70'000;
  return made;
}

std::string timestamp_in(trading::time_ns at) {
  const auto bytes = packed_object(market_event(quote_of("AAPL", at)));
  constexpr std::string_view before = "\xa1t";
  const auto begin = bytes.find(before) + before.size();
  return bytes.substr(begin, bytes.find("\xa2"
                                        "bx") -
                                 begin);
}

TEST(market_msgpack, has_the_members_and_values_of_the_json_form) {
  for (const auto* symbol : {"AAPL", "BTC/USD"})
    for (const market_event& event :
         {market_event(quote_of(symbol)), market_event(trade_of(symbol)),
          market_event(bar_of(symbol))}) {
      const auto text = json::parse(stream_object(event));
      SCOPED_TRACE(text.dump());
      auto packed = json::from_msgpack(packed_object(event));
      packed["t"] = text["t"]; // its form is tested below
      EXPECT_EQ(packed, text);
    }
}

TEST(market_msgpack, begins_every_object_with_its_kind) {
  constexpr std::string_view key = "\xa1T\xa1";
  for (const market_event& event : {market_event(quote_of("AAPL")), market_event(trade_of("AAPL")),
                                    market_event(bar_of("BTC/USD"))})
    EXPECT_EQ(packed_object(event).substr(1, key.size()), key);
}

TEST(market_msgpack, writes_times_as_the_timestamp_extension_in_its_shortest_form) {
  EXPECT_EQ(timestamp_in(told_ns), "\xd7\xff\x1d\x6f\x34\x54\x66\xd4\x76\x80");
  EXPECT_EQ(timestamp_in(told_ns - 123'456'789), "\xd6\xff\x66\xd4\x76\x80");
}

TEST(market_msgpack, writes_prices_as_floats_and_counts_as_integers) {
  const auto stock = json::from_msgpack(packed_object(market_event(quote_of("AAPL"))));
  EXPECT_TRUE(stock["ap"].is_number_float());
  EXPECT_TRUE(stock["as"].is_number_integer());
  EXPECT_TRUE(
      json::from_msgpack(packed_object(market_event(bar_of("AAPL"))))["n"].is_number_integer());
  const auto crypto = json::from_msgpack(packed_object(market_event(quote_of("BTC/USD"))));
  EXPECT_TRUE(crypto["as"].is_number_float());
}

TEST(market_msgpack, ends_with_a_tick_that_says_so) {
  const auto going = json::from_msgpack(packed_tick(told_ns, 7, false))[0];
  EXPECT_EQ(going["T"], "tick");
  EXPECT_EQ(going["n"], 7);
  EXPECT_FALSE(going.contains("end"));
  EXPECT_EQ(json::from_msgpack(packed_tick(told_ns, 7, true))[0]["end"], true);
}

} // namespace
} // namespace troupe::net::venue::market_msgpack_test
