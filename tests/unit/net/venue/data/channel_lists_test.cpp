#include "net/venue/data/channel_lists.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace troupe::net::venue::channel_lists_test {
namespace {

using nlohmann::json;

channel_request request_of(
    std::initializer_list<std::pair<const char*, std::set<std::string, std::less<>>>> lists) {
  channel_request made;
  for (const auto& [channel, symbols] : lists)
    made.symbols[channel] = symbols;
  return made;
}

int code_of(const std::optional<stream_refusal>& refused) {
  return refused ? refused->code : 0;
}

TEST(channel_lists, shows_every_channel_of_its_feed_and_no_other) {
  const auto keys = [](data_feed feed) {
    std::set<std::string> names;
    const auto told = json::parse(channel_lists(feed).frame())[0];
    for (const auto& [key, list] : told.items())
      names.insert(key);
    return names;
  };
  EXPECT_EQ(keys(data_feed::test), (std::set<std::string>{"T", "trades", "quotes", "bars"}));
  EXPECT_EQ(keys(data_feed::news), (std::set<std::string>{"T", "news"}));
  EXPECT_EQ(keys(data_feed::crypto),
            (std::set<std::string>{"T", "trades", "quotes", "bars", "updatedBars", "dailyBars",
                                   "orderbooks"}));
  EXPECT_EQ(keys(data_feed::stocks).size(), 11u);
}

TEST(channel_lists, refuses_what_names_nothing_and_what_another_feed_has) {
  const data_plan open;
  channel_lists news(data_feed::news);
  EXPECT_EQ(code_of(news.add(request_of({{"news", {}}}), open)), 400);
  EXPECT_EQ(code_of(news.add(request_of({{"bars", {"AAPL"}}}), open)), 410);
  EXPECT_EQ(code_of(news.add(request_of({{"bars", {}}, {"news", {"*"}}}), open)), 0);
  EXPECT_TRUE(news.contains("news", "AAPL"));
  channel_lists options(data_feed::options);
  EXPECT_EQ(code_of(options.add(request_of({{"trades", {"*"}}}), open)), 410);
  EXPECT_EQ(code_of(options.add(request_of({{"quotes", {"*"}}}), open)), 413);
}

TEST(channel_lists, holds_a_plan_to_its_symbols_and_then_changes_nothing) {
  auto plan = data_plan::named("basic").value();
  plan.symbols_max = 2;
  plan.books_max = 1;
  channel_lists stocks(data_feed::stocks);
  EXPECT_EQ(code_of(stocks.add(request_of({{"trades", {"A", "B"}}, {"quotes", {"A"}}}), plan)), 0);
  EXPECT_EQ(code_of(stocks.add(request_of({{"quotes", {"C"}}, {"bars", {"D"}}}), plan)), 405);
  EXPECT_FALSE(stocks.contains("bars", "D"));
  EXPECT_EQ(code_of(stocks.add(request_of({{"quotes", {"*"}}}), plan)), 405);
  EXPECT_EQ(code_of(stocks.add(request_of({{"bars", {"*"}}}), plan)), 0) << "bars are free";
  channel_lists pairs(data_feed::crypto);
  EXPECT_EQ(code_of(pairs.add(request_of({{"orderbooks", {"BTC/USD"}}}), plan)), 0);
  EXPECT_EQ(code_of(pairs.add(request_of({{"orderbooks", {"ETH/USD"}}}), plan)), 405);
}

TEST(channel_lists, gives_corrections_to_whoever_has_the_trades) {
  const data_plan open;
  channel_lists stocks(data_feed::stocks);
  EXPECT_EQ(code_of(stocks.add(request_of({{"trades", {"AAPL"}}}), open)), 0);
  EXPECT_TRUE(stocks.contains("cancelErrors", "AAPL"));
  EXPECT_EQ(code_of(stocks.remove(request_of({{"trades", {"AAPL"}}}))), 0);
  EXPECT_TRUE(stocks.empty());
}

} // namespace
} // namespace troupe::net::venue::channel_lists_test
