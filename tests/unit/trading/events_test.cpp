// The words and the instants of events.
#include "trading/events.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::events_test {
namespace {

order_event reported(order_event_kind kind) {
  order_event made;
  made.kind = kind;
  return made;
}

TEST(events, are_called_by_the_words_that_the_journal_shows) {
  EXPECT_EQ(type_name(session_started{}), "session");
  EXPECT_EQ(type_name(clock_tick{}), "tick");
  EXPECT_EQ(type_name(bar{}), "bar");
  EXPECT_EQ(type_name(history_bar{}), "history");
  EXPECT_EQ(type_name(decision{}), "decision");
  EXPECT_EQ(type_name(configuration{}), "configuration");
  EXPECT_EQ(type_name(operator_order{}), "operator_order");
  EXPECT_EQ(type_name(reported(order_event_kind::open)), "ack");
  EXPECT_EQ(type_name(reported(order_event_kind::partial_fill)), "fill");
  EXPECT_EQ(type_name(reported(order_event_kind::canceled)), "cancel");
  EXPECT_EQ(type_name(reported(order_event_kind::rejected)), "reject");
  EXPECT_EQ(type_name(reported(order_event_kind::expired)), "expire");
  EXPECT_EQ(type_name(reported(order_event_kind::replaced)), "replace");
  EXPECT_EQ(type_name(reported(order_event_kind::resolved)), "resolved");
}

TEST(events, belong_to_the_instant_at_which_they_are_known) {
  bar candle;
  candle.start_ns = 10 * minute_ns;
  EXPECT_EQ(market_time(candle), 11 * minute_ns);
  EXPECT_EQ(market_time(history_bar{candle}), 11 * minute_ns);
  EXPECT_EQ(market_time(clock_tick{7}), 7);
  quote seen;
  seen.market_ns = 9;
  EXPECT_EQ(market_time(seen), 9);
}

TEST(events, have_words_for_their_kinds) {
  EXPECT_EQ(to_text(adjustment_kind::cash_corrected), "cash_corrected");
  EXPECT_EQ(to_text(adjustment_kind::deposit), "deposit");
  EXPECT_EQ(to_text(adjustment_kind::split), "split");
  EXPECT_EQ(to_text(command_kind::enable_trading), "enable_trading");
  EXPECT_EQ(to_text(decision_stage::risk), "risk");
  EXPECT_EQ(to_text(verdict::enter_short), "enter_short");
  EXPECT_EQ(to_text(verdict::refused), "refused");
}

} // namespace
} // namespace troupe::trading::events_test
