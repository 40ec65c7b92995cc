// A venue that is ended and started again over the same log: to its clients it is the same.
#include "net/venue/seeded_market.hpp"
#include "tests/unit/net/venue/market_start.hpp"
#include "tests/unit/net/venue/state/memory_log.hpp"
#include "tests/unit/net/venue/venue_client.hpp"
#include "trading/matching/splitmix64.hpp"

#include <map>

namespace troupe::net::venue::restart_test {
namespace {

using nlohmann::json;

constexpr std::array<const char*, 12> shown{
    "/v2/account",
    "/v2/account/configurations",
    "/v2/account/activities?page_size=100",
    "/v2/account/portfolio/history?period=1D&timeframe=1Min",
    "/v2/orders?status=all&limit=500&direction=asc",
    "/v2/orders?status=open&limit=500",
    "/v2/positions",
    "/v2/watchlists",
    "/v2/clock",
    "/v2/stocks/AAPL/quotes/latest",
    "/v2/stocks/bars?symbols=AAPL,MSFT&timeframe=1Min&limit=1000&start=2025-12-31T23:00:00Z",
    "/v1beta3/crypto/us/latest/quotes?symbols=BTC/USD"};

class restart_test : public venue_test {
protected:
  // The same market each time. `speed` none stands still until someone listens.
  result<void> open(std::optional<double> speed, std::int64_t half_spread_bps = 2,
                    std::uint64_t market_seed = 3) {
    end();
    server_options options;
    options.port = 0;
    options.speed = speed;
    options.half_spread_bps = half_spread_bps;
    options.log = log;
    options.instance = "restart";
    auto started =
        server::start(io, options,
                      std::make_unique<seeded_market>(seeded_market_options{
                          .seed = market_seed, .start_ns = start_ns, .history_days = 1}));
    if (!started)
      return started.failure();
    venue = std::move(*started);
    rest = std::make_unique<http::client>(
        io, stream_client::where(venue->port()),
        http::client_options{.headers = {{"APCA-API-KEY-ID", "K"}, {"APCA-API-SECRET-KEY", "S"}}});
    return {};
  }

  void end() {
    rest.reset();
    venue.reset();
  }

  void open_again() {
    const auto opened = open(std::nullopt);
    ASSERT_TRUE(opened) << opened.failure().message;
  }

  std::map<std::string, std::string> everything() {
    std::map<std::string, std::string> told;
    for (const auto* target : shown) {
      const auto answer = ask("GET", target);
      EXPECT_EQ(answer.status, 200) << target << answer.body;
      told[target] = answer.body;
    }
    return told;
  }

  void ask_something(trading::splitmix64& bits) {
    constexpr std::array<const char*, 4> symbols{"AAPL", "MSFT", "BTC/USD", "SPY"};
    const std::string symbol = symbols[bits.below(symbols.size())];
    const std::string side = bits.below(3) == 0 ? "sell" : "buy";
    const auto qty = std::to_string(1 + bits.below(3));
    switch (bits.below(8)) {
    case 0:
      ask("DELETE", "/v2/orders");
      break;
    case 1:
      ask("PATCH", "/v2/account/configurations",
          bits.below(2) == 0 ? R"({"no_shorting":true})" : R"({"no_shorting":false})");
      break;
    case 2:
      ask("POST", "/v2/watchlists",
          R"({"name":"list )" + std::to_string(bits.below(5)) + R"(","symbols":["AAPL"]})");
      break;
    case 3:
      ask("DELETE", "/v2/positions/" + symbol + "?percentage=50");
      break;
    case 4:
      ask("POST", "/v2/orders", "not an order");
      break;
    case 5:
      ask("POST", "/v2/orders",
          R"({"symbol":")" + symbol + R"(","qty":)" + qty + R"(,"side":")" + side +
              R"(","type":"limit","limit_price":")" + std::to_string(1 + bits.below(300)) +
              R"(","time_in_force":"gtc"})");
      break;
    default:
      ask("POST", "/v2/orders",
          R"({"symbol":")" + symbol + R"(","qty":)" + qty + R"(,"side":")" + side +
              R"(","type":"market","time_in_force":"gtc"})");
    }
  }

  std::shared_ptr<memory_log> log = std::make_shared<memory_log>();
};

constexpr const char* market_order =
    R"({"symbol":"AAPL","qty":1,"side":"buy","type":"market","time_in_force":"day"})";

TEST_F(restart_test, shows_the_same_state_after_any_requests) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    *log = {};
    trading::splitmix64 bits(seed);
    const auto opened = open(60'000.0); // a minute of the market takes a millisecond
    ASSERT_TRUE(opened) << opened.failure().message;
    for (int request = 0; request < 120; ++request)
      ask_something(bits);
    end();
    open_again();
    const auto before = everything();
    EXPECT_GT(json::parse(before.at("/v2/orders?status=all&limit=500&direction=asc")).size(), 20u);
    open_again();
    EXPECT_EQ(everything(), before);
  }
}

TEST_F(restart_test, keeps_what_the_first_process_told) {
  ASSERT_TRUE(open(std::nullopt));
  for (int count = 0; count < 3; ++count)
    EXPECT_EQ(ask("POST", "/v2/orders", market_order).status, 200);
  ask("POST", "/v2/watchlists", R"({"name":"mine","symbols":["AAPL","MSFT"]})");
  ask("PATCH", "/v2/account/configurations", R"({"suspend_trade":true})");
  const auto before = everything();
  open_again();
  EXPECT_EQ(everything(), before);
  EXPECT_EQ(ask("POST", "/v2/orders", market_order).status, 403); // suspended still
}

