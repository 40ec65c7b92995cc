#include "actors/edge/stream/stream_session.hpp"

#include "tests/unit/actors/edge/story.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace troupe::actors::stream_session_test {

namespace {

using nlohmann::json;

json read(const net::websocket::message_parts& parts) {
  std::string text;
  for (const auto part : parts)
    text.append(part);
  return json::parse(text);
}

// A session on a connection of which the test says how much of it is unsent.
class stream_client {
public:
  explicit stream_client(bool authenticated = true,
                         trading::asset_class market = trading::asset_class::crypto)
      : session_(sources_,
                 {[this](const auto& parts) { told.push_back(read(parts)); },
                  [this](std::uint16_t code, std::string reason) {
                    closed_with = code;
                    closed_because = std::move(reason);
                  },
                  [this] { return queued; }},
                 market, authenticated ? std::optional(token_claims{}) : std::nullopt, 0) {}

  void say(const std::string& text) { session_.on_message(text); }
  void tell_quote(const trading::symbol& name, std::int64_t bid) {
    auto quote = bitcoin_quote();
    quote.symbol = name;
    quote.bid = quote.ask = trading::price::of(bid);
    session_.tell(delta_of(quote));
  }
  stream_session& session() { return session_; }

  std::vector<std::string> types() const {
    std::vector<std::string> found;
    for (const auto& each : told)
      found.push_back(each["type"]);
    return found;
  }
  bool is_gapless() const {
    for (std::size_t index = 0; index < told.size(); ++index)
      if (told[index]["seq"] != index + 1)
        return false;
    return true;
  }

  std::vector<json> told;
  std::size_t queued = 0;
  int conflated = 0;
  std::uint16_t closed_with = 0;
  std::string closed_because;

private:
  stream_sources sources_{[](std::string_view token) -> result<token_claims> {
                            if (token == "good")
                              return token_claims{};
                            return error{"invalid_token", "no"};
                          },
                          [](const subscription& wanted) {
                            auto names = json::array();
                            for (const auto each : wanted.channels())
                              names.push_back(to_text(each));
                            return names.dump();
                          },
                          [] { return story_ns; }, [] { return std::int64_t{0}; },
                          [this] { ++conflated; }};
  stream_session session_;
};

using texts = std::vector<std::string>;

// What one that resumes is told, over an outlet of its own.
struct second_connection {
  std::vector<json> told;
  stream_outlet outlet() {
    return {[this](const auto& parts) { told.push_back(read(parts)); },
            [](std::uint16_t, std::string) {}, [] { return std::size_t{0}; }};
  }
};

constexpr const char* all_quotes = R"({"action":"subscribe","channels":["quotes"]})";

} // namespace

TEST(stream_session, says_subscribed_then_a_snapshot_then_what_changes_without_a_gap) {
  stream_client client;
  client.say(all_quotes);
  client.tell_quote(bitcoin, 100);
  client.say(R"({"action":"subscribe","channels":["orders","bars"],"symbols":["BTCUSD"]})");
  client.tell_quote(bitcoin, 101);
  client.say(R"({"action":"ping"})");
  EXPECT_EQ(client.types(),
            (texts{"subscribed", "snapshot", "quote", "subscribed", "snapshot", "quote", "pong"}));
  EXPECT_TRUE(client.is_gapless());
  EXPECT_EQ(client.told[4]["data"], json::array({"bars", "orders"})) << "only what was added";
  EXPECT_EQ(client.told[5]["data"]["price"], 101);
  EXPECT_EQ(client.told[5]["ts"], "2024-05-01T12:00:00Z");
  for (const auto* name : {"symbol", "price", "volume", "timestamp"})
    EXPECT_TRUE(client.told[5]["data"].contains(name)) << name;
}

