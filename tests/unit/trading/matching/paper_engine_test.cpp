#include "trading/matching/paper_engine.hpp"

#include "trading/matching/splitmix64.hpp"

#include <gtest/gtest.h>

#include <set>

namespace troupe::trading::paper_engine_test {
namespace {

const symbol bitcoin = symbol::of("BTC/USD");
const symbol apple = symbol::of("AAPL");

price px(const char* text) {
  return price::parse(text).value();
}
quantity qty(const char* text) {
  return quantity::parse(text).value();
}
money usd(const char* text) {
  return money::parse(text).value();
}

quote quoted(const symbol& of, price bid, price ask) {
  quote made;
  made.symbol = of;
  made.bid = bid;
  made.ask = ask;
  made.bid_qty = made.ask_qty = quantity::of(1);
  return made;
}

bar candle(const symbol& of, const char* open, const char* high, const char* low,
           const char* close) {
  bar made;
  made.symbol = of;
  made.open = px(open);
  made.high = px(high);
  made.low = px(low);
  made.close = px(close);
  made.volume = quantity::of(10);
  return made;
}

order_request market_order(const symbol& of, side which, quantity amount) {
  order_request asked;
  asked.symbol = of;
  asked.side = which;
  asked.time_in_force = time_in_force::gtc;
  asked.qty = amount;
  return asked;
}

order_request limit_order(const symbol& of, side which, quantity amount, price limit) {
  auto asked = market_order(of, which, amount);
  asked.type = order_type::limit;
  asked.limit_price = limit;
  return asked;
}

TEST(paper_engine, fills_a_market_order_at_the_far_side_and_takes_the_fee_in_what_is_received) {
  paper_engine engine({});
  engine.take(quoted(bitcoin, px("99.9"), px("100")));
  const auto bought = engine.submit(market_order(bitcoin, side::buy, quantity::of(10)));
  ASSERT_TRUE(bought);
  ASSERT_EQ(bought->updates.size(), 2u);
  EXPECT_EQ(bought->updates[0].event.kind, order_event_kind::open);
  EXPECT_EQ(bought->updates[1].event.kind, order_event_kind::fill);
  EXPECT_EQ(bought->updates[1].event.px, px("100"));
  EXPECT_EQ(bought->updates[1].position_qty, qty("9.975"));
  EXPECT_EQ(engine.account().cash(), usd("99000"));

  const auto sold = engine.submit(market_order(bitcoin, side::sell, qty("9.975")));
  ASSERT_TRUE(sold);
  EXPECT_EQ(sold->updates[1].event.px, px("99.9"));
  EXPECT_EQ(sold->updates[1].event.fee, usd("2.49125625"));
  EXPECT_EQ(engine.account().cash(), usd("99000") + usd("996.5025") - usd("2.49125625"));
  EXPECT_TRUE(engine.account().holdings().empty());
}

TEST(paper_engine, answers_an_order_as_accepted_and_reports_what_happened_to_it_apart) {
  paper_engine engine({});
  engine.take(quoted(apple, px("99.9"), px("100")));
  const auto made = engine.submit(market_order(apple, side::buy, quantity::of(1)));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->accepted.status, paper_status::pending_new);
  EXPECT_EQ(engine.find(made->accepted.id)->status, paper_status::filled);
}

TEST(paper_engine, rests_a_limit_order_until_a_quote_reaches_it) {
  paper_engine engine({});
  engine.take(quoted(apple, px("99.9"), px("100")));
  ASSERT_TRUE(engine.submit(limit_order(apple, side::buy, quantity::of(5), px("99"))));
  EXPECT_TRUE(engine.take(quoted(apple, px("99"), px("99.01"))).empty());
  const auto updates = engine.take(quoted(apple, px("98.5"), px("98.6")));
  ASSERT_EQ(updates.size(), 1u);
  EXPECT_EQ(updates[0].event.px, px("98.6"));
}

TEST(paper_engine, matches_bars_only_where_there_are_no_quotes) {
  paper_engine engine({});
  engine.take(candle(apple, "100", "101", "99", "100"));
  ASSERT_TRUE(engine.submit(limit_order(apple, side::buy, quantity::of(5), px("98"))));
  EXPECT_EQ(engine.take(candle(apple, "100", "101", "97", "100")).size(), 1u);
  engine.take(quoted(apple, px("99.9"), px("100.1")));
  ASSERT_TRUE(engine.submit(limit_order(apple, side::buy, quantity::of(5), px("98"))));
  EXPECT_TRUE(engine.take(candle(apple, "100", "101", "97", "100")).empty());
}

TEST(paper_engine, cancels_at_once_what_must_fill_at_once_and_cannot) {
  paper_engine engine({});
  engine.take(quoted(bitcoin, px("99.9"), px("100")));
  auto asked = limit_order(bitcoin, side::buy, quantity::of(1), px("50"));
  asked.time_in_force = time_in_force::ioc;
  const auto made = engine.submit(asked);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->updates.back().event.kind, order_event_kind::canceled);
  EXPECT_EQ(engine.buying_power(), usd("100000"));
}

