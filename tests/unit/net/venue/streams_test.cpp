#include "tests/unit/net/venue/venue_client.hpp"

#include "net/venue/seeded_market.hpp"

namespace troupe::net::venue::streams_test {
namespace {

using nlohmann::json;

class streams_test : public venue_test {
protected:
  void serve(std::optional<double> speed, std::int64_t minutes_max = 0) {
    server_options options;
    options.speed = speed;
    options.keys = {{.id = "K", .secret = "S"}};
    options.on_end = [this] { ended = true; };
    start(std::make_unique<seeded_market>(
              seeded_market_options{.seed = 2, .history_days = 0, .minutes_max = minutes_max}),
          options);
  }

  bool ended = false;
};

TEST_F(streams_test, greets_authenticates_and_answers_with_complete_lists) {
  serve(std::nullopt);
  stream_client data(io, venue->port(), "/v2/sip");
  EXPECT_EQ(data.frame(1), R"([{"T":"success","msg":"connected"}])");
  data.send(R"({"action":"subscribe","bars":["AAPL"],"ticks":["*"]})");
  EXPECT_EQ(json::parse(data.frame(2))[0]["code"], 401);
  data.send(authorise_data);
  EXPECT_EQ(data.frame(3), R"([{"T":"success","msg":"authenticated"}])");
  data.send(authorise_data);
  EXPECT_EQ(json::parse(data.frame(4))[0]["code"], 403);
  data.send("nonsense");
  EXPECT_EQ(json::parse(data.frame(5))[0]["code"], 400);
  data.send(R"({"action":"subscribe","bars":[]})");
  EXPECT_EQ(json::parse(data.frame(6))[0]["code"], 400);
  data.send(R"({"action":"subscribe","trades":["MSFT"],"bars":["AAPL"],"ticks":["*"]})");
  const auto lists = json::parse(data.frame(7))[0];
  EXPECT_EQ(lists["bars"], json({"AAPL"}));
  EXPECT_EQ(lists["corrections"], json({"MSFT"}));
  EXPECT_EQ(lists["quotes"], json::array());
  data.send(R"({"action":"unsubscribe","bars":["AAPL"]})");
  EXPECT_EQ(json::parse(data.frame(8))[0]["bars"], json::array());
}

TEST_F(streams_test, closes_a_data_stream_with_wrong_keys) {
  serve(std::nullopt);
  stream_client data(io, venue->port(), "/v2/iex");
  data.frame(1);
  data.send(R"({"action":"auth","key":"K","secret":"wrong"})");
  EXPECT_EQ(json::parse(data.frame(2))[0]["code"], 402);
  EXPECT_TRUE(run_until(io, [&] { return !data.open(); }));
}

TEST_F(streams_test, refuses_an_unknown_stream_at_the_upgrade) {
  serve(std::nullopt);
  const stream_client lost(io, venue->port(), "/v2/nothing");
  EXPECT_FALSE(lost.open());
}

TEST_F(streams_test, takes_both_spellings_of_authentication_on_the_order_stream) {
  serve(std::nullopt);
  for (const auto* spelling : {authenticate, authorise_data}) {
    stream_client orders(io, venue->port(), "/stream/");
    orders.send(listen);
    EXPECT_EQ(json::parse(orders.frame(1))["data"]["status"], "unauthorized");
    orders.send(spelling);
    EXPECT_EQ(orders.frame(2), R"({"stream":"authorization","data":)"
                               R"({"status":"authorized","action":"authenticate"}})");
    orders.send(listen);
    EXPECT_EQ(orders.frame(3), R"({"stream":"listening","data":{"streams":["trade_updates"]}})");
  }
}

TEST_F(streams_test, takes_a_token_on_the_order_stream) {
  server_options options;
  options.keys = {{.id = "oauth", .secret = "T"}};
  start(std::make_unique<seeded_market>(seeded_market_options{.seed = 2, .history_days = 0}),
        options);
  stream_client orders(io, venue->port(), "/stream");
  orders.send(R"({"action":"authenticate","data":{"oauth_token":"wrong"}})");
  EXPECT_EQ(json::parse(orders.frame(1))["data"]["status"], "unauthorized");
  orders.send(R"({"action":"authenticate","data":{"oauth_token":"T"}})");
  EXPECT_EQ(json::parse(orders.frame(2))["data"]["status"], "authorized");
}

TEST_F(streams_test, packs_order_events_for_a_client_that_asks_for_it) {
  serve(std::nullopt);
  websocket::client_options asking;
  asking.headers = {{"Content-Type", "application/msgpack"}};
  stream_client orders(io, venue->port(), "/stream", std::move(asking));
  stream_client plain(io, venue->port(), "/stream");
  for (const auto* said : {authenticate, listen}) {
    const auto bytes = json::to_msgpack(json::parse(said));
    orders.send_binary({bytes.begin(), bytes.end()});
    plain.send(said);
  }
  plain.frame(2);
  orders.frame(2);
  ask("POST", "/v2/orders",
      R"({"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"1",)"
      R"("time_in_force":"gtc"})");
  for (const std::size_t count : {1u, 2u, 3u})
    EXPECT_EQ(json::from_msgpack(orders.frame(count)), json::parse(plain.frame(count)));
  EXPECT_EQ(json::parse(plain.frame(3))["data"]["event"], "new");
}

TEST_F(streams_test, speaks_messagepack_with_a_client_that_asks_for_it) {
  serve(std::nullopt, 3);
  websocket::client_options asking;
  asking.headers = {{"Content-Type", "application/msgpack"}};
  stream_client data(io, venue->port(), "/v1beta3/crypto/us", std::move(asking));
  const auto say = [&](const json& message) {
    std::string bytes;
    json::to_msgpack(message, nlohmann::detail::output_adapter<char>(bytes));
    data.send_binary(bytes);
  };
  const auto first = [&](std::size_t count) { return json::from_msgpack(data.frame(count))[0]; };
  EXPECT_EQ(first(1)["msg"], "connected");
  data.send("nonsense");
  EXPECT_EQ(first(2)["code"], 400);
  say({{"action", "auth"}, {"key", "K"}, {"secret", "S"}});
  EXPECT_EQ(first(3)["msg"], "authenticated");
  say({{"action", "subscribe"}, {"bars", {"BTC/USD"}}, {"trades", json::array()}});
  EXPECT_EQ(first(4)["bars"], json({"BTC/USD"}));
  ASSERT_TRUE(run_until(io, [&] { return ended; }));
  EXPECT_EQ(first(5)["T"], "b");
  EXPECT_EQ(first(5)["S"], "BTC/USD");
  EXPECT_EQ(first(7)["T"], "b");
}

TEST_F(streams_test, runs_free_at_full_speed_for_a_client_without_ticks) {
  serve(std::nullopt, 40);
  stream_client data(io, venue->port(), "/v1beta3/crypto/us");
  data.send(authorise_data);
  data.send(R"({"action":"subscribe","bars":["BTC/USD"]})");
  ASSERT_TRUE(run_until(io, [&] { return ended; }));
  EXPECT_EQ(json::parse(data.frame(43))[0]["T"], "b");
  EXPECT_EQ(data.frames().size(), 43u);
}

TEST_F(streams_test, paces_market_time_and_ticks_without_waiting) {
  serve(30'000.0, 5); // a minute in two milliseconds
  stream_client data(io, venue->port(), "/v2/iex");
  data.send(authorise_data);
  data.send(R"({"action":"subscribe","ticks":["*"]})");
  ASSERT_TRUE(run_until(io, [&] { return ended; }));
  for (const auto& frame : data.frames())
    if (const auto message = json::parse(frame)[0]; message["T"] == "tick") {
      EXPECT_EQ(message["n"], 0);
    }
}

} // namespace
} // namespace troupe::net::venue::streams_test