TEST(stream_session, goes_on_over_another_connection_without_a_gap_and_without_a_repetition) {
  stream_client client;
  client.say(all_quotes);
  for (int bid = 1; bid <= 10; ++bid)
    client.tell_quote(bitcoin, bid);
  client.say(R"({"action":"resume","stream":"x","seq":5})");
  EXPECT_EQ(client.session().take_resume_request()->seq, 5u);
  EXPECT_FALSE(client.session().take_resume_request());
  client.session().detach(0);
  client.tell_quote(bitcoin, 11);
  client.tell_quote(bitcoin, 12); // while nobody listens, the latest alone counts
  for (const std::uint64_t seq : {12u, 7u, 0u}) {
    second_connection again;
    ASSERT_TRUE(client.session().can_resume(seq));
    client.session().resume(again.outlet(), {}, seq);
    for (std::size_t index = 0; index < again.told.size(); ++index)
      EXPECT_EQ(again.told[index]["seq"], seq + index + 1);
    EXPECT_EQ(again.told.back()["data"]["price"], 12);
    EXPECT_EQ(again.told.back()["seq"], 13);
    client.session().detach(0);
  }
  EXPECT_FALSE(client.session().can_resume(14)) << "nobody was told of that yet";
}

TEST(stream_session, cannot_be_resumed_behind_what_is_kept) {
  stream_client client;
  client.say(all_quotes);
  client.say(R"({"action":"subscribe","channels":["bars"]})");
  for (std::size_t index = 0; index < 2 * kept_messages::count_max; ++index)
    client.session().tell({channel::bars, "bar", bitcoin,
                           std::make_shared<const std::string>("{}")});
  const auto last = client.session().told();
  EXPECT_TRUE(client.session().can_resume(last - kept_messages::count_max));
  EXPECT_FALSE(client.session().can_resume(last - kept_messages::count_max - 1));
  const auto large = std::make_shared<const std::string>(
      '"' + std::string(kept_messages::bytes_max / 4 - 2, 'x') + '"');
  for (int index = 0; index < 10; ++index)
    client.session().tell({channel::bars, "bar", bitcoin, large});
  EXPECT_TRUE(client.session().can_resume(client.session().told() - 4));
  EXPECT_FALSE(client.session().can_resume(client.session().told() - 5));
}

