#include "net/alpaca/frame_decoder.hpp"
#include "tests/unit/net/alpaca/frame_recorder.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace troupe::net::alpaca::frame_decoder_test {
namespace {

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

TEST_F(frame_decoding, asks_nothing_more_of_a_frame_that_is_broken_inside_a_message) {
  for (const std::string inside : {R"(["AAPL"g])", R"([7])"}) {
    const auto before = decoder.counters().malformed_frames;
    EXPECT_EQ(decode(R"([{"T":"success","msg":"connected"},{"T":"subscription","trades":)" +
                     inside + R"(,"quotes":[],"bars":["*"]},{"T":"success","msg":"after"}])"),
              std::vector<told>{success{"connected"}})
        << inside;
    EXPECT_EQ(decoder.counters().malformed_frames, before + 1) << inside;
  }
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

std::string bytes(const std::vector<unsigned>& listed) {
  std::string made;
  for (const auto each : listed)
    made += static_cast<char>(each);
  return made;
}

// A quote at this stamp, of a bid that stands in this form.
std::string packed_quote(const std::string& time, const std::string& bid) {
  return "\x91\x87\xa1T\xa1q\xa1S\xa4MSFT\xa2"
         "bp" +
         bid +
         "\xa2"
         "bs\x02\xa2"
         "ap\x03\xa2"
         "as\x04\xa1t" +
         time;
}

TEST_F(frame_decoding, reads_the_three_forms_of_a_messagepack_timestamp) {
  const auto second = *trading::parse_time("2024-09-01T14:13:20Z");
  const std::vector<std::pair<std::string, trading::time_ns>> stamps{
      {bytes({0xd6, 0xff, 0x66, 0xd4, 0x76, 0x80}), second},
      {bytes({0xd7, 0xff, 0x1d, 0x6f, 0x34, 0x54, 0x66, 0xd4, 0x76, 0x80}), second + 123'456'789},
      {bytes({0xc7, 0x0c, 0xff, 0, 0, 0, 7, 0, 0, 0, 0, 0x66, 0xd4, 0x76, 0x80}), second + 7},
      {bytes({0xc7, 0x0c, 0xff, 0, 0, 0, 7, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}),
       7 - trading::second_ns},
      {"\xb4"
       "2024-09-01T14:13:20Z",
       second}};
  for (const auto& [stamp, at] : stamps) {
    const std::vector<told> expected{
        trading::quote{trading::symbol::of("MSFT"), at, trading::price::of(1),
                       trading::quantity::of(2), trading::price::of(3), trading::quantity::of(4)}};
    EXPECT_EQ(decode(packed_quote(stamp, "\x01")), expected) << at;
  }
  for (const auto& stamp :
       {bytes({0xd7, 0xff, 0xee, 0x6b, 0x28, 0, 0x66, 0xd4, 0x76, 0x80}), // 1e9 nanoseconds
        bytes({0xd6, 0xfe, 0x66, 0xd4, 0x76, 0x80}),                      // another extension
        bytes({0xce, 0x66, 0xd4, 0x76, 0x80}),
        bytes({0xc7, 0x0c, 0xff, 0, 0, 0, 0, 0x7f, 0, 0, 0, 0, 0, 0, 0})}) {
    const auto before = decoder.counters().malformed_messages;
    EXPECT_TRUE(decode(packed_quote(stamp, "\x01")).empty());
    EXPECT_EQ(decoder.counters().malformed_messages, before + 1);
  }
}

TEST_F(frame_decoding, reads_messagepack_amounts_as_their_shortest_decimal) {
  const auto time = bytes({0xd6, 0xff, 0, 0, 0, 1});
  const auto in_64_bits = [](double value) {
    const auto word = __builtin_bswap64(std::bit_cast<std::uint64_t>(value));
    return "\xcb" + std::string(reinterpret_cast<const char*>(&word), sizeof word);
  };
  const auto in_32_bits = [](float value) {
    const auto word = __builtin_bswap32(std::bit_cast<std::uint32_t>(value));
    return "\xca" + std::string(reinterpret_cast<const char*>(&word), sizeof word);
  };
  const std::vector<std::pair<std::string, std::string>> amounts{
      {in_64_bits(0.1), "0.1"},
      {in_64_bits(271.34), "271.34"},
      {in_64_bits(-271.34), "-271.34"},
      {in_64_bits(-0.0), "0"},
      {in_64_bits(1e-9), "0.000000001"},
      {in_64_bits(4e-10), "0"},
      {in_64_bits(0.1234567895), "0.12345679"},
      {in_64_bits(999'999.999999999), "999999.999999999"},
      {in_64_bits(9'223'372'036.0), "9223372036"},
      {in_32_bits(0.1F), "0.1"},
      {in_32_bits(271.34F), "271.34"},
      {bytes({0xcf, 0, 0, 0, 2, 0x25, 0xc1, 0x7d, 4}), "9223372036"},
      {bytes({0xd1, 0xff, 0x00}), "-256"},
      {bytes({0xff}), "-1"},
      {"\xa4"
       "12.5",
       "12.5"}};
  for (const auto& [amount, text] : amounts) {
    const auto heard = decode(packed_quote(time, amount));
    ASSERT_EQ(heard.size(), 1u) << text;
    EXPECT_EQ(std::get<trading::quote>(heard[0]).bid.text(), text);
  }
  for (const auto& amount :
       {in_64_bits(std::numeric_limits<double>::infinity()), in_64_bits(1e10), bytes({0xc0}),
        in_64_bits(std::numeric_limits<double>::quiet_NaN()), bytes({0xc3}),
        bytes({0xcf, 0, 0, 0, 2, 0x25, 0xc1, 0x7d, 5}), bytes({0x91, 1})})
    EXPECT_TRUE(decode(packed_quote(time, amount)).empty());
}

TEST_F(frame_decoding, tells_control_messages_of_messagepack) {
  EXPECT_EQ(decode("\x91\x82\xa1T\xa7success\xa3msg\xa9"
                   "connected"),
            std::vector<told>{success{"connected"}});
  EXPECT_EQ(decode("\x91\x83\xa1T\xa5"
                   "error\xa4"
                   "code\xcd\x01\x92\xa3msg\xab"
                   "auth failed"),
            (std::vector<told>{refused{402, "auth failed"}}));
  subscriptions present;
  present.bars = {trading::symbol::of("AAPL"), trading::symbol::of("MSFT")};
  present.quotes = {trading::symbol::of("AAPL")};
  EXPECT_EQ(decode("\x91\x84\xa1T\xacsubscription\xa6trades\x90\xa6quotes\x91\xa4"
                   "AAPL\xa4"
                   "bars\x92\xa4MSFT\xa4"
                   "AAPL"),
            std::vector<told>{present});
  EXPECT_TRUE(decode("\x91\x82\xa1T\xa7success\xa3msg\xa2\xff\xfe").empty());
  EXPECT_EQ(decoder.counters().malformed_messages, 1u);
  EXPECT_EQ(decoder.counters().malformed_frames, 0u);
}

} // namespace
} // namespace troupe::net::alpaca::frame_decoder_test
