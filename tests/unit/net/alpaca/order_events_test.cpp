#include "net/alpaca/order_events.hpp"

#include <gtest/gtest.h>

#include <string>

namespace troupe::net::alpaca::order_events_test {
namespace {

using trading::order_event_kind;
using trading::order_status;

order_report report_of(order_status status, std::string_view filled, std::string_view average) {
  order_report report;
  report.order_id = "order-1";
  report.client_order_id = "main-1-1";
  report.symbol = trading::symbol::of("AAPL");
  report.status = status;
  report.qty = trading::quantity::of(10);
  report.filled_qty = *trading::quantity::parse(filled);
  report.filled_avg_price = *trading::price::parse(average);
  report.submitted_ns = 1;
  report.updated_ns = 5;
  return report;
}

TEST(to_event, tells_each_state_under_the_orders_ids) {
  using enum order_status;
  const std::vector<std::pair<order_status, order_event_kind>> table{
      {accepted, order_event_kind::accepted},
      {open, order_event_kind::open},
      {partially_filled, order_event_kind::partial_fill},
      {pending_cancel, order_event_kind::pending_cancel},
      {filled, order_event_kind::fill},
      {canceled, order_event_kind::canceled},
      {expired, order_event_kind::expired},
      {rejected, order_event_kind::rejected},
      {replaced, order_event_kind::replaced},
      {unknown, order_event_kind::unknown}};
  for (const auto& [status, kind] : table) {
    const auto told = to_event(report_of(status, "3", "100"));
    EXPECT_EQ(told.kind, kind);
    EXPECT_EQ(told.client_order_id, "main-1-1");
    EXPECT_EQ(told.order_id, "order-1");
    EXPECT_EQ(told.cumulative_qty, trading::quantity::of(3));
    EXPECT_EQ(told.market_ns, 5);
    EXPECT_EQ(told.execution_id, "");
  }
}

TEST(missed_events, states_the_whole_of_what_is_filled) {
  const auto missed = missed_events(report_of(order_status::filled, "7", "100.5"), false);
  ASSERT_EQ(missed.size(), 1u);
  EXPECT_EQ(missed[0].kind, order_event_kind::fill);
  EXPECT_EQ(missed[0].qty, trading::quantity::of(7));
  EXPECT_EQ(missed[0].cumulative_qty, trading::quantity::of(7));
  EXPECT_EQ(missed[0].px, *trading::price::parse("100.5"));
  EXPECT_TRUE(missed[0].execution_id.empty());
}

TEST(missed_events, tells_nothing_of_a_fill_that_is_known) {
  EXPECT_TRUE(missed_events(report_of(order_status::filled, "10", "100"), true).empty());
}

TEST(missed_events, tells_the_executions_before_the_end_of_a_canceled_order) {
  const auto missed = missed_events(report_of(order_status::canceled, "4", "100"), false);
  ASSERT_EQ(missed.size(), 2u);
  EXPECT_EQ(missed[0].kind, order_event_kind::partial_fill);
  EXPECT_EQ(missed[0].qty, trading::quantity::of(4));
  EXPECT_EQ(missed[1].kind, order_event_kind::canceled);
  EXPECT_EQ(missed[1].cumulative_qty, trading::quantity::of(4));
}

TEST(missed_events, tells_no_execution_of_an_order_without_one) {
  const auto missed = missed_events(report_of(order_status::open, "0", "0"), false);
  ASSERT_EQ(missed.size(), 1u);
  EXPECT_EQ(missed[0].kind, order_event_kind::open);
}

} // namespace
} // namespace troupe::net::alpaca::order_events_test
