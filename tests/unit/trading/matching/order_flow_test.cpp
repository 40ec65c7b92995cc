// Random flow through the simulated venue's engine: every type and class, changes, cancels, partial
// and late fills, days and nights; and what must hold whatever happens.
#include "tests/unit/trading/matching/paper_market.hpp"
#include "tests/unit/trading/orders/order_drafts.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace troupe::trading::order_flow_test {
namespace {

using namespace paper_test;

const time_ns monday_morning = parse_time("2026-11-23T13:00:00Z").value();

class flow {
public:
  flow(std::uint64_t seed, venue_calendar calendar, market_model model)
      : bits_(seed), engine_({.cash = money::of(1'000'000),
                              .seed = seed,
                              .partial_ppm = 200'000,
                              .model = model,
                              .calendar = calendar}) {
    engine_.advance(monday_morning);
    for (const auto& kind : every_order_kind())
      if (rule_against(kind) == nullptr)
        kinds_.push_back(kind);
  }

  void run(int rounds) {
    for (int round = 0; round < rounds; ++round) {
      gather(
          engine_.advance(engine_.now() + static_cast<time_ns>(1 + bits_.below(40)) * minute_ns));
      move_market();
      if (bits_.below(3) != 0)
        place();
      if (bits_.below(4) == 0)
        change();
      if (bits_.below(4) == 0)
        cancel();
      check_now();
    }
  }

  const paper_engine& engine() const { return engine_; }
  const order_updates& log() const { return log_; }

private:
  void gather(const order_updates& updates) {
    log_.insert(log_.end(), updates.begin(), updates.end());
  }

