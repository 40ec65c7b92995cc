// The words of orders are Alpaca's, both ways.
#include "trading/orders/order.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::order_test {
namespace {

TEST(order, spells_what_it_says_as_alpaca_does) {
  EXPECT_EQ(to_text(side::sell), "sell");
  EXPECT_EQ(to_text(order_type::stop_limit), "stop_limit");
  EXPECT_EQ(to_text(time_in_force::gtc), "gtc");
  EXPECT_EQ(to_text(order_status::open), "new");
  EXPECT_EQ(to_text(order_status::partially_filled), "partially_filled");
  EXPECT_EQ(to_text(order_event_kind::partial_fill), "partial_fill");
}

TEST(order, reads_back_every_word_it_writes) {
  for (const auto value : {side::buy, side::sell})
    EXPECT_EQ(*parse_side(to_text(value)), value);
  for (const auto value : {order_type::market, order_type::limit, order_type::stop,
                           order_type::stop_limit, order_type::trailing_stop})
    EXPECT_EQ(*parse_order_type(to_text(value)), value);
  for (const auto value : {time_in_force::day, time_in_force::gtc, time_in_force::opg,
                           time_in_force::cls, time_in_force::ioc, time_in_force::fok})
    EXPECT_EQ(*parse_time_in_force(to_text(value)), value);
}

TEST(order, refuses_unknown_words_and_tells_the_known_ones) {
  EXPECT_EQ(parse_side("short").failure().code, "invalid_side");
  EXPECT_EQ(parse_order_type("Market").failure().code, "invalid_order_type");
  EXPECT_EQ(parse_time_in_force("").failure().code, "invalid_time_in_force");
  EXPECT_NE(parse_side("short").failure().message.find("buy, sell"), std::string::npos);
}

TEST(order, is_over_in_its_terminal_states_only) {
  for (const auto status : {order_status::filled, order_status::canceled, order_status::expired,
                            order_status::rejected, order_status::replaced})
    EXPECT_TRUE(is_terminal(status));
  for (const auto status :
       {order_status::intended, order_status::unknown, order_status::accepted, order_status::open,
        order_status::partially_filled, order_status::pending_cancel})
    EXPECT_FALSE(is_terminal(status));
}

} // namespace
} // namespace troupe::trading::order_test