TEST(paper_engine, refuses_with_the_reason_and_leaves_no_trace) {
  paper_engine engine({});
  const auto early = engine.submit(market_order(apple, side::buy, quantity::of(1)));
  EXPECT_EQ(early.failure().code, "no_price");
  engine.take(quoted(bitcoin, px("99.9"), px("100")));
  const auto large = engine.submit(market_order(bitcoin, side::buy, quantity::of(1001)));
  EXPECT_EQ(large.failure().code, "insufficient_buying_power");
  const auto unowned = engine.submit(market_order(bitcoin, side::sell, qty("0.5")));
  EXPECT_EQ(unowned.failure().message,
            "insufficient balance for BTC (requested: 0.5, available: 0)");
  EXPECT_TRUE(engine.orders().empty());
}

TEST(paper_engine, takes_a_client_order_id_once) {
  paper_engine engine({});
  engine.take(quoted(apple, px("99.9"), px("100")));
  auto asked = market_order(apple, side::buy, quantity::of(1));
  asked.client_order_id = "main-1-1";
  ASSERT_TRUE(engine.submit(asked));
  EXPECT_EQ(engine.submit(asked).failure().code, "client_order_id_taken");
  EXPECT_EQ(engine.account().qty_of(apple), quantity::of(1));
}

TEST(paper_engine, sets_aside_what_open_orders_would_take) {
  paper_engine engine({});
  engine.take(quoted(apple, px("99.9"), px("100")));
  ASSERT_TRUE(engine.submit(market_order(apple, side::buy, quantity::of(10))));
  ASSERT_TRUE(engine.submit(limit_order(apple, side::sell, quantity::of(7), px("110"))));
  EXPECT_EQ(engine.available(apple), quantity::of(3));
  EXPECT_EQ(engine.submit(market_order(apple, side::sell, quantity::of(4))).failure().code,
            "insufficient_qty");
  const auto before = engine.buying_power();
  const auto resting = engine.submit(limit_order(apple, side::buy, quantity::of(2), px("90")));
  ASSERT_TRUE(resting);
  EXPECT_EQ(before - engine.buying_power(), usd("180"));
  ASSERT_TRUE(engine.cancel(resting->accepted.id));
  EXPECT_EQ(engine.buying_power(), before);
}

// Random orders against a random market, from one seed.
class session {
public:
  explicit session(std::uint64_t seed) : bits_(seed), engine_({.seed = seed}) {}

  void run(int rounds) {
    for (int round = 0; round < rounds; ++round) {
      engine_.advance(round * second_ns);
      move_market();
      place_order();
      cancel_some();
    }
  }

