#include "net/alpaca/order_events.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace troupe::net::alpaca {
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

TEST(missed_events, makes_the_total_come_out) {
  const std::uint64_t seed = 17;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int round = 0; round < 1000; ++round) {
    const auto known = trading::quantity::of(static_cast<std::int64_t>(random() % 50));
    const auto missing = trading::quantity::of(static_cast<std::int64_t>(1 + random() % 50));
    const trading::price paid{static_cast<std::int64_t>(random() % 1'000'000) * 10'000'000};
    const trading::price to_pay{static_cast<std::int64_t>(random() % 1'000'000) * 10'000'000};
    const auto before = notional(paid, known);
    auto report = report_of(order_status::filled, "0", "0");
    report.filled_qty = known + missing;
    report.filled_avg_price = unit_price(before + notional(to_pay, missing), known + missing);

    const auto missed = missed_events(report, known, before);

    ASSERT_EQ(missed.size(), 1u);
    EXPECT_EQ(missed[0].kind, order_event_kind::fill);
    EXPECT_EQ(missed[0].qty, missing);
    EXPECT_EQ(missed[0].cumulative_qty, known + missing);
    EXPECT_TRUE(missed[0].execution_id.empty());
    // The venue's average is rounded to 1e-9, times at most a hundred units.
    EXPECT_LE(std::abs(missed[0].px.units - to_pay.units), 100);
  }
}

TEST(missed_events, tells_nothing_of_a_fill_that_is_known) {
  const auto report = report_of(order_status::filled, "10", "100");
  EXPECT_TRUE(missed_events(report, trading::quantity::of(10), trading::money::of(1000)).empty());
}

TEST(missed_events, tells_the_execution_before_the_end_of_a_canceled_order) {
  const auto missed = missed_events(report_of(order_status::canceled, "4", "100"),
                                    trading::quantity::of(1), trading::money::of(100));
  ASSERT_EQ(missed.size(), 2u);
  EXPECT_EQ(missed[0].kind, order_event_kind::partial_fill);
  EXPECT_EQ(missed[0].qty, trading::quantity::of(3));
  EXPECT_EQ(missed[1].kind, order_event_kind::canceled);
  EXPECT_EQ(missed[1].cumulative_qty, trading::quantity::of(4));
}

} // namespace
} // namespace troupe::net::alpaca
