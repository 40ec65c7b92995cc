#include "tests/unit/net/venue/venue_client.hpp"

#include "net/venue/market_replay.hpp"
#include "net/venue/seeded_market.hpp"
#include "tests/unit/net/venue/market_start.hpp"

namespace troupe::net::venue::lockstep_test {
namespace {

using nlohmann::json;


trading::bar bar_of(const char* symbol, int minute, const char* low, const char* high) {
  trading::bar made;
  made.symbol = trading::symbol::of(symbol);
  made.start_ns = start_ns + minute * trading::minute_ns;
  made.open = made.low = trading::price::parse(low).value();
  made.high = made.close = trading::price::parse(high).value();
  made.volume = trading::quantity::of(100);
  return made;
}

// Two minutes of one stock: the second falls far enough to fill an order at 90.
std::unique_ptr<market_source> falling_market() {
  return market_replay::open({bar_of("AAPL", 0, "99", "100"), bar_of("AAPL", 1, "85", "95")}, {})
      .value();
}

std::string barrier(std::uint64_t step) {
  return R"({"action":"barrier","data":{"step":)" + std::to_string(step) + "}}";
}

class lockstep_test : public venue_test {
protected:
  void connect(const std::string& data_path, const std::string& subscription) {
    orders = std::make_unique<stream_client>(io, venue->port(), "/stream");
    data = std::make_unique<stream_client>(io, venue->port(), data_path);
    orders->send(authenticate);
    orders->send(listen);
    orders->frame(2);
    data->send(authorise_data);
    data->send(subscription);
    data->frame(3);
  }

  static server_options at_full_speed() {
    server_options options;
    options.speed = std::nullopt;
    return options;
  }

  std::unique_ptr<stream_client> orders;
  std::unique_ptr<stream_client> data;
};

constexpr const char* bars_and_ticks = R"({"action":"subscribe","bars":["*"],"ticks":["*"]})";

TEST_F(lockstep_test, waits_for_the_answer_to_each_step_and_tells_order_events_first) {
  bool ended = false;
  auto options = at_full_speed();
  options.on_end = [&] { ended = true; };
  start(falling_market(), options);
  connect("/v2/iex", bars_and_ticks);
  EXPECT_EQ(venue->figures().step, 0u);

  orders->send(barrier(0));
  EXPECT_EQ(json::parse(data->frame(4))[0]["T"], "b");
  EXPECT_EQ(data->frame(5), R"([{"T":"tick","t":"2026-01-01T00:01:00Z","n":1}])");

  const auto answer = ask("POST", "/v2/orders",
                          R"({"symbol":"AAPL","qty":"1","side":"buy","type":"limit",)"
                          R"("limit_price":"90","time_in_force":"day"})");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(json::parse(orders->frame(3))["data"]["event"], "new");
  orders->send(R"({"action":"sync","data":{"step":1}})");
  EXPECT_EQ(orders->frame(4), R"({"stream":"sync","data":{"step":1}})");
  EXPECT_EQ(data->frames().size(), 5u);

  orders->send(barrier(1));
  const auto fill = json::parse(orders->frame(5))["data"];
  EXPECT_EQ(fill["event"], "fill");
  EXPECT_EQ(fill["price"], "85");
  EXPECT_EQ(fill["order"]["status"], "filled");
  EXPECT_EQ(orders->frame(6),
            R"({"stream":"barrier","data":{"step":2,"t":"2026-01-01T00:02:00Z"}})");
  EXPECT_EQ(data->frames().size(), 5u);

  orders->send(barrier(2));
  EXPECT_EQ(json::parse(data->frame(7))[0]["n"], 3);
  orders->send(barrier(3));
  EXPECT_EQ(data->frame(8), R"([{"T":"tick","t":"2026-01-01T00:02:00Z","n":4,"end":true}])");
  EXPECT_FALSE(ended);
  orders->send(barrier(4));
  EXPECT_TRUE(run_until(io, [&] { return ended; }));
}

TEST_F(lockstep_test, ignores_and_counts_answers_to_other_steps) {
  start(falling_market(), at_full_speed());
  connect("/v2/iex", bars_and_ticks);
  orders->send(barrier(0));
  data->frame(5);
  orders->send(barrier(7));
  EXPECT_TRUE(run_until(io, [&] { return venue->figures().ignored_answers == 1; }));
  EXPECT_EQ(venue->figures().step, 1u);
}

TEST_F(lockstep_test, holds_without_its_client_and_tells_the_outstanding_step_again) {
  start(falling_market(), at_full_speed());
  connect("/v2/iex", bars_and_ticks);
  orders->send(barrier(0));
  const auto first = data->frame(4);
  const auto tick = data->frame(5);
  orders->close();
  data->close();
  ASSERT_TRUE(run_until(io, [&] { return !orders->open() && !data->open(); }));

  connect("/v2/iex", bars_and_ticks);
  orders->send(barrier(1)); // has not taken over yet, so it does not count
  EXPECT_TRUE(run_until(io, [&] { return venue->figures().ignored_answers == 1; }));
  EXPECT_EQ(venue->figures().step, 1u);
  orders->send(barrier(0));
  EXPECT_EQ(data->frame(4), first);
  EXPECT_EQ(data->frame(5), tick);
  orders->send(barrier(1));
  EXPECT_EQ(json::parse(data->frame(7))[0]["n"], 2);
}

// A client that answers every step at once and buys at every tenth: what it saw, as text.
std::string seeded_session(boost::asio::io_context& io, server& venue, stream_client& orders,
                           stream_client& data, http::client& rest) {
  std::string seen;
  bool ended = false;
  orders.on_frame = [&](const std::string& frame) {
    seen += frame;
    const auto message = json::parse(frame);
    if (message["stream"] == "barrier" || message["stream"] == "sync")
      orders.send(barrier(message["data"]["step"].get<std::uint64_t>()));
  };
  data.on_frame = [&](const std::string& frame) {
    seen += frame;
    const auto message = json::parse(frame)[0];
    if (message["T"] != "tick")
      return;
    ended = message.contains("end");
    const auto step = message["n"].get<std::uint64_t>();
    if (step % 10 != 0)
      return orders.send(barrier(step));
    rest.send({.method = "POST",
               .target = "/v2/orders",
               .headers = {},
               .body = R"({"symbol":"ETH/USD","notional":"100","side":"buy","type":"market",)"
                       R"("time_in_force":"gtc"})",
               .remote_address = {}},
              [&, step](auto) {
                orders.send(R"({"action":"sync","data":{"step":)" + std::to_string(step) + "}}");
              });
  };
  orders.send(barrier(0));
  EXPECT_TRUE(run_until(io, [&] { return ended; })) << venue.figures().step;
  return seen;
}

TEST_F(lockstep_test, tells_two_clients_that_do_the_same_the_same_to_the_byte) {
  std::vector<std::string> seen;
  for (int round = 0; round < 2; ++round) {
    start(std::make_unique<seeded_market>(seeded_market_options{
              .seed = 11, .start_ns = start_ns, .history_days = 0, .minutes_max = 25}),
          at_full_speed());
    connect("/v1beta3/crypto/us",
            R"({"action":"subscribe","bars":["*"],"quotes":["ETH/USD"],"ticks":["*"]})");
    seen.push_back(seeded_session(io, *venue, *orders, *data, *rest));
    orders.reset();
    data.reset();
  }
  EXPECT_NE(seen[0].find("\"event\":\"fill\""), std::string::npos);
  EXPECT_EQ(seen[0], seen[1]);
}

} // namespace
} // namespace troupe::net::venue::lockstep_test
