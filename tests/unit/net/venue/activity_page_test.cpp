// The account's activities: their ids, fees, filters, and pages without gap or repeat.
#include "net/venue/activity_page.hpp"

#include "tests/unit/net/venue/market_start.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace troupe::net::venue::activity_page_test {
namespace {

using trading::minute_ns;

trading::order_update fill_at(trading::time_ns at, const char* symbol, int number) {
  trading::order_update update;
  update.execution_id = "execution-" + std::to_string(number);
  auto& event = update.event;
  event.kind = trading::order_event_kind::fill;
  event.order_id = "order-" + std::to_string(number);
  event.symbol = trading::symbol::of(symbol);
  event.market_ns = at;
  event.qty = event.cumulative_qty = trading::quantity::of(2);
  event.px = trading::price::of(100);
  update.order.qty = trading::quantity::of(2);
  update.order.status = trading::paper_status::filled;
  return update;
}

// One fill a minute, three of them in the same millisecond, from 23:58 on the last day of 2025.
class activity_page_test : public testing::Test {
protected:
  static constexpr int fills = 250;

  activity_page_test() {
    for (int number = 0; number < fills; ++number)
      log.record({fill_at(first + number / 3 * minute_ns, "AAPL", number)});
  }

  static constexpr trading::time_ns first = start_ns + (5 * 60 - 2) * minute_ns;
  activity_log log{7};
};

TEST_F(activity_page_test, names_fills_by_new_york_time_and_execution) {
  activity_log july(1);
  july.record({fill_at(trading::parse_time("2026-07-01T14:05:00.25Z").value(), "AAPL", 1)});
  EXPECT_EQ(july.all().front().id, "20260701100500250::execution-1");
  EXPECT_EQ(log.all().front().id, "20251231235800000::execution-0");
}

TEST_F(activity_page_test, records_executions_only) {
  auto opened = fill_at(first, "AAPL", 1);
  opened.event.kind = trading::order_event_kind::open;
  activity_log quiet(1);
  quiet.record({opened});
  EXPECT_TRUE(quiet.all().empty());
}

TEST_F(activity_page_test, posts_fees_in_coin_and_in_money_under_the_days_midnight) {
  auto bought = fill_at(first, "BTC/USD", 1);
  bought.event.fee_qty = trading::quantity{5'000'000};
  auto sold = fill_at(first, "BTC/USD", 2);
  sold.event.fee = trading::money{500'000'000};
  activity_log fees(1);
  fees.record({bought, sold});
  const auto page = select_page(
      fees.all(),
      {.kinds = std::vector{activity_kind::coin_fee, activity_kind::money_fee}, .ascending = true});
  ASSERT_TRUE(page);
  ASSERT_EQ(page->size(), 2u);
  EXPECT_EQ(to_text(page->front()->kind), "CFEE");
  EXPECT_EQ(page->front()->qty, bought.event.fee_qty);
  EXPECT_EQ(to_text(page->back()->kind), "FEE");
  EXPECT_EQ(page->back()->fee, sold.event.fee);
  for (const auto* fee : *page)
    EXPECT_EQ(fee->id.substr(0, 19), "20251231000000000::");
  EXPECT_NE(page->front()->id, page->back()->id);
}

TEST_F(activity_page_test, pages_through_everything_once_in_both_directions) {
  for (const bool ascending : {true, false})
    for (const std::size_t size : {1u, 7u, 100u}) {
      SCOPED_TRACE(size);
      activity_query wanted{.ascending = ascending, .page_size = size, .page_token = {}};
      std::set<std::string> seen;
      std::vector<std::int64_t> stamps;
      for (auto page = select_page(log.all(), wanted);
           page && !page->empty() && stamps.size() <= fills;
           page = select_page(log.all(), wanted)) {
        for (const auto* one : *page) {
          EXPECT_TRUE(seen.insert(one->id).second) << one->id;
          stamps.push_back(one->stamp);
        }
        wanted.page_token = page->back()->id;
      }
      EXPECT_EQ(seen.size(), static_cast<std::size_t>(fills));
      if (!ascending)
        std::reverse(stamps.begin(), stamps.end());
      EXPECT_TRUE(std::is_sorted(stamps.begin(), stamps.end()));
    }
}

TEST_F(activity_page_test, filters_by_the_new_york_date) {
  const auto of_new_year = select_page(log.all(), {.date = 20260101});
  const auto of_old_year = select_page(log.all(), {.date = 20251231});
  EXPECT_EQ(of_old_year->size(), 6u); // two minutes of three fills
  EXPECT_EQ(of_new_year->size(), 100u);
  EXPECT_TRUE(select_page(log.all(), {.date = 20260102})->empty());
}

TEST_F(activity_page_test, takes_after_and_until_as_exclusive) {
  const auto between =
      select_page(log.all(), {.after = first, .until = first + 2 * minute_ns, .ascending = true});
  ASSERT_EQ(between->size(), 3u);
  EXPECT_EQ(between->front()->at_ns, first + minute_ns);
  EXPECT_EQ(select_page(log.all(), {.order_id = "order-17"})->size(), 1u);
}

TEST_F(activity_page_test, refuses_a_token_that_names_no_wanted_activity) {
  const auto refused = select_page(log.all(), {.page_token = "20260101000000000::nothing"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, "invalid_parameter");
  EXPECT_FALSE(select_page(log.all(), {.date = 20260101, .page_token = log.all().front().id}));
}

TEST_F(activity_page_test, forgets_the_oldest_beyond_its_bound) {
  activity_log full(1);
  constexpr int more = 5;
  for (int number = 0; number < static_cast<int>(activity_log::kept_max) + more; ++number)
    full.record({fill_at(first, "AAPL", number)});
  EXPECT_EQ(full.all().size(), activity_log::kept_max);
  EXPECT_EQ(full.all().front().order_id, "order-" + std::to_string(more));
}

} // namespace
} // namespace troupe::net::venue::activity_page_test
