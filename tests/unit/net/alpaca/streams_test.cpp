#include "net/alpaca/data_stream.hpp"
#include "net/alpaca/order_stream.hpp"

#include "tests/unit/net/alpaca/order_text.hpp"
#include "tests/unit/net/alpaca/scripted_venue.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace troupe::net::alpaca::streams_test {
namespace {

using nlohmann::json;
using trading::symbol;

stream_options quick() {
  stream_options options;
  options.back_off = {std::chrono::milliseconds(1), std::chrono::milliseconds(4)};
  return options;
}

// -- market data --------------------------------------------------------------------------------

class data_streaming : public ::testing::Test {
protected:
  data_stream_handlers handlers() {
    data_stream_handlers on;
    on.on_ready = [this] { ++ready; };
    on.on_quote = [this](const trading::quote& read) { quotes.push_back(read); };
    on.on_tick = [this](trading::time_ns, std::uint64_t step, bool) { steps.push_back(step); };
    on.on_lost = [this](const error& why) { lost.push_back(why.code); };
    on.on_refused = [this](const error& why) { refused.push_back(why.code); };
    return on;
  }

  data_stream made(const access& place) {
    return data_stream(venue.io, place, data_path(trading::asset_class::us_equity), quick(),
                       handlers());
  }

  // What the client has said, whichever way.
  json heard(std::size_t index) { return json::from_msgpack(venue.last().heard.at(index)); }

  // Plays the venue's side up to the point where the client has sent its subscriptions.
  void authenticate() {
    venue.say(R"([{"T":"success","msg":"connected"}])");
    venue.run_until_heard(1);
    EXPECT_EQ(json::parse(venue.last().heard[0]),
              json({{"action", "auth"}, {"key", "K"}, {"secret", "S"}}));
    venue.say(R"([{"T":"success","msg":"authenticated"}])");
  }

  void accept_subscriptions() {
    venue.run_until_heard(2);
    const auto before = ready;
    venue.say(R"([{"T":"subscription","trades":[],"quotes":["AAPL"],"bars":[]}])");
    venue.run_until([&] { return ready == before + 1; });
  }

