// The readers of frames held against each other and against msgpack-c, on frames at random.
#include "net/alpaca/json_frame_reader.hpp"
#include "net/alpaca/known_json_reader.hpp"
#include "net/alpaca/packed_frame_reader.hpp"
#include "tests/unit/net/alpaca/frame_recorder.hpp"
#include "tests/unit/net/alpaca/market_frames.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include <msgpack.hpp>

namespace troupe::net::alpaca::frame_agreement_test {
namespace {

struct telling {
  bool whole = false;
  std::vector<told> all;
  decoder_counters counters;
  friend bool operator==(const telling&, const telling&) = default;
};

template <class Reader>
telling read_with(Reader& reader, const std::string& frame) {
  recorder heard;
  telling made;
  made.whole = reader.read(frame, heard, made.counters);
  made.all = heard.all;
  return made;
}

// Whether msgpack-c finds one array of maps and nothing behind it.
bool is_packed_frame(const std::string& frame) {
  const msgpack::unpack_limit limits(0xffff, 0xffff); // more cannot be there in so few bytes
  try {
    std::size_t at = 0;
    const auto read = msgpack::unpack(frame.data(), frame.size(), at, nullptr, nullptr, limits);
    const auto& array = read.get();
    if (at != frame.size() || array.type != msgpack::type::ARRAY)
      return false;
    return std::all_of(array.via.array.ptr, array.via.array.ptr + array.via.array.size,
                       [](const auto& each) { return each.type == msgpack::type::MAP; });
  } catch (const msgpack::unpack_error&) {
    return false;
  }
}

TEST(frame_agreement, knowing_the_shapes_changes_nothing_but_the_time_it_takes) {
  const std::uint64_t seed = 11;
  SCOPED_TRACE("seed " + std::to_string(seed));
  market_frames source(seed);
  known_json_reader known;
  json_frame_reader general;
  int known_frames = 0;
  for (int round = 0; round < 40'000; ++round) {
    auto frame = source.next().json;
    if (round % 3 != 0)
      frame = source.spoiled(frame);
    const auto quick = read_with(known, frame);
    if (!quick.whole) {
      ASSERT_EQ(quick, telling{}) << frame;
      continue;
    }
    ++known_frames;
    ASSERT_EQ(quick, read_with(general, frame)) << frame;
  }
  EXPECT_GT(known_frames, 500);
}

TEST(frame_agreement, messagepack_says_what_json_says) {
  const std::uint64_t seed = 12;
  SCOPED_TRACE("seed " + std::to_string(seed));
  market_frames source(seed);
  json_frame_reader general;
  packed_frame_reader packed;
  for (int round = 0; round < 20'000; ++round) {
    const auto frame = source.next();
    ASSERT_EQ(read_with(packed, frame.packed), read_with(general, frame.json)) << frame.json;
  }
}

TEST(frame_agreement, messagepack_is_whole_where_msgpack_finds_it_whole) {
  const std::uint64_t seed = 13;
  SCOPED_TRACE("seed " + std::to_string(seed));
  market_frames source(seed);
  packed_frame_reader packed;
  int broken = 0;
  for (int round = 0; round < 40'000; ++round) {
    const auto frame = source.spoiled(source.next().packed);
    const bool whole = is_packed_frame(frame);
    ASSERT_EQ(read_with(packed, frame).whole, whole) << "round " << round;
    broken += whole ? 0 : 1;
  }
  EXPECT_GT(broken, 10'000);
  EXPECT_LT(broken, 39'000);
}

TEST(frame_agreement, the_usual_frames_are_those_whose_shape_is_known) {
  known_json_reader known;
  const std::string time = R"("t":"2026-11-23T15:00:00)";
  const std::string stock_quote =
      R"({"T":"q","S":"AAPL","bx":"V","bp":271.3,"bs":200,"ax":" ","ap":0,"as":100,"c":["R"],)"
      R"("z":"C",)" +
      time + R"(.10203Z"})";
  const std::string stock_trade =
      R"({"T":"t","S":"AAPL","i":52983525034326,"x":"V","p":271.32,"s":100,"c":["@","I"],)"
      R"("z":"C",)" +
      time + R"(.104Z"})";
  const std::string bar = R"({"T":"b","S":"BTC/USD","o":1,"h":2.5,"l":0.5,"c":2,"v":0.125,)" +
                          time + R"(Z","n":3,"vw":1.9})";
  const std::string coin_trade = R"({"T":"t","S":"BTC/USD","p":91000.5,"s":0.000000001,)" + time +
                                 R"(.123456789Z","i":7,"tks":"B"})";
  const std::string coin_quote =
      R"({"T":"q","S":"BTC/USD","bp":91000.5,"bs":0.25,"ap":91001,"as":1.5,)" + time + R"(Z"})";
  for (const auto& frame : {"[" + stock_quote + "," + stock_trade + "]", "[" + bar + "]",
                            "[" + coin_trade + "]", "[" + coin_quote + "]"})
    EXPECT_TRUE(read_with(known, frame).whole) << frame;
}

} // namespace
} // namespace troupe::net::alpaca::frame_agreement_test
