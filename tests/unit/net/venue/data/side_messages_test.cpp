// What the data streams tell beside the market's own events, over real sockets.
#include "net/venue/market_replay.hpp"
#include "net/venue/seeded_market.hpp"
#include "tests/unit/net/venue/market_start.hpp"
#include "tests/unit/net/venue/venue_client.hpp"

#include <map>
#include <set>

namespace troupe::net::venue::side_messages_test {
namespace {

using nlohmann::json;

class side_messages_test : public venue_test {
protected:
  void serve(std::optional<double> speed, std::int64_t minutes = 0, fault_plan faults = {}) {
    server_options options;
    options.speed = speed;
    options.faults = std::move(faults);
    options.on_end = [this] { ended = true; };
    start(std::make_unique<seeded_market>(seeded_market_options{
              .seed = 5, .start_ns = start_ns, .history_days = 1, .minutes_max = minutes}),
          options);
  }

  void open(const std::string& path, const std::string& lists) {
    stream = std::make_unique<stream_client>(io, venue->port(), path);
    stream->on_frame = [this](const std::string& frame) {
      for (auto& message : json::parse(frame))
        told[message["T"].get<std::string>()].push_back(message);
    };
    stream->send(authorise_data);
    stream->send(R"({"action":"subscribe",)" + lists + "}");
  }

  bool wait_for(const std::string& kind, std::size_t count = 1) {
    return run_until(io, [&] { return told[kind].size() >= count; });
  }

