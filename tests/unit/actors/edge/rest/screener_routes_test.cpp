#include "tests/unit/actors/edge/stand.hpp"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace troupe::actors::screener_routes_test {

TEST(screener_routes, add_up_a_turnover_that_no_amount_can_hold) {
  edge_stand stand;
  tell_story(stand.known);
  for (int minute = 0; minute < 3; ++minute) {
    auto candle = minute_bar(bitcoin, story_ns + minute * trading::minute_ns);
    candle.open = candle.high = candle.low = candle.close = trading::price::of(4'000'000);
    candle.volume = trading::quantity::of(1'000'000);
    stand.known.fold(record_of(10 + static_cast<std::uint64_t>(minute), candle));
  }
  const auto rows = stand.get("/api/screener?sort=volume")["items"];
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_GT(rows[0]["dollar_volume"].get<double>(), 11.9e12);
  EXPECT_GT(rows[0]["volume"].get<double>(), 2.9e6);
}

TEST(screener_routes, tell_quote_position_and_indicators_of_the_bars) {
  edge_stand stand;
  tell_story(stand.known);
  tell_books(stand.known);
  constexpr int bars = 120;
  for (int minute = 1; minute <= bars; ++minute)
    stand.known.fold(record_of(100 + static_cast<std::uint64_t>(minute),
                               minute_bar(bitcoin, story_ns + minute * trading::minute_ns,
                                          100 + minute)));
  auto quote = bitcoin_quote();
  quote.bid = trading::price::of(199);
  quote.ask = trading::price::of(201);
  stand.known.fold(quote, 0);
  const auto row = stand.get("/api/screener")["items"][0];
  EXPECT_EQ(row["symbol"], "BTC/USD");
  EXPECT_EQ(row["price"], 100 + bars);
  EXPECT_EQ(row["high"], 100 + bars);
  EXPECT_EQ(row["low"], 100);
  EXPECT_EQ(row["bid"], 199);
  EXPECT_EQ(row["spread_bps"], 100);
  EXPECT_EQ(row["held_qty"], "2");
  EXPECT_EQ(row["tradable"], true);
  EXPECT_EQ(row["rsi"], 100) << "it only rose";
  EXPECT_EQ(row["stochrsi_k"], 50) << "in a flat window";
  // The EMA of 50 of a line that rises by 1 a bar lags it by (50 - 1) / 2.
  const double lag = 24.5;
  const double last = 100 + bars;
  EXPECT_NEAR(row["trend_percent"].get<double>(), 100 * lag / (last - lag), 0.3);
  EXPECT_GT(row["volatility_percent"].get<double>(), 0);
}

TEST(screener_routes, leave_out_what_too_few_bars_do_not_tell) {
  edge_stand stand;
  tell_story(stand.known);
  const auto row = stand.get("/api/screener")["items"][0];
  for (const auto* name : {"rsi", "stochrsi_k", "stochrsi_d", "trend_percent", "volatility_percent",
                           "bid", "ask", "spread_bps", "held_qty"})
    EXPECT_TRUE(row[name].is_null()) << name;
}

TEST(screener_routes, page_through_all_symbols_each_once) {
  edge_stand stand;
  tell_story(stand.known);
  std::set<std::string> wanted{"BTC/USD"};
  for (std::uint64_t number = 0; number < 9; ++number) {
    const auto name = trading::symbol::of(std::string("AB") + static_cast<char>('A' + number));
    wanted.insert(std::string(name.text()));
    stand.known.fold(record_of(20 + number, minute_bar(name, story_ns)));
  }
  std::set<std::string> told;
  std::string token;
  std::size_t rows = 0;
  do {
    const auto page =
        stand.get("/api/screener?sort=symbol&direction=asc&limit=4&page_token=" + token);
    for (const auto& each : page["items"]) {
      told.insert(each["symbol"]);
      ++rows;
    }
    token = page["next_page_token"].is_null() ? "" : page["next_page_token"];
  } while (!token.empty());
  EXPECT_EQ(told, wanted);
  EXPECT_EQ(rows, wanted.size());
  const auto stocks = stand.get("/api/screener?class=us_equity&sort=symbol")["items"];
  ASSERT_EQ(stocks.size(), wanted.size() - 1);
  EXPECT_EQ(stocks[0]["symbol"], "ABI") << "z to a, unless asked otherwise";
  EXPECT_EQ(stocks[0]["tradable"], false) << "not among those traded";
  EXPECT_TRUE(stand.get("/api/screener?page_token=500")["items"].empty());
}

} // namespace troupe::actors::screener_routes_test
