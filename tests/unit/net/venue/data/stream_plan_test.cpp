// Which streams there are, and what a plan lets a client have of them.
#include "tests/unit/net/venue/still_market.hpp"

#include "net/venue/data/test_feed.hpp"

namespace troupe::net::venue::stream_plan_test {
namespace {

using nlohmann::json;

class stream_plan_test : public venue_test {
protected:
  void serve(const std::string& plan) {
    server_options options;
    options.speed = std::nullopt;
    options.plan = data_plan::named(plan).value();
    start(std::make_unique<seeded_market>(
              seeded_market_options{.seed = 3, .start_ns = start_ns, .history_days = 1}),
          options);
  }

  json message(stream_client& stream, std::size_t count) {
    return json::parse(stream.frame(count)).at(0);
  }
  json told_to(const std::string& path, const std::string& said) {
    stream_client stream(io, venue->port(), path);
    stream.send(authorise_data);
    EXPECT_EQ(message(stream, 2).value("msg", ""), "authenticated") << path;
    stream.send(said);
    return message(stream, 3);
  }
};

TEST_F(stream_plan_test, serves_every_stream_of_the_protocol) {
  serve("open");
  for (const auto* path :
       {"/v2/iex", "/v2/sip", "/v2/delayed_sip", "/v2/test", "/v1beta1/overnight", "/v1beta1/boats",
        "/v1beta3/crypto/us", "/v1beta3/crypto/us-1", "/v1beta3/crypto/eu-1", "/v1beta2/crypto",
        "/v1beta1/news"}) {
    stream_client stream(io, venue->port(), path);
    EXPECT_EQ(message(stream, 1)["msg"], "connected") << path;
  }
}

TEST_F(stream_plan_test, refuses_a_channel_of_another_feed) {
  serve("open");
  EXPECT_EQ(told_to("/v1beta1/news", R"({"action":"subscribe","bars":["AAPL"]})")["code"], 410);
  EXPECT_EQ(told_to("/v2/test", R"({"action":"subscribe","dailyBars":["*"]})")["code"], 410);
}

TEST_F(stream_plan_test, lets_options_in_with_messagepack_only) {
  serve("open");
  stream_client plain(io, venue->port(), "/v1beta1/indicative");
  plain.send(authorise_data);
  EXPECT_EQ(message(plain, 2)["code"], 412);
  websocket::client_options asking;
  asking.headers = {{"Content-Type", "application/msgpack"},
                    {"APCA-API-KEY-ID", "K"},
                    {"APCA-API-SECRET-KEY", "S"}};
  stream_client packed(io, venue->port(), "/v1beta1/indicative", asking);
  EXPECT_EQ(json::from_msgpack(packed.frame(2))[0]["msg"], "authenticated");
}

TEST_F(stream_plan_test, lets_a_second_connection_in_once_the_first_has_gone) {
  serve("plus");
  auto first = std::make_unique<stream_client>(io, venue->port(), "/v2/iex");
  first->send(authorise_data);
  EXPECT_EQ(message(*first, 2)["msg"], "authenticated");
  stream_client second(io, venue->port(), "/v2/iex");
  second.send(authorise_data);
  EXPECT_EQ(message(second, 2)["code"], 406);
  stream_client elsewhere(io, venue->port(), "/v2/sip");
  elsewhere.send(authorise_data);
  EXPECT_EQ(message(elsewhere, 2)["msg"], "authenticated") << "another endpoint counts for itself";
  first.reset();
  bool entered = false;
  for (std::size_t frames = 3; frames < 100 && !entered; ++frames) {
    second.send(authorise_data); // as Go's client does, on the same socket
    entered = message(second, frames).value("msg", "") == "authenticated";
  }
  EXPECT_TRUE(entered);
}

TEST_F(stream_plan_test, holds_a_basic_plan_to_its_symbols_and_its_tape) {
  serve("basic");
  stream_client consolidated(io, venue->port(), "/v2/sip");
  consolidated.send(authorise_data);
  EXPECT_EQ(message(consolidated, 2)["code"], 409);
  EXPECT_TRUE(run_until(io, [&] { return !consolidated.open(); }));
  EXPECT_EQ(told_to("/v2/iex", R"({"action":"subscribe","quotes":["*"]})")["code"], 405);
  const auto recent = ask("GET", "/v2/stocks/AAPL/trades?feed=sip");
  EXPECT_EQ(recent.status, 403);
  EXPECT_EQ(json::parse(recent.body)["message"],
            "subscription does not permit querying recent SIP data");
  EXPECT_EQ(ask("GET", "/v2/stocks/AAPL/trades?feed=sip&end=2025-12-31T12:00:00Z").status, 200);
}

TEST(test_feed, brings_a_quote_and_a_trade_a_second_and_a_bar_a_minute) {
  test_feed feed(1, start_ns);
  std::size_t bars = 0;
  for (int second = 1; second <= 180; ++second) {
    const auto instant = feed.next_second();
    EXPECT_EQ(instant.at, start_ns + second * trading::second_ns);
    ASSERT_GE(instant.events.size(), 2u);
    EXPECT_EQ(symbol_of(instant.events[0]).text(), "FAKEPACA");
    bars += instant.events.size() - 2;
  }
  EXPECT_EQ(bars, 3u);
}

} // namespace
} // namespace troupe::net::venue::stream_plan_test