  price step(price from, std::int64_t cents) {
    return price{std::max<std::int64_t>(from.units + cents * 10'000'000, 5'000'000'000)};
  }

  void move_market() {
    const auto& of = bits_.below(2) == 0 ? bitcoin : apple;
    auto& middle = of == bitcoin ? coin_ : share_;
    middle = step(middle, static_cast<std::int64_t>(bits_.below(601)) - 300);
    quote made;
    made.symbol = of;
    made.bid = step(middle, -1);
    made.ask = step(middle, 1);
    made.bid_qty = quantity::of(static_cast<std::int64_t>(1 + bits_.below(30)));
    made.ask_qty = quantity::of(static_cast<std::int64_t>(1 + bits_.below(30)));
    gather(engine_.take(made));
    if (bits_.below(2) == 0) {
      const auto px = bits_.below(2) == 0 ? made.bid : made.ask;
      gather(engine_.take(
          trade{.symbol = of, .market_ns = engine_.now(), .px = px, .qty = quantity::of(20)}));
    }
  }

  std::optional<price> near(bool above) {
    const auto away = static_cast<std::int64_t>(1 + bits_.below(500));
    return step(share_, above ? away : -away);
  }

  void place() {
    auto asked = well_formed(kinds_[bits_.below(kinds_.size())]);
    const bool sells = is_sale(asked.intent);
    const bool legs_sell = sells == (asked.order_class == order_class::oco);
    if (asked.limit_price)
      asked.limit_price = near(sells);
    if (asked.stop_price)
      asked.stop_price = near(!sells);
    if (asked.take_profit_limit_price)
      asked.take_profit_limit_price = near(legs_sell);
    if (asked.stop_loss_stop_price)
      asked.stop_loss_stop_price = near(!legs_sell);
    if (asked.qty && asked.qty->units % units_per_one == 0)
      asked.qty = quantity::of(static_cast<std::int64_t>(1 + bits_.below(60)));
    if (const auto made = engine_.submit(asked)) {
      ++taken_;
      gather(made->updates);
    }
  }

  const paper_order* any_open() {
    std::vector<const paper_order*> open;
    for (const auto& order : engine_.orders())
      if (order.is_open())
        open.push_back(&order);
    return open.empty() ? nullptr : open[bits_.below(open.size())];
  }

  late_fill race() { return bits_.below(3) == 0 ? late_fill::wins : late_fill::none; }

  void change() {
    const auto* order = any_open();
    if (order == nullptr)
      return;
    order_change asked;
    if (!order->request.limit_price.is_zero())
      asked.limit_price = near(order->request.side == side::sell);
    else if (order->request.type == order_type::stop)
      asked.stop_price = near(order->request.side == side::buy);
    else
      asked.qty = order->qty + quantity::of(1);
    if (const auto made = engine_.replace(order->id, asked, race()))
      gather(made->updates);
  }

  void cancel() {
    if (const auto* order = any_open())
      gather(engine_.cancel(order->id, race()).value());
  }

  void check_now() {
    for (const auto& of : {bitcoin, apple})
      ASSERT_GE(engine_.available(of), quantity{});
    ASSERT_GE(engine_.buying_power(), money{});
    ASSERT_GE(engine_.account().qty_of(bitcoin), quantity{});
  }

  splitmix64 bits_;
  paper_engine engine_;
  std::vector<order_kind> kinds_;
  order_updates log_;
  price share_ = price::of(100);
  price coin_ = price::of(100);
  int taken_ = 0;
};

class order_flow
    : public testing::TestWithParam<std::tuple<std::uint64_t, venue_calendar, market_model>> {
protected:
  order_flow() : random(made()) { random.run(1500); }

  static flow made() {
    const auto& [seed, calendar, model] = GetParam();
    return {seed, calendar, model};
  }

  flow random;
};

TEST_P(order_flow, keeps_cash_and_positions_equal_to_the_fills_and_fees) {
  money cash = money::of(1'000'000);
  std::map<symbol, quantity> held;
  std::map<std::string, quantity> filled;
  int fills = 0;
  for (const auto& update : random.log()) {
    const auto& event = update.event;
    if (update.kind != paper_event::fill && update.kind != paper_event::partial_fill)
      continue;
    ++fills;
    const bool buys = event.side == side::buy;
    const auto worth = notional(event.px, event.qty);
    cash += (buys ? -worth : worth) - event.fee;
    held[event.symbol] += (buys ? event.qty : -event.qty) - event.fee_qty;
    ASSERT_EQ(update.position_qty, held[event.symbol]);
    ASSERT_EQ(filled[event.order_id] += event.qty, event.cumulative_qty);
    const auto& request = update.order.request;
    const bool limited =
        request.type == order_type::limit || request.type == order_type::stop_limit;
    if (limited) {
      ASSERT_TRUE(buys ? event.px <= request.limit_price : event.px >= request.limit_price);
    }
  }
  EXPECT_GT(fills, 150);
  EXPECT_EQ(random.engine().account().cash(), cash);
  for (const auto& [of, qty] : held)
    EXPECT_EQ(random.engine().account().qty_of(of), qty);
}

TEST_P(order_flow, ends_each_order_once_and_fills_none_beyond_its_quantity) {
  std::set<std::string> ended;
  for (const auto& update : random.log()) {
    const bool rejection = update.kind == paper_event::order_cancel_rejected ||
                           update.kind == paper_event::order_replace_rejected;
    const bool over = is_terminal(update.order.status) && !rejection;
    ASSERT_FALSE(ended.contains(update.order.id) && !rejection) << to_text(update.kind);
    if (over)
      ended.insert(update.order.id);
  }
  for (const auto& order : random.engine().orders()) {
    ASSERT_LE(order.filled_qty, order.qty);
    ASSERT_EQ(order.is_open(), !ended.contains(order.id));
  }
}

TEST_P(order_flow, lets_the_legs_of_a_group_close_no_more_than_its_entry_opened) {
  const auto& engine = random.engine();
  std::map<std::string, quantity> closed; // by the entry
  int groups = 0;
  for (const auto& order : engine.orders()) {
    if (!order.is_leg())
      continue;
    auto parent = order.parent;
    while (!engine.orders()[parent - 1].replaced_by.empty())
      parent = engine.find(engine.orders()[parent - 1].replaced_by)->sequence;
    closed[engine.orders()[parent - 1].id] += order.filled_qty;
    ++groups;
  }
  EXPECT_GT(groups, 50);
  for (const auto& [id, qty] : closed) {
    const auto& parent = *engine.find(id);
    if (parent.instructions.order_class == order_class::oco) {
      // Its own fills and its leg's are ways out of one position.
      quantity wanted = parent.qty;
      ASSERT_LE(parent.filled_qty + qty, wanted) << id;
      continue;
    }
    quantity opened = parent.filled_qty;
    for (auto before = parent.replaces; !before.empty(); before = engine.find(before)->replaces)
      opened += engine.find(before)->filled_qty;
    ASSERT_LE(qty, opened) << id;
  }
}

TEST_P(order_flow, is_the_same_for_the_same_seed) {
  auto again = made();
  again.run(1500);
  ASSERT_EQ(again.log().size(), random.log().size());
  for (std::size_t index = 0; index < again.log().size(); ++index) {
    ASSERT_EQ(again.log()[index].event, random.log()[index].event);
    ASSERT_EQ(again.log()[index].execution_id, random.log()[index].execution_id);
  }
}

INSTANTIATE_TEST_SUITE_P(
    seeds, order_flow,
    testing::Combine(testing::Range<std::uint64_t>(1, 6),
                     testing::Values(venue_calendar::always, venue_calendar::nyse),
                     testing::Values(market_model::paper, market_model::book)));

} // namespace
} // namespace troupe::trading::order_flow_test