  std::map<std::string, std::vector<json>> told; // by kind
  std::unique_ptr<stream_client> stream;
  bool ended = false;
};

TEST_F(side_messages_test, tells_the_day_so_far_with_every_minute) {
  serve(std::nullopt, 3);
  open("/v2/iex", R"("dailyBars":["AAPL"],"bars":["AAPL"])");
  ASSERT_TRUE(wait_for("d", 3));
  const auto& day = told["d"].back();
  EXPECT_EQ(day["t"], "2025-12-31T05:00:00Z") << "midnight in New York";
  EXPECT_EQ(day["c"], told["b"].back()["c"]);
  const auto history = get("/v2/stocks/AAPL/bars?timeframe=1Day&start=2025-12-31T05:00:00Z");
  EXPECT_EQ(history["bars"].back()["v"], day["v"]);
  EXPECT_EQ(history["bars"].back()["h"], day["h"]);
}

TEST_F(side_messages_test, tells_a_whole_book_first_and_then_its_changes) {
  serve(std::nullopt, 2);
  open("/v1beta3/crypto/us", R"("orderbooks":["BTC/USD"])");
  ASSERT_TRUE(wait_for("o", 3));
  std::map<double, double> bids;
  for (const auto& book : told["o"]) {
    EXPECT_EQ(book["r"], &book == &told["o"].front());
    for (const auto& level : book["b"]) {
      if (level["s"] == 0)
        EXPECT_EQ(bids.erase(level["p"]), 1u) << "only what was there can go";
      else
        bids[level["p"]] = level["s"];
    }
  }
  ASSERT_TRUE(run_until(io, [&] { return ended; }));
  std::map<double, double> latest;
  const auto shown = get("/v1beta3/crypto/us/latest/orderbooks?symbols=BTC/USD");
  for (const auto& level : shown["orderbooks"]["BTC/USD"]["b"])
    latest[level["p"]] = level["s"];
  EXPECT_EQ(bids.size(), latest.size());
}

TEST_F(side_messages_test, tells_the_news_that_history_has) {
  serve(std::nullopt, 30);
  open("/v1beta1/news", R"("news":["*"])");
  ASSERT_TRUE(run_until(io, [&] { return ended; }));
  ASSERT_GE(told["n"].size(), 5u);
  std::map<std::int64_t, json> history;
  const auto found = get("/v1beta1/news?limit=50&include_content=true");
  for (const auto& article : found["news"])
    history[article["id"]] = article;
  for (const auto& article : told["n"]) {
    const auto& same = history.at(article["id"]);
    EXPECT_EQ(same["headline"], article["headline"]);
    EXPECT_EQ(same["created_at"], article["created_at"]);
    EXPECT_EQ(same["content"], article["content"]);
  }
}

TEST_F(side_messages_test, tells_bands_around_the_price_of_every_stock) {
  serve(std::nullopt, 1);
  open("/v2/sip", R"("lulds":["*"],"bars":["AAPL"])");
  ASSERT_TRUE(wait_for("l", 20));
  for (const auto& band : told["l"])
    EXPECT_LT(band["d"], band["u"]);
}

TEST_F(side_messages_test, cancels_corrects_and_updates_what_it_told_and_history_agrees) {
  serve(6'000.0);
  open("/v2/iex", R"("trades":["*"],"updatedBars":["*"])");
  ASSERT_TRUE(wait_for("c") && wait_for("x") && wait_for("u"));
  const auto fates = [&](const json& message) {
    std::map<std::uint64_t, std::string> found;
    const auto all = get("/v2/stocks/" + message["S"].get<std::string>() +
                         "/trades?start=2026-01-01T00:00:00Z&limit=10000");
    for (const auto& trade : all["trades"])
      found[trade["i"]] = trade.value("u", "");
    return found;
  };
  const json canceled = told["x"].front(); // more come while history is asked
  EXPECT_EQ(canceled["a"], "C");
  EXPECT_EQ(fates(canceled)[canceled["i"]], "canceled");
  const json corrected = told["c"].front();
  EXPECT_EQ(fates(corrected)[corrected["oi"]], "incorrect");
  EXPECT_EQ(fates(corrected)[corrected["ci"]], "corrected");
  const json updated = told["u"].front();
  const auto bars = get("/v2/stocks/" + updated["S"].get<std::string>() +
                        "/bars?timeframe=1Min&start=" + updated["t"].get<std::string>() +
                        "&end=" + updated["t"].get<std::string>());
  EXPECT_EQ(bars["bars"][0]["v"], updated["v"]);
  EXPECT_EQ(bars["bars"][0]["n"], updated["n"]);
}

TEST_F(side_messages_test, tells_of_a_halt_of_its_imbalances_and_of_its_end) {
  fault_rule halt;
  halt.kind = fault_kind::halt;
  halt.symbol = trading::symbol::of("AAPL");
  halt.times = 1;
  halt.duration_ms = 120'000;
  serve(std::nullopt, 5, {.seed = 1, .rules = {halt}});
  open("/v2/iex", R"("statuses":["AAPL"],"imbalances":["AAPL"])");
  ASSERT_TRUE(wait_for("s", 2));
  ASSERT_FALSE(told["i"].empty()) << "one a minute of the halt";
  EXPECT_EQ(told["i"][0]["S"], "AAPL");
  EXPECT_GE(told["i"].front()["t"], told["s"][0]["t"]);
  EXPECT_LT(told["i"].back()["t"], told["s"][1]["t"]);
  EXPECT_TRUE(told["i"].front()["t"].get<std::string>().ends_with(":00Z"));
  EXPECT_EQ(told["i"][0]["z"], "C");
  EXPECT_GT(told["i"][0]["p"].get<double>(), 0.0);
  EXPECT_EQ(told["s"][0]["sc"], "H");
  EXPECT_EQ(told["s"][0]["rc"], "LUDP");
  EXPECT_EQ(told["s"][1]["sc"], "T");
}

TEST_F(side_messages_test, tells_the_delayed_stream_what_was_a_quarter_of_an_hour_ago) {
  serve(std::nullopt, 20);
  open("/v2/delayed_sip", R"("bars":["AAPL"],"trades":["AAPL"])");
  ASSERT_TRUE(run_until(io, [this] { return ended && told["b"].size() == 20; }));
  EXPECT_EQ(told["b"].front()["t"], "2025-12-31T23:45:00Z");
  EXPECT_EQ(told["b"].back()["t"], "2026-01-01T00:04:00Z");
  ASSERT_FALSE(told["t"].empty());
  EXPECT_LE(told["t"].back()["t"].get<std::string>(), "2026-01-01T00:05:00Z");
}

// A market of bars only, its third minute told by its stream.
TEST_F(side_messages_test, tells_the_trades_and_quotes_that_replayed_bars_stand_for) {
  std::vector<trading::bar> bars;
  for (int minute = 0; minute < 5; ++minute) {
    trading::bar made;
    made.symbol = trading::symbol::of("AAPL");
    made.start_ns = start_ns + minute * trading::minute_ns;
    made.open = made.low = trading::price::of(100 + minute);
    made.close = made.high = trading::price::of(102 + minute);
    made.volume = trading::quantity::of(400);
    bars.push_back(made);
  }
  server_options options;
  options.speed = std::nullopt;
  options.on_end = [this] { ended = true; };
  start(market_replay::open(bars, {}).value(), options);
  open("/v2/iex", R"("trades":["AAPL"],"quotes":["AAPL"],"bars":["AAPL"])");
  ASSERT_TRUE(run_until(io, [&] { return ended && told["b"].size() == 5; }));
  const auto since = "?start=2026-01-01T00:00:00Z";
  for (const auto& [letter, kind] : {std::pair{"t", "trades"}, {"q", "quotes"}}) {
    auto shown = get(std::string("/v2/stocks/AAPL/") + kind + since)[kind];
    ASSERT_EQ(shown.size(), told[letter].size());
    for (std::size_t index = 0; index < shown.size(); ++index) {
      shown[index]["T"] = letter;
      shown[index]["S"] = "AAPL";
      EXPECT_EQ(shown[index], told[letter][index]);
    }
  }
}

// The company's own feed asks for ticks: what it is told decides, and must not depend on others.
TEST_F(side_messages_test, tells_a_client_with_ticks_the_market_alone) {
  serve(6'000.0);
  open("/v2/iex", R"("trades":["*"],"bars":["*"],"dailyBars":["*"],"lulds":["*"],"ticks":["*"])");
  ASSERT_TRUE(wait_for("b", 60));
  for (const auto* kind : {"d", "l", "c", "x", "u"})
    EXPECT_TRUE(told[kind].empty()) << kind;
}

} // namespace
} // namespace troupe::net::venue::side_messages_test
