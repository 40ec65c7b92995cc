// How orders of the simulated venue are replaced and canceled, trail, and end by time.
#include "tests/unit/trading/matching/paper_market.hpp"
#include "trading/matching/refusal_details.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::order_changes_test {
namespace {

using namespace paper_test;

constexpr time_ns hour = 60 * minute_ns;
const time_ns noon_monday = parse_time("2026-11-23T17:00:00Z").value(); // in New York

paper_engine standing_market(paper_terms terms = {}) {
  paper_engine engine(terms);
  engine.advance(noon_monday);
  engine.take(quoted(apple, "99.99", "100"));
  return engine;
}

std::string placed(paper_engine& engine, const order_draft& asked) {
  const auto made = engine.submit(asked);
  EXPECT_TRUE(made) << made.failure().message;
  return made ? made->accepted.id : std::string();
}

TEST(order_changes, put_a_new_order_in_the_place_of_the_old) {
  auto engine = standing_market();
  const auto id = placed(engine, limit(apple, side::buy, 5, "90"));
  engine.advance(noon_monday + hour);
  const auto made =
      engine.replace(id, {.qty = quantity::of(7), .limit_price = at("91"), .client_order_id = "b"});
  ASSERT_TRUE(made) << made.failure().message;
  EXPECT_EQ(words(made->updates),
            (told{"buy limit pending_replace", "buy limit replaced", "buy limit new"}));
  const auto& old = *engine.find(id);
  const auto& fresh = *engine.find_by_client_order_id("b");
  EXPECT_EQ(old.status, paper_status::replaced);
  EXPECT_EQ(old.replaced_by, fresh.id);
  EXPECT_EQ(fresh.replaces, id);
  EXPECT_EQ(fresh.created_ns, old.created_ns);
  EXPECT_EQ(fresh.submitted_ns, noon_monday + hour);
  EXPECT_EQ(fresh.qty, quantity::of(7));
  EXPECT_EQ(engine.buying_power(), money::of(100'000 - 7 * 91));
}

TEST(order_changes, take_what_is_filled_off_the_quantity_that_is_wanted) {
  auto engine = standing_market({.partial_ppm = 1'000'000});
  const auto id = placed(engine, limit(apple, side::buy, 100, "100"));
  const auto filled = engine.find(id)->filled_qty;
  ASSERT_GT(filled, quantity{});
  const auto made = engine.replace(id, {.qty = quantity::of(150), .limit_price = at("90")});
  ASSERT_TRUE(made) << made.failure().message;
  EXPECT_EQ(made->accepted.qty, quantity::of(150) - filled);
}

TEST(order_changes, are_refused_in_the_words_of_the_table) {
  auto engine = standing_market();
  const auto resting = placed(engine, limit(apple, side::buy, 5, "90"));
  const auto filled = placed(engine, draft(apple, side::buy, 1));
  const auto refused = [&](const std::string& id, const order_change& change) {
    const auto made = engine.replace(id, change);
    return made ? std::string("taken") : made.failure().message;
  };
  EXPECT_EQ(refused("x", {.qty = quantity::of(1)}), "order not found for x");
  EXPECT_EQ(refused(filled, {.qty = quantity::of(1)}),
            "unable to replace order, order is not open");
  EXPECT_EQ(refused(resting, {}), "unable to replace order, order is not open");
  EXPECT_EQ(refused(resting, {.qty = quantity{}}), "qty must be > 0");
  EXPECT_EQ(refused(resting, {.limit_price = price{}}), "limit price must be > 0");
  EXPECT_EQ(refused(resting, {.limit_price = at("90.001")}),
            "invalid limit_price 90.001. sub-penny increment does not fulfill minimum pricing "
            "criteria");
  EXPECT_EQ(refused(resting, {.stop_price = at("1")}),
            "only stop and stop_limit orders take stop_price");
  EXPECT_EQ(refused(resting, {.qty = quantity::of(100'000)}), "insufficient buying power");
  EXPECT_EQ(engine.find(resting)->status, paper_status::open);
}

TEST(order_changes, may_come_too_late) {
  auto engine = standing_market();
  const auto first = placed(engine, limit(apple, side::buy, 1, "90"));
  const auto canceled = engine.cancel(first, late_fill::wins);
  ASSERT_TRUE(canceled);
  EXPECT_EQ(canceled->front().kind, paper_event::pending_cancel);
  EXPECT_EQ(engine.account().qty_of(apple), engine.find(first)->filled_qty);
  const auto second = placed(engine, limit(apple, side::buy, 4, "90"));
  const auto replaced = engine.replace(second, {.limit_price = at("91")}, late_fill::wins);
  ASSERT_TRUE(replaced);
  EXPECT_EQ(words(replaced->updates),
            (told{"buy limit pending_replace", "buy limit fill", "buy limit order_replace_rejected",
                  "buy limit rejected"}));
  EXPECT_EQ(engine.find(second)->status, paper_status::filled);
}

TEST(order_changes, follow_the_market_with_a_trailing_stop_and_never_go_back) {
  auto engine = standing_market();
  engine.take(trade{.symbol = apple, .market_ns = 0, .px = at("101.2345"), .qty = {}});
  placed(engine, draft(apple, side::buy, 5));
  auto asked = draft(apple, side::sell, 5, order_type::trailing_stop);
  asked.trail_percent = number::of(5);
  const auto made = engine.submit(asked);
  ASSERT_TRUE(made) << made.failure().message;
  EXPECT_EQ(made->accepted.status, paper_status::open);
  EXPECT_EQ(made->accepted.hwm, at("101.2345"));
  EXPECT_EQ(made->accepted.request.stop_price, at("96.172775"));
  engine.take(quoted(apple, "110", "110.01"));
  engine.take(quoted(apple, "105", "105.01"));
  EXPECT_EQ(engine.find(made->accepted.id)->request.stop_price, at("104.5"));
  const auto tighter = engine.replace(made->accepted.id, {.trail = number::of(4)});
  ASSERT_TRUE(tighter) << tighter.failure().message;
  EXPECT_EQ(words(tighter->updates).back(), "sell trailing_stop fill") << "105 is below 105.6";
}

TEST(order_changes, protect_from_trading_with_oneself) {
  auto engine = standing_market();
  const auto resting = placed(engine, limit(apple, side::buy, 5, "90"));
  const auto market = draft(apple, side::sell, 1);
  const auto refused = engine.submit(market);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().message, "potential wash trade detected. use complex orders");
  const auto details = details_of(refused.failure(), engine, market);
  ASSERT_EQ(details.size(), 2u);
  EXPECT_EQ(details[0].text, resting);
  EXPECT_EQ(details[1].text, "opposite side limit order exists");
  EXPECT_FALSE(engine.submit(limit(apple, side::sell, 1, "90")));
  EXPECT_TRUE(engine.submit(limit(apple, side::sell, 1, "110"))) << "they do not meet";
}

TEST(order_changes, tell_what_is_held_and_by_which_orders) {
  auto engine = standing_market();
  placed(engine, draft(apple, side::buy, 5));
  const auto resting = placed(engine, limit(apple, side::sell, 4, "110"));
  const auto asked = draft(apple, side::sell, 2);
  const auto refused = engine.submit(asked);
  ASSERT_FALSE(refused);
  const auto details = details_of(refused.failure(), engine, asked);
  ASSERT_EQ(details.size(), 5u);
  EXPECT_EQ(details[0].text, "1");
  EXPECT_EQ(details[1].text, "5");
  EXPECT_EQ(details[2].text, "4");
  EXPECT_EQ(details[3].list, std::vector<std::string>{resting});
}

class in_new_york : public testing::Test {
protected:
  in_new_york() : engine(standing_market({.calendar = venue_calendar::nyse})) {}

  order_draft with(order_draft asked, time_in_force lasting) {
    asked.time_in_force = lasting;
    return asked;
  }
  static time_ns on(const char* text) { return parse_time(text).value(); }

  paper_engine engine;
};

TEST_F(in_new_york, a_day_order_expires_with_the_session_and_a_gtc_order_rests_the_night) {
  const auto day = placed(engine, with(limit(apple, side::buy, 1, "90"), time_in_force::day));
  const auto gtc = placed(engine, limit(apple, side::buy, 2, "90"));
  EXPECT_EQ(engine.find(day)->expires_ns, on("2026-11-23T21:00:00Z"));
  EXPECT_EQ(engine.find(gtc)->expires_ns, on("2027-02-21T21:15:00Z"));
  EXPECT_EQ(words(engine.advance(on("2026-11-23T21:00:00Z"))),
            (told{"buy limit expired", "buy limit done_for_day"}));
  EXPECT_EQ(engine.find(day)->expired_ns, on("2026-11-23T21:00:00Z"));
  EXPECT_TRUE(engine.take(quoted(apple, "80", "80.01")).empty());
  EXPECT_EQ(words(engine.advance(on("2026-11-24T14:30:00Z"))), (told{"buy limit new"}));
  EXPECT_EQ(words(engine.take(quoted(apple, "80", "80.01"))), (told{"buy limit fill"}));
}

TEST_F(in_new_york, a_gtc_order_is_canceled_on_its_ninetieth_day) {
  const auto gtc = placed(engine, limit(apple, side::buy, 2, "90"));
  const auto updates = words(engine.advance(on("2027-03-01T00:00:00Z")));
  ASSERT_GE(updates.size(), 2u);
  EXPECT_EQ(updates[updates.size() - 2], "buy limit pending_cancel");
  EXPECT_EQ(updates.back(), "buy limit canceled");
  EXPECT_EQ(engine.find(gtc)->canceled_ns, on("2027-02-21T21:15:00Z"));
}

TEST_F(in_new_york, what_is_sent_at_night_waits_for_the_morning) {
  engine.advance(on("2026-11-24T01:00:00Z"));
  const auto made = engine.submit(draft(apple, side::buy, 1));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->accepted.status, paper_status::accepted);
  EXPECT_TRUE(engine.take(quoted(apple, "99", "99.01")).empty());
  auto eager = with(limit(apple, side::buy, 1, "100"), time_in_force::day);
  eager.extended_hours = true;
  placed(engine, eager);
  engine.advance(on("2026-11-24T09:30:00Z"));
  EXPECT_EQ(words(engine.take(quoted(apple, "99", "99.01"))), (told{"buy limit fill"}))
      << "before the market opens";
  EXPECT_EQ(words(engine.advance(on("2026-11-24T14:30:00Z"))), (told{"buy market new"}));
  EXPECT_EQ(words(engine.take(quoted(apple, "99", "99.01"))), (told{"buy market fill"}));
}

TEST_F(in_new_york, auctions_fill_at_the_first_quote_of_the_day_and_at_the_last) {
  placed(engine, with(draft(apple, side::buy, 1), time_in_force::cls));
  const auto dear = placed(engine, with(limit(apple, side::buy, 1, "90"), time_in_force::cls));
  engine.take(quoted(apple, "101.5", "101.51"));
  const auto closing = engine.advance(on("2026-11-23T21:00:00Z"));
  EXPECT_EQ(words(closing), (told{"buy market fill", "buy limit canceled"}));
  EXPECT_EQ(closing[0].event.px, at("101.51"));
  EXPECT_FALSE(engine.submit(with(draft(apple, side::buy, 1), time_in_force::opg)))
      << "only after 19:00";
  engine.advance(on("2026-11-24T01:00:00Z"));
  placed(engine, with(draft(apple, side::buy, 1), time_in_force::opg));
  placed(engine, with(limit(apple, side::buy, 1, "90"), time_in_force::opg));
  EXPECT_EQ(words(engine.advance(on("2026-11-24T14:30:00Z"))),
            (told{"buy market new", "buy limit new"}));
  EXPECT_EQ(words(engine.take(quoted(apple, "99", "99.01"))),
            (told{"buy market fill", "buy limit canceled"}));
}

TEST_F(in_new_york, a_day_after_thanksgiving_closes_at_one) {
  engine.advance(on("2026-11-27T16:00:00Z"));
  const auto day = placed(engine, with(limit(apple, side::buy, 1, "90"), time_in_force::day));
  EXPECT_EQ(engine.find(day)->expires_ns, on("2026-11-27T18:00:00Z"));
}

TEST(paper_state, is_all_that_an_engine_needs_to_go_on) {
  auto engine = standing_market();
  auto asked = limit(apple, side::buy, 5, "99");
  asked.order_class = order_class::bracket;
  asked.take_profit_limit_price = at("110");
  asked.stop_loss_stop_price = at("90");
  placed(engine, asked);
  engine.take(quoted(apple, "98", "98.01"));
  paper_engine other(engine.terms(), engine.state());
  for (const auto* bid : {"95", "112"}) {
    const auto first = engine.take(quoted(apple, bid, "112.5"));
    const auto second = other.take(quoted(apple, bid, "112.5"));
    ASSERT_EQ(words(first), words(second));
    for (std::size_t index = 0; index < first.size(); ++index)
      EXPECT_EQ(first[index].execution_id, second[index].execution_id);
  }
  EXPECT_EQ(engine.account().cash(), other.account().cash());
}

} // namespace
} // namespace troupe::trading::order_changes_test
