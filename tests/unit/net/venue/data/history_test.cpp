// Historical and latest market data over REST.
#include "tests/unit/net/venue/still_market.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace troupe::net::venue::history_test {
namespace {

using nlohmann::json;

const std::string hour = "&start=2025-12-31T10:00:00Z&end=2025-12-31T10:59:59Z";

class history_test : public still_market_test {
protected:
  // Every item of every page, by symbol.
  std::map<std::string, std::vector<json>> pages(const std::string& target,
                                                 const std::string& kind) {
    std::map<std::string, std::vector<json>> all;
    std::string token;
    for (int page_count = 0; page_count < 100; ++page_count) {
      const auto page = get(target + (token.empty() ? "" : "&page_token=" + token));
      for (const auto& [symbol, items] : page[kind].items())
        for (const auto& item : items)
          all[symbol].push_back(item);
      if (page["next_page_token"].is_null())
        return all;
      token = page["next_page_token"];
    }
    ADD_FAILURE() << "the pages of " << target << " do not end";
    return all;
  }

  std::string refusal(const std::string& target) {
    const auto answer = ask("GET", target);
    EXPECT_EQ(answer.status, 400) << target;
    return json::parse(answer.body).value("message", "");
  }
};

TEST_F(history_test, pages_through_trades_and_quotes_in_both_directions) {
  for (const std::string kind : {"trades", "quotes"})
    for (const std::string sort : {"asc", "desc"}) {
      SCOPED_TRACE(kind + " " + sort);
      const auto target = "/v2/stocks/" + kind + "?symbols=MSFT,AAPL&limit=7&sort=" + sort + hour;
      const auto all = pages(target, kind);
      ASSERT_EQ(all.size(), 2u);
      for (auto [symbol, items] : all) {
        EXPECT_EQ(items.size(), kind == "trades" ? 240u : 60u) << symbol;
        if (sort == "desc")
          std::reverse(items.begin(), items.end());
        for (std::size_t index = 1; index < items.size(); ++index)
          EXPECT_LT(items[index - 1]["t"], items[index]["t"]);
      }
    }
}

TEST_F(history_test, pages_through_months_weeks_and_days) {
  const std::string since = "&symbols=BTC/USD&start=2025-01-01T00:00:00Z";
  for (const auto* frame : {"1Day", "1Week", "1Month", "12Month"}) {
    const auto bars = get("/v1beta3/crypto/us/bars?timeframe=" + std::string(frame) + since);
    EXPECT_FALSE(bars["bars"]["BTC/USD"].empty()) << frame;
  }
}

TEST_F(history_test, answers_one_symbol_in_the_form_of_one) {
  const auto page = get("/v2/stocks/AAPL/trades?limit=2" + hour);
  EXPECT_EQ(page["symbol"], "AAPL");
  EXPECT_EQ(page["trades"].size(), 2u);
  EXPECT_TRUE(page["trades"][0]["i"].is_number_integer());
  EXPECT_EQ(page["trades"][0]["c"], json({"@"}));
  EXPECT_FALSE(page["next_page_token"].is_null());
  EXPECT_EQ(get("/v2/stocks/AAPL/trades/latest")["trade"]["z"], "C");
  EXPECT_EQ(get("/v2/stocks/JPM/quotes/latest")["quote"]["z"], "A");
}

TEST_F(history_test, echoes_the_currency_and_takes_feeds_in_any_case) {
  const auto page = get("/v2/stocks/bars?symbols=AAPL&timeframe=1Hour&feed=SIP&currency=USD&"
                        "adjustment=split,spin-off&asof=-" +
                        hour);
  EXPECT_EQ(page["currency"], "USD");
  EXPECT_EQ(page["bars"]["AAPL"].size(), 1u);
}

// The market stands at midnight: its last minute began at 23:59.
TEST_F(history_test, tells_the_delayed_feed_a_quarter_of_an_hour_late) {
  const std::string one = "/v2/stocks/AAPL";
  EXPECT_EQ(get(one + "/bars/latest?feed=sip")["bar"]["t"], "2025-12-31T23:59:00Z");
  const auto bar = get(one + "/bars/latest?feed=DELAYED_SIP")["bar"];
  EXPECT_EQ(bar, get(one + "/bars?timeframe=1Min&start=2025-12-31T23:44:00Z"
                           "&end=2025-12-31T23:44:59Z")["bars"][0]);
  for (const auto& [kind, only] : {std::pair{"quotes", "quote"}, {"trades", "trade"}}) {
    const auto past = get(one + "/" + kind + "?sort=desc&limit=1&start=2025-12-31" +
                          "&end=2025-12-31T23:45:00Z")[kind];
    ASSERT_EQ(past.size(), 1u);
    EXPECT_EQ(get(one + "/" + kind + "/latest?feed=delayed_sip")[only], past[0]);
    EXPECT_EQ(get(std::string("/v2/stocks/") + kind +
                  "/latest?symbols=AAPL&feed=delayed_sip")[kind]["AAPL"],
              past[0]);
  }
  EXPECT_EQ(get(one + "/snapshot?feed=delayed_sip")["minuteBar"], bar);
}

TEST_F(history_test, shows_the_same_bars_under_every_adjustment) {
  const std::string bars = "/v2/stocks/AAPL/bars?timeframe=1Hour&start=2025-12-31";
  const auto raw = get(bars)["bars"];
  ASSERT_FALSE(raw.empty());
  for (const auto* adjustment : {"raw", "split", "dividend", "spin-off", "all", "split,dividend"})
    EXPECT_EQ(get(bars + "&adjustment=" + adjustment)["bars"], raw) << adjustment;
  EXPECT_EQ(ask("GET", bars + "&adjustment=some").status, 400);
}

TEST_F(history_test, refuses_bad_parameters_with_400) {
  const std::string bars = "/v2/stocks/bars?symbols=AAPL&timeframe=1Min";
  EXPECT_EQ(refusal(bars + "&limit=10001"),
            "invalid limit: larger than the allowed maximum of 10000");
  EXPECT_EQ(refusal(bars + "&colour=red"), "Unexpected query parameter(s): colour");
  EXPECT_EQ(refusal(bars + "&feed=nonsense"), "invalid feed: nonsense");
  EXPECT_EQ(refusal(bars + "&sort=up"), "invalid sort: up");
  EXPECT_EQ(refusal(bars + "&adjustment=half"), "invalid adjustment: half");
  EXPECT_EQ(refusal(bars + "&page_token=what"), "invalid page_token: what");
  EXPECT_EQ(refusal("/v2/stocks/bars?symbols=AAPL&timeframe=5Month").substr(0, 26),
            "invalid timeframe: 5Month;");
  EXPECT_EQ(refusal("/v1beta3/crypto/us/trades?symbols=BTCUSD"),
            "invalid symbol: BTCUSD does not match ^[A-Z]+x?/[A-Z]+$");
  EXPECT_EQ(refusal("/v1beta3/crypto/mars/trades?symbols=BTC/USD"), "invalid loc: mars");
  EXPECT_EQ(get("/v2/stocks/bars?symbols=NOPE&timeframe=1Min")["bars"], json::object());
}

TEST_F(history_test, shoots_stocks_unwrapped_and_pairs_wrapped) {
  const auto stocks = get("/v2/stocks/snapshots?symbols=AAPL,NOPE");
  ASSERT_EQ(stocks.size(), 1u);
  for (const auto* part : {"latestTrade", "latestQuote", "minuteBar", "dailyBar", "prevDailyBar"})
    EXPECT_TRUE(stocks["AAPL"][part].is_object()) << part;
  EXPECT_EQ(get("/v2/stocks/AAPL/snapshot")["symbol"], "AAPL");
  const auto pairs = get("/v1beta3/crypto/us/snapshots?symbols=BTC/USD")["snapshots"];
  EXPECT_TRUE(pairs["BTC/USD"]["latestTrade"].contains("tks"));
  EXPECT_EQ(pairs["BTC/USD"]["latestQuote"],
            get("/v1beta3/crypto/us-1/latest/quotes?symbols=BTC/USD")["quotes"]["BTC/USD"]);
}

TEST_F(history_test, shows_the_order_book_of_a_pair_around_its_quote) {
  const auto book = get("/v1beta3/crypto/us/latest/orderbooks?symbols=BTC/USD");
  const auto quote = get("/v1beta3/crypto/us/latest/quotes?symbols=BTC/USD");
  EXPECT_EQ(book["orderbooks"]["BTC/USD"]["b"][0]["p"], quote["quotes"]["BTC/USD"]["bp"]);
  EXPECT_EQ(book["orderbooks"]["BTC/USD"]["a"][0]["s"], quote["quotes"]["BTC/USD"]["as"]);
}

TEST_F(history_test, holds_auctions_on_trading_days) {
  const auto days = get("/v2/stocks/AAPL/auctions?start=2025-12-30&end=2026-01-02")["auctions"];
  ASSERT_EQ(days.size(), 1u);
  EXPECT_EQ(days[0]["d"], "2025-12-31");
  EXPECT_EQ(days[0]["o"][0]["t"], "2025-12-31T14:30:00Z");
  EXPECT_EQ(days[0]["o"][0]["c"], "O");
  EXPECT_EQ(days[0]["c"][0]["t"], "2025-12-31T21:00:00Z");
  EXPECT_EQ(days[0]["c"][1]["c"], "M");
}

TEST_F(history_test, names_exchanges_and_conditions) {
  EXPECT_EQ(get("/v2/stocks/meta/exchanges")["V"], "IEX");
  EXPECT_EQ(get("/v2/stocks/meta/conditions/trade?tape=C")["@"], "Regular Sale");
  EXPECT_EQ(get("/v2/stocks/meta/conditions/quote?tape=A")["R"], "Regular Two-Sided Open Quote");
  EXPECT_EQ(refusal("/v2/stocks/meta/conditions/trade?tape=X"), "invalid tape: use A, B or C");
}

TEST_F(history_test, pages_through_news_without_gap_or_repeat) {
  for (const std::string sort : {"asc", "desc"}) {
    std::set<std::int64_t> ids;
    std::string token;
    std::size_t count = 0;
    for (int page_count = 0; page_count < 50; ++page_count) {
      const auto page = get("/v1beta1/news?start=2025-12-31T00:00:00Z&end=2025-12-31T11:59:59Z&"
                            "limit=50&sort=" +
                            sort + (token.empty() ? "" : "&page_token=" + token));
      for (const auto& article : page["news"]) {
        ids.insert(article["id"].get<std::int64_t>());
        ++count;
      }
      if (page["next_page_token"].is_null())
        break;
      token = page["next_page_token"];
    }
    EXPECT_EQ(count, 144u) << "one in five minutes";
    EXPECT_EQ(ids.size(), count);
  }
}

TEST_F(history_test, tells_the_latest_news_first_and_content_when_asked) {
  const auto news = get("/v1beta1/news?symbols=AAPL,BTCUSD")["news"];
  ASSERT_EQ(news.size(), 10u);
  for (const auto& article : news) {
    const auto symbols = article["symbols"].get<std::set<std::string>>();
    EXPECT_TRUE(symbols.contains("AAPL") || symbols.contains("BTCUSD")) << article;
    EXPECT_EQ(article["content"], "");
    EXPECT_TRUE(article["images"].is_array());
  }
  EXPECT_GT(news[0]["created_at"], news[9]["created_at"]);
  const auto whole = get("/v1beta1/news?include_content=true&exclude_contentless=true")["news"];
  for (const auto& article : whole)
    EXPECT_NE(article["content"], "");
  EXPECT_EQ(refusal("/v1beta1/news?limit=51"),
            "invalid limit: larger than the allowed maximum of 50");
}

TEST_F(history_test, screens_what_was_traded_and_what_moved_most) {
  const auto active = get("/v1beta1/screener/stocks/most-actives?top=3")["most_actives"];
  ASSERT_EQ(active.size(), 3u);
  EXPECT_GE(active[0]["volume"], active[1]["volume"]);
  const auto movers = get("/v1beta1/screener/crypto/movers?top=50");
  EXPECT_EQ(movers["market_type"], "crypto");
  for (const auto& gainer : movers["gainers"])
    EXPECT_GT(gainer["percent_change"], 0);
  for (const auto& loser : movers["losers"])
    EXPECT_LT(loser["change"], 0);
}

TEST_F(history_test, lists_the_days_of_a_market_with_the_hours_of_its_phases) {
  const auto answer = get("/v3/calendar/NYSE?start=2025-12-24&end=2025-12-26");
  EXPECT_EQ(answer["market"]["mic"], "XNYS");
  ASSERT_EQ(answer["calendar"].size(), 2u) << "Christmas is none";
  EXPECT_EQ(answer["calendar"][0]["core_end"], "2025-12-24T13:00:00-05:00");
  EXPECT_EQ(answer["calendar"][1]["pre_start"], "2025-12-26T04:00:00-05:00");
  EXPECT_EQ(get("/v3/calendar/XNAS?timezone=UTC&start=2025-12-26&end=2025-12-26")["calendar"][0]
                                                                                 ["core_start"],
            "2025-12-26T14:30:00Z");
  EXPECT_EQ(ask("GET", "/v3/calendar/MOON").status, 404);
}

TEST_F(history_test, tells_the_phase_of_each_market) {
  const auto phase_at = [this](const std::string& time) {
    const auto clock = get("/v3/clock?markets=NYSE&time=" + time)["clocks"][0];
    EXPECT_EQ(clock["market"]["mic"], "XNYS");
    return clock["phase"].get<std::string>() + " until " +
           clock["phase_until"].get<std::string>().substr(0, 16);
  };
  EXPECT_EQ(phase_at("2025-12-24T08:59:59Z"), "closed until 2025-12-24T04:00");
  EXPECT_EQ(phase_at("2025-12-24T09:00:00Z"), "pre until 2025-12-24T09:30");
  EXPECT_EQ(phase_at("2025-12-24T14:30:00Z"), "core until 2025-12-24T13:00");
  EXPECT_EQ(phase_at("2025-12-24T18:00:00Z"), "post until 2025-12-24T20:00");
  EXPECT_EQ(phase_at("2025-12-25T15:00:00Z"), "closed until 2025-12-26T04:00");
  const auto on_christmas = get("/v3/clock?markets=XNAS,ARCA&time=2025-12-25T15:00:00Z")["clocks"];
  ASSERT_EQ(on_christmas.size(), 2u);
  EXPECT_EQ(on_christmas[1]["is_market_day"], false);
  EXPECT_EQ(on_christmas[1]["timestamp"], "2025-12-25T10:00:00-05:00");
  EXPECT_EQ(on_christmas[1]["next_market_open"], "2025-12-26T09:30:00-05:00");
  EXPECT_EQ(on_christmas[1]["next_market_close"], "2025-12-26T16:00:00-05:00");
  EXPECT_EQ(get("/v3/clock")["clocks"].size(), 6u);
  EXPECT_EQ(ask("GET", "/v3/clock?markets=MOON").status, 422);
}

TEST_F(history_test, finds_no_options_and_no_corporate_actions) {
  EXPECT_EQ(get("/v1beta1/options/bars?symbols=AAPL270115C00200000&timeframe=1Day"),
            json::parse(R"({"bars":{},"next_page_token":null})"));
  EXPECT_EQ(get("/v1beta1/options/snapshots/AAPL")["snapshots"], json::object());
  EXPECT_EQ(get("/v2/options/contracts")["option_contracts"], json::array());
  EXPECT_EQ(ask("GET", "/v2/options/contracts/AAPL270115C00200000").status, 404);
  EXPECT_EQ(get("/v1/corporate-actions?symbols=AAPL")["corporate_actions"], json::object());
}

TEST_F(history_test, lets_keys_in_by_basic_and_bearer_too) {
  http::client stranger(io, stream_client::where(venue->port()),
                        {.headers = {{"Authorization", "Basic SzpT"}}});
  EXPECT_EQ(ask_with(stranger, "GET", "/v2/stocks/meta/exchanges").status, 200);
  http::client bearer(io, stream_client::where(venue->port()),
                      {.headers = {{"Authorization", "Bearer token"}}});
  EXPECT_EQ(ask_with(bearer, "GET", "/v2/account").status, 200);
}

} // namespace
} // namespace troupe::net::venue::history_test