TEST_F(restart_test, goes_on_with_the_sequence_of_ids) {
  ASSERT_TRUE(open(std::nullopt));
  const auto first = json::parse(ask("POST", "/v2/orders", market_order).body);
  const auto request_id = [this] {
    return std::string(http::header_value(ask("GET", "/v2/clock").headers, "X-Request-ID"));
  };
  const auto asked = request_id();
  open_again();
  const auto second = json::parse(ask("POST", "/v2/orders", market_order).body);
  EXPECT_NE(second["id"], first["id"]);
  EXPECT_NE(second["client_order_id"], first["client_order_id"]);
  EXPECT_NE(request_id(), asked);
  open_again();
  EXPECT_EQ(get("/v2/orders?status=all").size(), 2u);
}

TEST_F(restart_test, keeps_no_request_that_was_not_let_in_and_none_that_only_reads) {
  ASSERT_TRUE(open(std::nullopt));
  const auto written = log->entries.size();
  http::client stranger(io, stream_client::where(venue->port()), {});
  EXPECT_EQ(ask_with(stranger, "POST", "/v2/orders", market_order).status, 401);
  ask("GET", "/v2/account");
  EXPECT_EQ(log->entries.size(), written);
}

TEST_F(restart_test, refuses_a_home_of_other_terms_or_of_another_market) {
  ASSERT_TRUE(open(std::nullopt));
  ask("POST", "/v2/orders", market_order);
  const auto other = open(std::nullopt, 5);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.failure().code, "invalid_home");
  EXPECT_NE(other.failure().message.find("half spread 2 bps"), std::string::npos);
  open_again();
  ask("POST", "/v2/orders", market_order);
  const auto another = open(std::nullopt, 2, 4); // other prices: the second order finds out
  ASSERT_FALSE(another);
  EXPECT_EQ(another.failure().code, "state_diverged");
}

TEST_F(restart_test, takes_nothing_that_it_cannot_write_down) {
  ASSERT_TRUE(open(std::nullopt));
  const auto before = everything();
  log->full = true;
  const auto refused = ask("POST", "/v2/orders", market_order);
  EXPECT_EQ(refused.status, 500);
  EXPECT_NE(refused.body.find("no space"), std::string::npos);
  EXPECT_EQ(everything(), before);
  log->full = false;
  EXPECT_EQ(ask("POST", "/v2/orders", market_order).status, 200);
}

TEST_F(restart_test, holds_a_market_that_it_cannot_write_down) {
  log->full = false;
  ASSERT_TRUE(open(60'000.0));
  log->full = true;
  const auto at = get("/v2/clock")["timestamp"];
  ask("GET", "/v2/account");
  EXPECT_EQ(get("/v2/clock")["timestamp"], at);
}

TEST_F(restart_test, holds_again_what_a_halt_held) {
  ASSERT_TRUE(open(std::nullopt));
  EXPECT_EQ(ask("POST", "/v2/orders", market_order).status, 200);
  ask("POST", "/_venue/faults",
      R"({"faults":[{"kind":"halt","symbol":"AAPL","times":1,"duration_ms":0}]})");
  EXPECT_EQ(nlohmann::json::parse(ask("POST", "/v2/orders", market_order).body)["filled_qty"], "0");
  EXPECT_EQ(get("/v2/orders").size(), 1u);
  ask("DELETE", "/v2/positions");
  ask("DELETE", "/_venue/faults");
  EXPECT_EQ(ask("POST", "/v2/orders", market_order).status, 200);
  const auto before = everything();
  open_again();
  EXPECT_EQ(everything(), before);
}

TEST_F(restart_test, fills_again_in_the_same_parts_and_as_late) {
  ASSERT_TRUE(open(std::nullopt));
  ask("POST", "/_venue/faults",
      R"({"faults":[{"kind":"partial_fill","probability":0.5},{"kind":"late_fill"}]})");
  for (int round = 0; round < 8; ++round)
    EXPECT_EQ(ask("POST", "/v2/orders", market_order).status, 200);
  ask("DELETE", "/v2/orders");
  const auto before = everything();
  open_again();
  EXPECT_EQ(everything(), before);
}

TEST_F(restart_test, leaves_out_again_what_a_halt_left_out) {
  ASSERT_TRUE(open(std::nullopt));
  ask("POST", "/_venue/faults", R"({"faults":[{"kind":"halt","symbol":"AAPL","duration_ms":0}]})");
  end();
  const auto halted = log->entries.size();
  {
    const auto opened = open(60'000.0);
    ASSERT_TRUE(opened) << opened.failure().message;
    ask("POST", "/_venue/faults",
        R"({"faults":[{"kind":"halt","symbol":"AAPL","duration_ms":0}]})");
    EXPECT_TRUE(run_until(io, [&] { return log->entries.size() > halted + 50; }));
  }
  end();
  open_again();
  const auto before = everything();
  open_again();
  EXPECT_EQ(everything(), before);
  const auto quoted = get("/v2/stocks/AAPL/quotes/latest")["quote"]["t"].get<std::string>();
  const auto clock = get("/v2/stocks/MSFT/quotes/latest")["quote"]["t"].get<std::string>();
  EXPECT_LT(quoted, clock);
}

} // namespace
} // namespace troupe::net::venue::restart_test
