#include "net/alpaca/frame_decoder.hpp"
#include "tests/unit/allocation_count.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace troupe::net::alpaca::frame_allocation_test {
namespace {

// Keeps nothing, as keeping would allocate.
class frame_counter final : public frame_listener {
public:
  void on_quote(const trading::quote&) override { ++told; }
  void on_trade(const trading::trade&) override { ++told; }
  void on_bar(const trading::bar&) override { ++told; }
  void on_tick(trading::time_ns, std::uint64_t, bool) override {}
  void on_success(std::string_view) override {}
  void on_subscription(const subscriptions&) override {}
  void on_error(std::int64_t, std::string_view) override {}

  std::uint64_t told = 0;
};

constexpr std::uint64_t rounds = 1'000;

std::string json_frame(const std::string& space) {
  std::string frame = "[" + space;
  for (const auto* symbol : {"AAPL", "BTC/USD", "AAPL270115C00200000"}) {
    const std::string named = R"(,"S":")" + std::string(symbol) + R"(")";
    const std::string time = R"(,"t":"2026-11-23T15:00:00.123456789Z"})";
    frame += (frame.back() == '}' ? "," : "") + (R"({"T":"q")" + named) +
             R"(,"bp":271.3,"bs":1,"ap":271.34,"as":0.000000125)" + time;
    frame += R"(,{"T":"t")" + named + R"(,"p":271.3,"s":1,"i":7)" + time;
    frame += R"(,{"T":"b")" + named + R"(,"o":1,"h":1,"l":1,"c":1,"v":1,"n":7)" + time;
  }
  return frame + "]";
}

// Prices that need their shortest decimal found with effort (1/3), and without.
std::string packed_frame() {
  const std::string third("\xcb\x3f\xd5\x55\x55\x55\x55\x55\x55", 9);
  const std::string half("\xcb\x3f\xe0\x00\x00\x00\x00\x00\x00", 9);
  const std::string time("\xa1t\xd7\xff\x1d\x6f\x34\x54\x66\xd4\x76\x80", 12);
  std::string frame = "\x93";
  for (const std::string symbol : {"\xa4"
                                   "AAPL",
                                   "\xa7"
                                   "BTC/USD",
                                   "\xb3"
                                   "AAPL270115C00200000"})
    frame += "\x87\xa1T\xa1q\xa1S" + symbol +
             "\xa2"
             "bp" +
             half +
             "\xa2"
             "bs\x64\xa2"
             "ap" +
             third +
             "\xa2"
             "as\xcd\x03\xe8" +
             time;
  return frame;
}

std::uint64_t allocations_of(const std::string& frame, std::uint64_t messages) {
  frame_decoder decoder;
  frame_counter heard;
  decoder.decode(frame, heard);
  const auto before = allocation_count();
  for (std::uint64_t round = 0; round < rounds; ++round)
    decoder.decode(frame, heard);
  const auto after = allocation_count();
  EXPECT_EQ(heard.told, (rounds + 1) * messages);
  return after - before;
}

TEST(frame_allocation, is_seen_by_this_test) {
  const auto before = allocation_count();
  const auto kept = std::make_unique<int>(1);
  EXPECT_EQ(allocation_count(), before + static_cast<std::uint64_t>(*kept));
}

TEST(frame_allocation, json_takes_none_once_warm) {
  EXPECT_EQ(allocations_of(json_frame(""), 9), 0u);
}

TEST(frame_allocation, messagepack_takes_none_once_warm) {
  EXPECT_EQ(allocations_of(packed_frame(), 3), 0u);
}

} // namespace
} // namespace troupe::net::alpaca::frame_allocation_test