  scripted_venue venue;
  int ready = 0;
  std::vector<trading::quote> quotes;
  std::vector<std::uint64_t> steps;
  std::vector<std::string> lost;
  std::vector<std::string> refused;
};

TEST_F(data_streaming, subscribes_again_to_all_that_is_wanted_after_every_reconnect) {
  auto stream = made(venue.place());
  subscriptions wanted;
  wanted.quotes = {symbol::of("AAPL")};
  wanted.bars = {symbol::of("AAPL"), symbol::of("MSFT")};
  wanted.ticks = true;
  stream.want(wanted);
  stream.start();
  for (std::size_t round = 1; round <= 3; ++round) {
    venue.run_until_sessions(round);
    EXPECT_EQ(venue.last().path, "/v2/iex");
    authenticate();
    accept_subscriptions();
    EXPECT_TRUE(stream.ready());
    EXPECT_EQ(json::parse(venue.last().heard[1]), json({{"action", "subscribe"},
                                                        {"quotes", {"AAPL"}},
                                                        {"bars", {"AAPL", "MSFT"}},
                                                        {"ticks", {"*"}}}));
    venue.drop();
    venue.run_until([&] { return lost.size() == round; });
    EXPECT_FALSE(stream.ready());
  }
  EXPECT_EQ(lost, std::vector<std::string>(3, "connection_lost"));
  EXPECT_EQ(stream.counters().connections, 3u);
}

TEST_F(data_streaming, subscribes_again_when_its_owner_stops_and_starts_it) {
  auto stream = made(venue.place());
  stream.want({{symbol::of("AAPL")}, {}, {}, false});
  stream.start();
  for (std::size_t round = 1; round <= 2; ++round) {
    venue.run_until_sessions(round);
    authenticate();
    accept_subscriptions();
    EXPECT_EQ(json::parse(venue.last().heard[1]),
              json({{"action", "subscribe"}, {"quotes", {"AAPL"}}}));
    stream.stop();
    stream.start();
  }
}

TEST_F(data_streaming, speaks_message_pack_where_it_is_asked_to) {
  auto options = quick();
  options.encoding = frame_encoding::msgpack;
  data_stream stream(venue.io, venue.place(), "/v2/iex", options, handlers());
  stream.want({{symbol::of("AAPL")}, {}, {}, false});
  stream.start();
  venue.run_until_sessions(1);
  EXPECT_EQ(venue.last().content_type, "application/msgpack");
  const auto say = [this](const char* text) {
    const auto bytes = json::to_msgpack(json::parse(text));
    venue.say_binary(std::string(bytes.begin(), bytes.end()));
  };
  say(R"([{"T":"success","msg":"connected"}])");
  venue.run_until_heard(1);
  EXPECT_EQ(heard(0), json({{"action", "auth"}, {"key", "K"}, {"secret", "S"}}));
  say(R"([{"T":"success","msg":"authenticated"}])");
  venue.run_until_heard(2);
  EXPECT_EQ(heard(1), json({{"action", "subscribe"}, {"quotes", {"AAPL"}}}));
  say(R"([{"T":"subscription","trades":[],"quotes":["AAPL"],"bars":[]}])");
  venue.run_until([&] { return ready == 1; });
}

TEST_F(data_streaming, falls_back_to_json_where_message_pack_is_not_understood) {
  auto options = quick();
  options.encoding = frame_encoding::msgpack;
  data_stream stream(venue.io, venue.place(), "/v2/iex", options, handlers());
  stream.want({{symbol::of("AAPL")}, {}, {}, false});
  stream.start();
  venue.run_until_sessions(1);
  venue.say(R"([{"T":"success","msg":"connected"}])");
  venue.run_until_heard(1);
  venue.say(R"([{"T":"error","code":400,"msg":"invalid syntax"}])");
  venue.drop();
  venue.run_until_sessions(2);
  EXPECT_EQ(venue.last().content_type, "");
  authenticate();
  accept_subscriptions();
  venue.drop();
  venue.run_until_sessions(3);
  EXPECT_EQ(venue.last().content_type, ""); // once understood, it stays
}

TEST_F(data_streaming, tells_the_venue_only_how_its_wishes_changed) {
  auto stream = made(venue.place());
  stream.want({{symbol::of("AAPL")}, {}, {}, false});
  stream.start();
  venue.run_until_sessions(1);
  authenticate();
  accept_subscriptions();
  stream.want({{symbol::of("MSFT")}, {}, {}, false});
  venue.run_until_heard(4);
  EXPECT_EQ(json::parse(venue.last().heard[2]),
            json({{"action", "unsubscribe"}, {"quotes", {"AAPL"}}}));
  EXPECT_EQ(json::parse(venue.last().heard[3]),
            json({{"action", "subscribe"}, {"quotes", {"MSFT"}}}));
}

TEST_F(data_streaming, never_asks_alpaca_for_ticks) {
  auto place = venue.place();
  place.extensions = false;
  auto stream = made(place);
  stream.want({{symbol::of("AAPL")}, {}, {}, true});
  stream.start();
  venue.run_until_sessions(1);
  authenticate();
  venue.run_until_heard(2);
  EXPECT_FALSE(json::parse(venue.last().heard[1]).contains("ticks"));
}

TEST_F(data_streaming, tells_quotes_and_steps_in_the_order_of_the_wire) {
  auto stream = made(venue.place());
  stream.want({{symbol::of("AAPL")}, {}, {}, true});
  stream.start();
  venue.run_until_sessions(1);
  authenticate();
  accept_subscriptions();
  for (int step = 1; step <= 3; ++step) {
    venue.say(R"([{"T":"q","S":"AAPL","bp":1,"bs":2,"ap":3,"as":4,"t":"2026-11-23T15:00:00Z"}])");
    venue.say(R"([{"T":"tick","t":"2026-11-23T15:00:00Z","n":)" + std::to_string(step) + "}]");
  }
  venue.run_until([&] { return steps.size() == 3; });
  EXPECT_EQ(steps, (std::vector<std::uint64_t>{1, 2, 3}));
  EXPECT_EQ(quotes.size(), 3u);
}

TEST_F(data_streaming, reports_what_the_venue_says_of_a_failure) {
  auto stream = made(venue.place());
  stream.want({{symbol::of("AAPL")}, {}, {}, false});
  stream.start();
  std::size_t sessions = 0;
  for (const auto* message :
       {R"("code":402,"msg":"auth failed")", R"("code":406,"msg":"connection limit exceeded")",
        R"("code":409,"msg":"insufficient subscription")", R"("code":407,"msg":"slow client")"}) {
    venue.run_until_sessions(++sessions);
    venue.say(std::string(R"([{"T":"error",)") + message + "}]");
    venue.run_until([&] { return lost.size() == sessions; });
  }
  EXPECT_EQ(lost, (std::vector<std::string>{"unauthorized", "connection_limit",
                                            "insufficient_subscription", "slow_client"}));
}

TEST_F(data_streaming, stays_connected_when_only_a_subscription_is_refused) {
  auto stream = made(venue.place());
  stream.want({{symbol::of("AAPL")}, {}, {}, false});
  stream.start();
  venue.run_until_sessions(1);
  authenticate();
  venue.run_until_heard(2);
  venue.say(R"([{"T":"error","code":405,"msg":"symbol limit exceeded"}])");
  venue.run_until([&] { return ready == 1; });
  EXPECT_EQ(refused, std::vector<std::string>{"symbol_limit"});
  EXPECT_TRUE(lost.empty());
}

TEST_F(data_streaming, gives_up_a_handshake_that_goes_nowhere) {
  auto options = quick();
  options.connect_timeout = std::chrono::milliseconds(30);
  options.handshake_timeout = std::chrono::milliseconds(30);
  data_stream stream(venue.io, venue.place(), "/v2/iex", options, handlers());
  stream.start();
  venue.run_until([&] { return venue.sessions.size() >= 2; });
  EXPECT_EQ(lost[0], "handshake_timeout");
}

TEST_F(data_streaming, is_silent_once_stopped_even_within_a_frame) {
  data_stream* stopped = nullptr;
  auto on = handlers();
  on.on_quote = [&](const trading::quote& read) {
    quotes.push_back(read);
    stopped->stop();
  };
  data_stream stream(venue.io, venue.place(), "/v2/iex", quick(), on);
  stopped = &stream;
  stream.want({{symbol::of("AAPL")}, {}, {}, false});
  stream.start();
  venue.run_until_sessions(1);
  authenticate();
  accept_subscriptions();
  const std::string quote =
      R"({"T":"q","S":"AAPL","bp":1,"bs":2,"ap":3,"as":4,"t":"2026-11-23T15:00:00Z"})";
  venue.say("[" + quote + "," + quote + "]");
  venue.say("[" + quote + "]");
  venue.run_until([&] { return venue.last().closed; });
  EXPECT_EQ(quotes.size(), 1u);
  EXPECT_TRUE(lost.empty());
}

// -- orders -------------------------------------------------------------------------------------

class order_streaming : public ::testing::Test {
protected:
  order_stream_handlers handlers() {
    order_stream_handlers on;
    on.on_ready = [this] { ++ready; };
    on.on_event = [this](const trading::order_event& told, const order_report&) {
      events.push_back(told);
    };
    on.on_lost = [this](const error& why) { lost.push_back(why.code); };
    on.on_barrier = [this](std::uint64_t step, trading::time_ns) { barriers.push_back(step); };
    on.on_synced = [this](std::uint64_t step) { synced.push_back(step); };
    return on;
  }

