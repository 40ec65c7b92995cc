#include "net/alpaca/frame_decoder.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

namespace troupe::net::alpaca {
namespace {

struct tick {
  trading::time_ns market_ns;
  std::uint64_t step;
  bool end;
  friend bool operator==(const tick&, const tick&) = default;
};
struct success {
  std::string message;
  friend bool operator==(const success&, const success&) = default;
};
struct refused {
  std::int64_t code;
  std::string message;
  friend bool operator==(const refused&, const refused&) = default;
};

using told = std::variant<trading::quote, trading::trade, trading::bar, tick, success,
                          subscriptions, refused>;

class recorder final : public frame_listener {
public:
  void on_quote(const trading::quote& read) override { all.emplace_back(read); }
  void on_trade(const trading::trade& read) override { all.emplace_back(read); }
  void on_bar(const trading::bar& read) override { all.emplace_back(read); }
  void on_tick(trading::time_ns at, std::uint64_t step, bool end) override {
    all.emplace_back(tick{at, step, end});
  }
  void on_success(std::string_view message) override {
    all.emplace_back(success{std::string(message)});
  }
  void on_subscription(const subscriptions& present) override { all.emplace_back(present); }
  void on_error(std::int64_t code, std::string_view message) override {
    all.emplace_back(refused{code, std::string(message)});
  }

  std::vector<told> all;
};

class frame_decoding : public ::testing::Test {
protected:
  std::vector<told> decode(std::string_view frame) {
    recorder heard;
    decoder.decode(frame, heard);
    return heard.all;
  }

  frame_decoder decoder;
};

trading::quote random_quote(std::mt19937_64& random) {
  const auto amount = [&] { return static_cast<std::int64_t>(random() >> (1 + random() % 62)); };
  trading::quote made;
  made.symbol = trading::symbol::of(random() % 2 == 0 ? "BTC/USD" : "AAPL");
  made.market_ns = static_cast<trading::time_ns>(random() >> 2);
  made.bid.units = amount();
  made.bid_qty.units = amount();
  made.ask.units = amount();
  made.ask_qty.units = amount();
  return made;
}

std::string text_of(const trading::quote& of) {
  return R"({"T":"q","S":")" + std::string(of.symbol.text()) + R"(","bx":"V","bp":)" +
         of.bid.text() + R"(,"bs":)" + of.bid_qty.text() + R"(,"ax":"V","ap":)" + of.ask.text() +
         R"(,"as":)" + of.ask_qty.text() + R"(,"c":["R","A"],"z":"C","t":")" +
         trading::format_time(of.market_ns) + R"("})";
}

TEST_F(frame_decoding, tells_every_quote_of_a_frame_exactly_and_in_order) {
  const std::uint64_t seed = 3;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int round = 0; round < 200; ++round) {
    std::vector<told> sent;
    std::string frame = "[";
    for (auto count = random() % 40; count > 0; --count) {
      const auto made = random_quote(random);
      sent.emplace_back(made);
      frame += (frame.size() > 1 ? "," : "") + text_of(made);
    }
    ASSERT_EQ(decode(frame + "]"), sent);
  }
  EXPECT_EQ(decoder.counters().malformed_frames + decoder.counters().malformed_messages, 0u);
}

TEST_F(frame_decoding, tells_trades_and_bars_of_stocks_and_crypto) {
  const auto heard = decode(
      R"([{"T":"t","S":"AAPL","i":18446744073709551615,"x":"V","p":271.32,"s":100,"c":["@"],"z":"C",
           "t":"2026-11-23T15:00:00.104Z"},
          {"T":"t","S":"BTC/USD","p":91000.5,"s":1e-05,"t":"2026-11-23T15:00:00Z","i":7,"tks":"B"},
          {"T":"b","S":"BTC/USD","o":1,"h":2.5,"l":0.5,"c":2,"v":0.125,"t":"2026-11-23T15:00:00Z",
           "n":3,"vw":1.9},
          {"T":"u","S":"AAPL","o":1,"h":1,"l":1,"c":1,"v":10,"t":"2026-11-23T15:00:00Z"}])");
  const auto minute = *trading::parse_time("2026-11-23T15:00:00Z");
  const auto aapl = trading::symbol::of("AAPL");
  const auto btc = trading::symbol::of("BTC/USD");
  const auto px = [](std::string_view text) { return *trading::price::parse(text); };
  const auto qty = [](std::string_view text) { return *trading::quantity::parse(text); };
  const std::vector<told> expected{
      trading::trade{aapl, minute + 104'000'000, px("271.32"), qty("100"), 18446744073709551615u},
      trading::trade{btc, minute, px("91000.5"), qty("0.00001"), 7},
      trading::bar{btc, minute, trading::minute_ns, px("1"), px("2.5"), px("0.5"), px("2"),
                   qty("0.125"), 3},
      trading::bar{aapl, minute, trading::minute_ns, px("1"), px("1"), px("1"), px("1"), qty("10"),
                   0}};
  EXPECT_EQ(heard, expected);
}

TEST_F(frame_decoding, reads_keys_in_any_order_and_ignores_those_it_does_not_know) {
  const auto heard = decode(
      R"([{"r":{"T":"x","bp":[1,{"S":"Z"}]},"as":4,"t":"1970-01-01T00:00:01Z","ap":3,"new":null,
           "bs":2,"bp":1,"S":"MSFT","T":"q"}])");
  const std::vector<told> expected{trading::quote{trading::symbol::of("MSFT"), trading::second_ns,
                                                  trading::price::of(1), trading::quantity::of(2),
                                                  trading::price::of(3), trading::quantity::of(4)}};
  EXPECT_EQ(heard, expected);
}