  const paper_engine& engine() const { return engine_; }
  const order_updates& log() const { return log_; }

private:
  void gather(const order_updates& updates) {
    log_.insert(log_.end(), updates.begin(), updates.end());
  }

  const symbol& any_symbol() { return bits_.below(2) == 0 ? bitcoin : apple; }

  void move_market() {
    const price bid{static_cast<std::int64_t>(9'000 + bits_.below(2'000)) * 10'000'000};
    const price spread{static_cast<std::int64_t>(1 + bits_.below(20)) * 10'000'000};
    const auto arrived = quoted(any_symbol(), bid, bid + spread);
    gather(engine_.take(arrived));
  }

  void place_order() {
    const auto& of = any_symbol();
    const quantity amount{static_cast<std::int64_t>(1 + bits_.below(5'000)) * 10'000'000};
    const auto which = bits_.below(2) == 0 ? side::buy : side::sell;
    const price limit{static_cast<std::int64_t>(9'000 + bits_.below(2'000)) * 10'000'000};
    const auto asked = bits_.below(2) == 0 ? market_order(of, which, amount)
                                           : limit_order(of, which, amount, limit);
    if (const auto made = engine_.submit(asked))
      gather(made->updates);
  }

  void cancel_some() {
    const auto& orders = engine_.orders();
    if (orders.empty())
      return;
    const auto id = orders[bits_.below(orders.size())].id;
    if (bits_.below(4) == 0)
      if (const auto updates = engine_.cancel(id))
        gather(*updates);
  }

  splitmix64 bits_;
  paper_engine engine_;
  order_updates log_;
};

TEST(paper_engine, conserves_cash_and_holdings_over_random_orders) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    session random(seed);
    random.run(400);
    money cash = money::of(100'000);
    std::map<symbol, quantity> held;
    int fills = 0;
    for (const auto& update : random.log()) {
      const auto& event = update.event;
      if (event.kind != order_event_kind::fill)
        continue;
      ++fills;
      const auto worth = notional(event.px, event.qty);
      const bool buy = event.side == side::buy;
      cash += (buy ? -worth : worth) - event.fee;
      held[event.symbol] += (buy ? event.qty : -event.qty) - event.fee_qty;
      EXPECT_EQ(update.position_qty, held[event.symbol]);
      const bool crypto = event.symbol.is_crypto();
      EXPECT_EQ(event.fee, crypto && !buy ? fee_on(worth, 25) : money{});
      EXPECT_EQ(event.fee_qty, crypto && buy ? fee_on(event.qty, 25) : quantity{});
    }
    EXPECT_GT(fills, 20);
    EXPECT_EQ(random.engine().account().cash(), cash);
    for (const auto& [of, amount] : held)
      EXPECT_EQ(random.engine().account().qty_of(of), amount);
    EXPECT_GE(random.engine().account().qty_of(bitcoin), quantity{});
  }
}

TEST(paper_engine, never_fills_a_limit_order_worse_than_its_limit) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    session random(seed);
    random.run(400);
    for (const auto& update : random.log()) {
      if (update.event.kind != order_event_kind::fill ||
          update.order.request.type != order_type::limit)
        continue;
      const auto limit = update.order.request.limit_price;
      const bool buy = update.event.side == side::buy;
      EXPECT_TRUE(buy ? update.event.px <= limit : update.event.px >= limit);
    }
  }
}

TEST(paper_engine, names_the_same_things_alike_in_two_runs_and_everything_differently) {
  session first(7);
  session second(7);
  first.run(200);
  second.run(200);
  ASSERT_EQ(first.log().size(), second.log().size());
  std::set<std::string> executions;
  for (std::size_t index = 0; index < first.log().size(); ++index) {
    EXPECT_EQ(first.log()[index].event, second.log()[index].event);
    EXPECT_TRUE(executions.insert(first.log()[index].execution_id).second);
  }
}

} // namespace
} // namespace troupe::trading::paper_engine_test
