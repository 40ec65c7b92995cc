#include "net/alpaca/order_stream_decoder.hpp"

#include "tests/unit/net/alpaca/order_text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace troupe::net::alpaca::order_stream_decoder_test {
namespace {

using trading::order_event;
using trading::order_event_kind;

template <class Message>
Message read(std::string_view frame) {
  order_stream_decoder decoder;
  const auto message = decoder.decode(frame);
  EXPECT_TRUE(message) << frame;
  return std::get<Message>(message.value());
}

order_event read_event(std::string_view frame) {
  return read<order_update>(frame).event;
}

TEST(order_stream_decoder, reads_an_execution_exactly) {
  const auto told = read_event(
      update_text("partial_fill", R"(,"execution_id":"e-1","price":"149.500000001","qty":"3.5",
                         "position_qty":"3.5","event_id":"x")",
                  {.status = "partially_filled", .filled_qty = "4.5", .average = R"("149.5")"}));
  EXPECT_EQ(told.kind, order_event_kind::partial_fill);
  EXPECT_EQ(told.client_order_id, "main-1-1");
  EXPECT_EQ(told.order_id, "order-1");
  EXPECT_EQ(told.execution_id, "e-1");
  EXPECT_EQ(told.qty.units, 3'500'000'000);
  EXPECT_EQ(told.px.units, 149'500'000'001);
  EXPECT_EQ(told.cumulative_qty.units, 4'500'000'000);
  EXPECT_EQ(told.market_ns, *trading::parse_time("2026-11-23T15:00:00.345113Z"));
}

TEST(order_stream_decoder, knows_the_venues_words) {
  const std::vector<std::pair<std::string, order_event_kind>> table{
      {"new", order_event_kind::open},
      {"accepted", order_event_kind::accepted},
      {"pending_new", order_event_kind::accepted},
      {"pending_cancel", order_event_kind::pending_cancel},
      {"canceled", order_event_kind::canceled},
      {"expired", order_event_kind::expired},
      {"rejected", order_event_kind::rejected},
      {"replaced", order_event_kind::replaced}};
  for (const auto& [word, kind] : table) {
    const auto told = read_event(update_text(word, R"(,"execution_id":"e-1")", {}));
    EXPECT_EQ(told.kind, kind) << word;
    EXPECT_EQ(told.execution_id, "") << word;
    EXPECT_TRUE(told.qty.is_zero()) << word;
  }
}

TEST(order_stream_decoder, turns_a_word_it_does_not_know_into_the_orders_state) {
  EXPECT_EQ(read_event(update_text("restated", "", {.status = "canceled"})).kind,
            order_event_kind::canceled);
  const auto living = read_event(
      update_text("order_cancel_rejected", "",
                  {.status = "partially_filled", .filled_qty = "2", .average = R"("1")"}));
  EXPECT_EQ(living.kind, order_event_kind::open);
  EXPECT_TRUE(living.qty.is_zero());
  EXPECT_EQ(living.cumulative_qty, trading::quantity::of(2));
}

TEST(order_stream_decoder, reads_the_handshake_and_the_steps) {
  EXPECT_TRUE(
      read<authorization>(
          R"({"stream":"authorization","data":{"status":"authorized","action":"authenticate"}})")
          .granted);
  EXPECT_FALSE(read<authorization>(R"({"stream":"authorization","data":{"status":"unauthorized"}})")
                   .granted);
  EXPECT_TRUE(
      read<listening>(R"({"stream":"listening","data":{"streams":["trade_updates"]}})").to_orders);
  EXPECT_FALSE(read<listening>(R"({"stream":"listening","data":{"streams":[]}})").to_orders);
  const auto barrier =
      read<barrier_reached>(R"({"stream":"barrier","data":{"step":7,"t":"1970-01-01T00:00:01Z"}})");
  EXPECT_EQ(barrier.step, 7u);
  EXPECT_EQ(barrier.market_ns, trading::second_ns);
  EXPECT_EQ(read<step_synced>(R"({"stream":"sync","data":{"step":9}})").step, 9u);
  EXPECT_EQ(read<stream_fault>(R"({"action":"error","data":{"error_message":"internal"}})").message,
            "internal");
  read<other_message>(R"({"stream":"account_updates","data":{}})");
}

TEST(order_stream_decoder, refuses_an_execution_without_its_amounts) {
  order_stream_decoder decoder;
  for (const auto* details : {"", R"(,"price":"1")", R"(,"qty":"1")", R"(,"qty":"x","price":"1")",
                              R"(,"qty":1.5,"price":"1")"})
    EXPECT_FALSE(decoder.decode(update_text("fill", details, {.status = "filled"}))) << details;
}

TEST(order_stream_decoder, survives_any_cut_and_any_flipped_byte) {
  const std::uint64_t seed = 19;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  order_stream_decoder decoder;
  const auto whole = update_text("fill", R"(,"execution_id":"e","price":"1","qty":"1")",
                                 {.status = "filled", .filled_qty = "1", .average = R"("1")"});
  for (std::size_t size = 0; size < whole.size(); ++size)
    ASSERT_FALSE(decoder.decode(whole.substr(0, size)));
  for (int round = 0; round < 3000; ++round) {
    auto flipped = whole;
    flipped[random() % flipped.size()] = static_cast<char>(random());
    static_cast<void>(decoder.decode(flipped));
    ASSERT_TRUE(decoder.decode(whole));
  }
}

} // namespace
} // namespace troupe::net::alpaca::order_stream_decoder_test