TEST_F(frame_decoding, tells_control_messages) {
  EXPECT_EQ(decode(R"([{"T":"success","msg":"connected"}])"),
            std::vector<told>{success{"connected"}});
  for (const auto& [code, message] : std::vector<std::pair<std::int64_t, std::string>>{
           {402, "auth failed"}, {406, "connection limit exceeded"}, {500, "a \"b\""}}) {
    const auto escaped = code == 500 ? std::string(R"(a \"b\")") : message;
    EXPECT_EQ(decode(R"([{"T":"error","code":)" + std::to_string(code) + R"(,"msg":")" + escaped +
                     R"("}])"),
              (std::vector<told>{refused{code, message}}));
  }
  subscriptions present;
  present.bars = {trading::symbol::of("AAPL"), trading::symbol::of("MSFT")};
  present.quotes = {trading::symbol::of("AAPL")};
  present.ticks = true;
  EXPECT_EQ(decode(R"([{"T":"subscription","trades":[],"quotes":["AAPL"],"bars":["MSFT","AAPL"],
                        "updatedBars":[],"statuses":[],"ticks":["*"]}])"),
            std::vector<told>{present});
}

TEST_F(frame_decoding, tells_the_steps_of_market_time) {
  const std::vector<told> expected{tick{trading::second_ns, 12, false}, tick{0, 0, true}};
  EXPECT_EQ(decode(R"([{"T":"tick","t":"1970-01-01T00:00:01Z","n":12},
                       {"T":"tick","t":"1970-01-01T00:00:00Z","n":0,"end":true}])"),
            expected);
}

TEST_F(frame_decoding, counts_unknown_kinds_and_goes_on) {
  const auto heard = decode(
      R"([{"T":"o","S":"BTC/USD","t":"2026-11-23T15:00:00.2Z","b":[{"p":1,"s":0}],"a":[]},
          {"T":"zz"},{"T":"d","S":"AAPL"},{"T":"success","msg":"still here"}])");
  EXPECT_EQ(heard, std::vector<told>{success{"still here"}});
  EXPECT_EQ(decoder.counters().unknown_messages, 3u);
}

TEST_F(frame_decoding, counts_a_message_that_lacks_a_field_and_tells_the_rest) {
  const std::vector<std::string> broken{
      R"({"T":"q","S":"AAPL","bp":1,"bs":1,"ap":1,"t":"1970-01-01T00:00:01Z"})",
      R"({"T":"q","bp":1,"bs":1,"ap":1,"as":1,"t":"1970-01-01T00:00:01Z"})",
      R"({"T":"q","S":"AAPL","bp":null,"bs":1,"ap":1,"as":1,"t":"1970-01-01T00:00:01Z"})",
      R"({"T":"q","S":"AAPL","bp":1e300,"bs":1,"ap":1,"as":1,"t":"1970-01-01T00:00:01Z"})",
      R"({"T":"q","S":"AAPL","bp":[1],"bs":1,"ap":1,"as":1,"t":"1970-01-01T00:00:01Z"})",
      R"({"T":"q","S":"AAPL","bp":1,"bs":1,"ap":1,"as":1,"t":"yesterday"})",
      R"({"T":"q","S":"not a symbol","bp":1,"bs":1,"ap":1,"as":1,"t":"1970-01-01T00:00:01Z"})",
      R"({"T":"tick","t":"1970-01-01T00:00:01Z"})",
      R"({"T":"error","msg":"no code"})",
      R"({"T":"success"})",
      R"({"S":"AAPL"})",
      R"({})"};
  for (const auto& message : broken) {
    const auto before = decoder.counters().malformed_messages;
    EXPECT_EQ(decode("[" + message + R"(,{"T":"success","msg":"after"}])"),
              std::vector<told>{success{"after"}})
        << message;
    EXPECT_EQ(decoder.counters().malformed_messages, before + 1) << message;
  }
}

TEST_F(frame_decoding, counts_frames_that_are_not_arrays_of_objects) {
  std::uint64_t frames = 0;
  for (const auto* frame : {"", " ", "{}", "null", "[1]", "[[]]", "[{}", "[{]", "garbage", "\x01",
                            "[{\"T\":\"q\"}", "[{\"T\":\"success\",\"msg\":\"a}]"}) {
    decode(frame);
    EXPECT_EQ(decoder.counters().malformed_frames, ++frames) << frame;
  }
}

TEST_F(frame_decoding, survives_any_cut_and_any_flipped_byte_and_then_decodes_as_before) {
  const std::uint64_t seed = 5;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const auto one = random_quote(random);
  const auto two = random_quote(random);
  const auto whole = "[" + text_of(one) + "," + text_of(two) + "]";
  const std::vector<told> expected{one, two};
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_LE(decode(whole.substr(0, size)).size(), 2u);
    ASSERT_GT(decoder.counters().malformed_frames, size);
  }
  for (int round = 0; round < 5000; ++round) {
    auto flipped = whole;
    for (auto count = 1 + random() % 3; count > 0; --count)
      flipped[random() % flipped.size()] = static_cast<char>(random());
    decode(flipped);
    ASSERT_EQ(decode(whole), expected);
  }
}

} // namespace
} // namespace troupe::net::alpaca