TEST(stream_session, closes_on_who_asks_without_end) {
  stream_client client;
  int said = 0;
  for (; said < 1'000 && client.closed_with == 0; ++said)
    client.say(R"({"action":"ping"})");
  EXPECT_EQ(client.closed_with, 1008);
  EXPECT_EQ(said, 10 * stream_session::requests_per_s + 1);
}

TEST(stream_session, tells_nothing_that_was_not_asked_for) {
  stream_client client;
  client.say(R"({"action":"subscribe","channels":["quotes"],"symbols":["ETH/USD"]})");
  client.tell_quote(bitcoin, 100);
  client.say(all_quotes);
  client.tell_quote(apple, 100);
  client.say(R"({"action":"unsubscribe"})");
  client.tell_quote(bitcoin, 100);
  EXPECT_EQ(client.types(),
            (texts{"subscribed", "snapshot", "subscribed", "snapshot", "subscribed"}));
}

TEST(stream_session, lets_nobody_in_without_a_token) {
  stream_client client(false);
  client.say(all_quotes);
  EXPECT_EQ(client.types(), (texts{"error"}));
  client.tell_quote(bitcoin, 100);
  EXPECT_EQ(client.told.size(), 1u);
  client.say(R"({"action":"auth","token":"good"})");
  client.say(all_quotes);
  EXPECT_EQ(client.types().back(), "snapshot");
  EXPECT_TRUE(client.is_gapless());
}

TEST(stream_session, closes_on_a_bad_token_and_on_five_silent_seconds) {
  stream_client refused(false);
  refused.say(R"({"action":"auth","token":"bad"})");
  EXPECT_EQ(refused.closed_with, 1008);
  EXPECT_EQ(refused.types(), (texts{"error"}));
  stream_client silent(false);
  silent.session().on_time(stream_session::auth_timeout_ns - 1);
  EXPECT_EQ(silent.closed_with, 0);
  silent.session().on_time(stream_session::auth_timeout_ns);
  EXPECT_EQ(silent.closed_with, 1008);
  stream_client known;
  known.session().on_time(10 * stream_session::auth_timeout_ns);
  EXPECT_EQ(known.closed_with, 0);
}

TEST(stream_session, conflates_the_quotes_of_a_slow_client_to_the_latest_of_each_symbol) {
  stream_client client;
  client.say(all_quotes);
  client.queued = stream_session::conflate_bytes + 1;
  const auto ether = trading::symbol::of("ETH/USD");
  for (std::int64_t bid = 1; bid <= 50; ++bid) {
    client.tell_quote(bitcoin, bid);
    client.tell_quote(ether, 100 + bid);
  }
  EXPECT_EQ(client.told.size(), 2u);
  EXPECT_EQ(client.conflated, 98);
  client.queued = 0;
  client.session().on_time(0);
  ASSERT_EQ(client.told.size(), 4u);
  EXPECT_EQ(client.told[2]["data"]["price"], 50);
  EXPECT_EQ(client.told[3]["data"]["price"], 150);
  EXPECT_TRUE(client.is_gapless());
  EXPECT_EQ(client.closed_with, 0);
}

TEST(stream_session, forgets_waiting_quotes_that_are_no_longer_wanted) {
  stream_client client;
  client.say(all_quotes);
  client.queued = stream_session::conflate_bytes + 1;
  client.tell_quote(bitcoin, 1);
  client.say(R"({"action":"unsubscribe","channels":["quotes"]})");
  client.queued = 0;
  client.session().on_time(0);
  EXPECT_EQ(client.types(), (texts{"subscribed", "snapshot", "subscribed"}));
}

TEST(stream_session, closes_a_client_that_leaves_too_much_unread) {
  stream_client client;
  client.say(R"({"action":"subscribe","channels":["account"]})");
  client.queued = stream_session::close_bytes + 1;
  client.session().tell(
      {channel::account, "account", std::nullopt, std::make_shared<const std::string>("{}")});
  EXPECT_EQ(client.closed_with, 1008);
  EXPECT_NE(client.closed_because.find("slow"), std::string::npos);
  client.queued = 0;
  client.say(all_quotes);
  EXPECT_EQ(client.told.size(), 2u) << "nothing follows the end";
}

TEST(stream_session, answers_nonsense_with_an_error_and_goes_on) {
  stream_client client;
  for (const auto* text :
       {"", "[]", "{", R"({"action":7})", R"({"action":"dance"})", "{\"action\":\"\xff\"}",
        R"({"action":"subscribe"})", R"({"action":"subscribe","channels":"quotes"})",
        R"({"action":"subscribe","channels":["quotes"],"symbols":["!"]})", R"({"action":"auth"})"})
    client.say(text);
  EXPECT_EQ(client.told.size(), 10u);
  for (const auto& each : client.told)
    EXPECT_EQ(each["type"], "error");
  client.say(R"({"action":"subscribe","channels":["quotes","dreams"]})");
  EXPECT_EQ(client.types().back(), "snapshot");
  EXPECT_EQ(client.told[11]["data"]["code"], "unknown_channel");
  EXPECT_TRUE(client.is_gapless());
  EXPECT_EQ(client.closed_with, 0);
}

TEST(subscription, takes_all_for_the_market_of_its_stream_and_names_for_what_they_are) {
  for (const auto market : {trading::asset_class::crypto, trading::asset_class::us_equity}) {
    const bool crypto = market == trading::asset_class::crypto;
    subscription wanted(market);
    wanted.add({true, {channel::quotes, channel::orders}, {}, {}});
    wanted.add({true, {channel::bars}, {}, {bitcoin, apple}});
    EXPECT_EQ(wanted.wants(channel::quotes, bitcoin), crypto);
    EXPECT_EQ(wanted.wants(channel::quotes, apple), !crypto);
    for (const auto& name : {bitcoin, apple}) {
      EXPECT_TRUE(wanted.wants(channel::orders, name)) << "the account is one";
      EXPECT_TRUE(wanted.wants(channel::bars, name));
    }
    wanted.remove({false, {channel::bars}, {}, {apple}});
    EXPECT_FALSE(wanted.wants(channel::bars, apple));
    EXPECT_FALSE(wanted.wants(channel::account, std::nullopt));
  }
}

} // namespace troupe::actors::stream_session_test