  void accept() {
    venue.run_until_heard(1);
    EXPECT_EQ(json::parse(venue.last().heard[0]),
              json({{"action", "authenticate"}, {"data", {{"key_id", "K"}, {"secret_key", "S"}}}}));
    venue.say(
        R"({"stream":"authorization","data":{"status":"authorized","action":"authenticate"}})");
    venue.run_until_heard(2);
    EXPECT_EQ(json::parse(venue.last().heard[1]),
              json({{"action", "listen"}, {"data", {{"streams", {"trade_updates"}}}}}));
    const auto before = ready;
    venue.say_binary(R"({"stream":"listening","data":{"streams":["trade_updates"]}})");
    venue.run_until([&] { return ready == before + 1; });
  }

  scripted_venue venue;
  int ready = 0;
  std::vector<trading::order_event> events;
  std::vector<std::string> lost;
  std::vector<std::uint64_t> barriers;
  std::vector<std::uint64_t> synced;
};

TEST_F(order_streaming, tells_events_of_text_and_binary_frames_and_comes_back_after_a_loss) {
  order_stream stream(venue.io, venue.place(), quick(), handlers());
  stream.start();
  const auto update =
      update_text("fill", R"(,"execution_id":"e-1","price":"149.5","qty":"10")",
                  {.status = "filled", .filled_qty = "10", .average = R"("149.5")"});
  for (std::size_t round = 1; round <= 2; ++round) {
    venue.run_until_sessions(round);
    EXPECT_EQ(venue.last().path, "/stream");
    accept();
    venue.say(update);
    venue.say_binary(update);
    venue.run_until([&] { return events.size() == 2 * round; });
    venue.drop();
    venue.run_until([&] { return lost.size() == round; });
    EXPECT_FALSE(stream.ready());
  }
  for (const auto& told : events)
    EXPECT_EQ(told, events.front());
  EXPECT_EQ(events.front().execution_id, "e-1");
}

TEST_F(order_streaming, lets_its_owner_reconcile_when_an_update_cannot_be_read) {
  order_stream stream(venue.io, venue.place(), quick(), handlers());
  stream.start();
  venue.run_until_sessions(1);
  accept();
  venue.say(update_text("fill", "", {.status = "filled"}));
  venue.run_until([&] { return ready == 2; });
  EXPECT_TRUE(events.empty());
  EXPECT_TRUE(lost.empty());
  EXPECT_EQ(stream.counters().malformed, 1u);
}

TEST_F(order_streaming, speaks_of_steps_only_while_ready_and_only_where_it_may) {
  order_stream stream(venue.io, venue.place(), quick(), handlers());
  stream.start();
  venue.run_until_sessions(1);
  EXPECT_FALSE(stream.answer_barrier(0));
  accept();
  EXPECT_TRUE(stream.answer_barrier(0));
  EXPECT_TRUE(stream.sync(4));
  venue.run_until_heard(4);
  EXPECT_EQ(json::parse(venue.last().heard[2]),
            json({{"action", "barrier"}, {"data", {{"step", 0}}}}));
  EXPECT_EQ(json::parse(venue.last().heard[3]),
            json({{"action", "sync"}, {"data", {{"step", 4}}}}));
  venue.say(R"({"stream":"barrier","data":{"step":5,"t":"2026-11-23T15:00:00Z"}})");
  venue.say(R"({"stream":"sync","data":{"step":4}})");
  venue.run_until([&] { return synced.size() == 1; });
  EXPECT_EQ(barriers, std::vector<std::uint64_t>{5});

  auto place = venue.place();
  place.extensions = false;
  order_stream strict(venue.io, place, quick(), handlers());
  strict.start();
  venue.run_until_sessions(2);
  accept();
  EXPECT_FALSE(strict.answer_barrier(0));
  EXPECT_FALSE(strict.sync(1));
}

TEST_F(order_streaming, reports_refused_keys) {
  order_stream stream(venue.io, venue.place(), quick(), handlers());
  stream.start();
  venue.run_until_sessions(1);
  venue.run_until_heard(1);
  venue.say(
      R"({"stream":"authorization","data":{"status":"unauthorized","action":"authenticate"}})");
  venue.run_until([&] { return !lost.empty(); });
  EXPECT_EQ(lost[0], "unauthorized");
  EXPECT_EQ(ready, 0);
}

} // namespace
} // namespace troupe::net::alpaca::streams_test
