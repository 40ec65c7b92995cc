// Risk: sizing, every rule on its own, exits that always pass, and reservations.
#include "trading/risk/risk_book.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace troupe::trading::risk_book_test {
namespace {

constexpr time_ns noon = 1'522'843'200 * second_ns;
const auto btc = symbol::of("BTC/USD");
const auto aapl = symbol::of("AAPL");

class risk_book_test : public testing::Test {
protected:
  void SetUp() override { start(true); }

  void start(bool simulated, const std::string& account = "PA1") {
    limit([](auto& all) { all.quote_age_max_ms = 0; }); // prices are told once
    session_started started;
    started.broker_account = account;
    started.simulated = simulated;
    started.market_ns = noon;
    started.cash = money::of(100'000);
    book.fold(event(started));
    price_now(btc, 7'000);
    price_now(aapl, 300);
  }

  void price_now(const symbol& name, std::int64_t px, time_ns at = noon) {
    quote seen;
    seen.symbol = name;
    seen.market_ns = at;
    seen.bid = seen.ask = price::of(px);
    book.fold(seen);
  }

  static decision wish(const symbol& name, verdict wanted, term strategy = "stochrsi_ema",
                       time_ns at = noon) {
    decision made;
    made.market_ns = at;
    made.symbol = name;
    made.strategy = strategy;
    made.verdict = wanted;
    return made;
  }

  assessment enter(const symbol& name, term strategy = "stochrsi_ema") {
    return book.assess(wish(name, verdict::enter_long, strategy), book.books().mark_of(name), noon);
  }

  void order(verdict kind, const symbol& name, side direction, const char* qty, const char* id,
             order_event_kind told) {
    intent asked;
    asked.request.client_order_id = id;
    asked.request.symbol = name;
    asked.request.side = direction;
    asked.request.qty = *quantity::parse(qty);
    asked.strategy = "stochrsi_ema";
    asked.market_ns = noon;
    asked.ordinal = static_cast<std::uint32_t>(kind);
    book.fold(event(asked));
    order_event reported;
    reported.kind = told;
    reported.client_order_id = reported.execution_id = id;
    reported.symbol = name;
    reported.side = direction;
    reported.market_ns = noon;
    reported.qty = reported.cumulative_qty = asked.request.qty;
    reported.px = book.books().mark_of(name);
    book.fold(event(reported));
  }

  void hold(const symbol& name, const char* qty) {
    order(verdict::none, name, side::buy, qty, "held", order_event_kind::fill);
  }

  static std::vector<std::string> failures(const assessment& of) {
    std::vector<std::string> names;
    for (const auto& each : of.risk_decision.gates)
      if (!each.passed)
        names.emplace_back(each.name);
    return names;
  }

  void command_now(command_kind kind) {
    command ordered;
    ordered.kind = kind;
    ordered.market_ns = noon;
    book.fold(event(ordered));
  }

  void limit(const std::function<void(risk_limits&)>& change) {
    auto limits = book.limits();
    change(limits);
    book.set_limits(limits);
  }

  using names = std::vector<std::string>;
  // Sectors, correlation, day trades, age of quotes, stop orders; seven of strategies that share
  // the capital; two of the value at risk.
  static constexpr std::size_t off_by_default = 14;
  risk_book book;
};

TEST_F(risk_book_test, sizes_an_entry_by_a_fraction_of_the_equity_rounded_down) {
  const auto coin = enter(btc);
  ASSERT_TRUE(coin.request);
  EXPECT_EQ(coin.request->qty, *quantity::parse("1.428571"));
  EXPECT_EQ(coin.request->time_in_force, time_in_force::gtc);
  EXPECT_EQ(coin.request->type, order_type::market);
  EXPECT_TRUE(coin.request->client_order_id.empty());
  const auto shares = enter(aapl);
  ASSERT_TRUE(shares.request);
  EXPECT_EQ(shares.request->qty, quantity::of(33));
  EXPECT_EQ(shares.request->time_in_force, time_in_force::day);
  EXPECT_EQ(shares.risk_decision.gates.size(), entry_rules().size() - off_by_default);
  EXPECT_EQ(shares.risk_decision.reason, "all_rules_passed");
  EXPECT_EQ(shares.risk_decision.stage, decision_stage::risk);
}

TEST_F(risk_book_test, never_sizes_an_entry_above_the_order_limit) {
  for (std::int64_t px = 1; px < 20'000; px += 37) {
    limit([&](risk_limits& each) { each.order_notional_max = money::of(9'000); });
    price_now(btc, px);
    const auto sized = enter(btc);
    ASSERT_TRUE(sized.request) << px << ' ' << sized.risk_decision.reason.text();
    ASSERT_LE(notional(price::of(px), sized.request->qty), money::of(9'000));
    ASSERT_GT(notional(price::of(px), sized.request->qty), money::of(8'999));
  }
}

TEST_F(risk_book_test, refuses_for_each_rule_by_its_name) {
  const std::vector<std::pair<std::string, std::function<void()>>> cases{
      {"trading_enabled", [&] { command_now(command_kind::disable_trading); }},
      {"not_halted", [&] { command_now(command_kind::halt); }},
      {"symbol_unknown_orders",
       [&] { order(verdict::none, btc, side::buy, "0.001", "u", order_event_kind::unknown); }},
      {"order_minimum_notional", [&] { limit([](auto& each) { each.equity_fraction_bps = 0; }); }},
      {"position_notional",
       [&] { limit([](auto& each) { each.position_notional_max = money::of(9'000); }); }},
      {"open_positions", [&] { limit([](auto& each) { each.open_positions_max = 0; }); }},
      {"daily_loss", [&] { limit([](auto& each) { each.daily_loss_max = money{}; }); }},
      {"buying_power",
       [&] {
         limit([](auto& each) {
           each.equity_fraction_bps = 20'000;
           each.order_notional_max = each.position_notional_max = money::of(150'000);
           each.symbol_concentration_max_bps = 20'000;
         });
       }},
  };
  for (const auto& [rule, prepare] : cases) {
    book = risk_book{};
    start(true);
    prepare();
    const auto refused = enter(btc, "another");
    EXPECT_EQ(failures(refused), names{rule});
    EXPECT_EQ(refused.risk_decision.reason, rule);
    EXPECT_EQ(refused.risk_decision.verdict, verdict::refused);
    EXPECT_FALSE(refused.request);
  }
}

TEST_F(risk_book_test, refuses_what_rests_on_old_data) {
  const auto later = noon + 15 * minute_ns;
  EXPECT_TRUE(book.assess(wish(btc, verdict::enter_long), price::of(7'000), later).request);
  EXPECT_EQ(failures(book.assess(wish(aapl, verdict::enter_long), price::of(300), later + 1)),
            names{"data_age"});
  price_now(aapl, 300, later);
  EXPECT_EQ(failures(book.assess(wish(aapl, verdict::enter_long), price::of(300), later + 1)),
            names{"data_age"})
      << "the decision itself is old";
}

TEST_F(risk_book_test, refuses_an_entry_without_a_known_price) {
  const auto refused = book.assess(wish(symbol::of("MSFT"), verdict::enter_long), price{}, noon);
  EXPECT_EQ(failures(refused),
            (names{"data_age", "order_minimum_notional", "price_collar"}));
}

TEST_F(risk_book_test, shows_all_rules_that_stand_in_the_way) {
  command_now(command_kind::halt);
  command_now(command_kind::disable_trading);
  EXPECT_EQ(failures(enter(btc)), (names{"trading_enabled", "not_halted"}));
}

TEST_F(risk_book_test, reserves_what_it_approves_until_the_intent_is_known) {
  ASSERT_TRUE(enter(btc).request);
  EXPECT_EQ(failures(enter(btc, "stochrsi_ema")), names{}) << "the same key is assessed anew";
  auto next = wish(btc, verdict::enter_long);
  next.ordinal = 1;
  EXPECT_EQ(failures(book.assess(next, price::of(7'000), noon)), names{"duplicate_intent"});
  limit([](auto& each) { each.position_notional_max = money::of(15'000); });
  EXPECT_EQ(failures(enter(btc, "another")), names{"position_notional"});
  const auto approved = enter(btc);
  book.release(approved.risk_decision);
  EXPECT_TRUE(enter(btc, "another").request);
}

TEST_F(risk_book_test, lets_a_reservation_lapse_whose_intent_never_comes) {
  ASSERT_TRUE(enter(btc).request);
  const auto later = noon + 16 * minute_ns;
  price_now(btc, 7'000, later);
  const auto next = wish(btc, verdict::enter_long, "stochrsi_ema", later);
  EXPECT_TRUE(book.assess(next, price::of(7'000), later).request);
}

TEST_F(risk_book_test, blocks_a_second_entry_while_the_first_is_open) {
  order(verdict::none, btc, side::buy, "1", "open", order_event_kind::open);
  EXPECT_EQ(failures(enter(btc)), names{"duplicate_intent"});
  EXPECT_TRUE(enter(btc, "another").request);
}

TEST_F(risk_book_test, allows_shorts_of_equities_only_where_permitted) {
  const auto short_of = [&](const symbol& name) {
    return book.assess(wish(name, verdict::enter_short), book.books().mark_of(name), noon);
  };
  EXPECT_EQ(failures(short_of(aapl)), names{"short_permission"});
  limit([](auto& each) { each.allow_short = true; });
  const auto allowed = short_of(aapl);
  ASSERT_TRUE(allowed.request);
  EXPECT_EQ(allowed.request->side, side::sell);
  EXPECT_EQ(failures(short_of(btc)), names{"short_permission"});
}

TEST_F(risk_book_test, lets_an_exit_sell_exactly_what_is_held_whatever_else_holds) {
  hold(btc, "1.23456789");
  command_now(command_kind::halt);
  command_now(command_kind::disable_trading);
  order(verdict::none, btc, side::buy, "0.1", "u", order_event_kind::unknown);
  const auto exit = book.assess(wish(btc, verdict::exit), price{}, noon + day_ns);
  ASSERT_TRUE(exit.request);
  EXPECT_EQ(exit.request->side, side::sell);
  EXPECT_EQ(exit.request->qty, *quantity::parse("1.23456789"));
}

TEST_F(risk_book_test, exits_once_and_only_what_is_there) {
  EXPECT_EQ(failures(book.assess(wish(btc, verdict::exit), price{}, noon)), names{"position_held"});
  hold(btc, "2");
  order(verdict::exit, btc, side::sell, "0.5", "out", order_event_kind::open);
  EXPECT_EQ(failures(book.assess(wish(btc, verdict::exit), price{}, noon)), names{"no_open_exit"});
}

TEST_F(risk_book_test, values_a_buy_stop_at_its_stop_price) {
  order_request asked;
  asked.symbol = btc;
  asked.qty = quantity::of(1);
  asked.type = order_type::stop;
  asked.stop_price = price::of(70'000);
  const auto judged = book.assess_manual(asked, price::of(7'000), noon);
  EXPECT_FALSE(judged.request) << "at the price of now it would be small enough";
}

TEST_F(risk_book_test, passes_operators_orders_through_the_same_gate) {
  order_request asked;
  asked.symbol = btc;
  asked.qty = quantity::of(4);
  const auto much = book.assess_manual(asked, price::of(7'000), noon);
  EXPECT_EQ(failures(much), names{"order_notional"});
  EXPECT_EQ(much.risk_decision.strategy, manual_strategy);
  asked.qty = quantity{};
  asked.notional = money::of(5'000);
  const auto bought = book.assess_manual(asked, price::of(7'000), noon);
  ASSERT_TRUE(bought.request);
  EXPECT_EQ(bought.risk_decision.ordinal, 1U);
  EXPECT_EQ(bought.request->notional, money::of(5'000));
  EXPECT_TRUE(book.assess_manual(asked, price::of(7'000), noon).request) << "they may pile up";
}

TEST_F(risk_book_test, previews_what_it_would_decide_and_keeps_nothing_of_it) {
  order_request asked;
  asked.symbol = btc;
  for (const auto* qty : {"0.1", "4"}) {
    asked.qty = *quantity::parse(qty);
    const auto first = book.preview_manual(asked, price::of(7'000), noon);
    EXPECT_EQ(book.preview_manual(asked, price::of(7'000), noon), first) << "nothing is reserved";
    EXPECT_EQ(book.approved().size(), 0U);
    EXPECT_EQ(first.verdict, asked.qty < quantity::of(1) ? verdict::approved : verdict::refused);
  }
  for (const auto* qty : {"4", "0.1"}) {
    asked.qty = *quantity::parse(qty);
    auto said = book.preview_manual(asked, price::of(7'000), noon);
    const auto decided = book.assess_manual(asked, price::of(7'000), noon).risk_decision;
    said.ordinal = decided.ordinal;
    EXPECT_EQ(decided, said);
  }
}

TEST_F(risk_book_test, lets_operators_close_in_parts_while_halted_but_not_more_than_is_held) {
  hold(btc, "2");
  command_now(command_kind::halt);
  order_request asked;
  asked.symbol = btc;
  asked.side = side::sell;
  asked.qty = *quantity::parse("1.5");
  EXPECT_TRUE(book.assess_manual(asked, price::of(7'000), noon).request);
  const auto more = book.assess_manual(asked, price::of(7'000), noon);
  EXPECT_EQ(failures(more), (names{"not_halted", "short_permission"}));
}

TEST_F(risk_book_test, refuses_to_judge_a_decision_that_wants_nothing) {
  EXPECT_THROW(book.assess(wish(btc, verdict::none), price{}, noon), std::invalid_argument);
}

TEST(trading_switch, starts_on_where_it_is_simulated_and_keeps_an_operators_choice) {
  trading_switch permission;
  session_started live;
  live.broker_account = "A";
  live.venue_url = "https://one";
  permission.fold(live);
  EXPECT_FALSE(permission.enabled());
  command enable;
  enable.kind = command_kind::enable_trading;
  permission.fold(enable);
  permission.fold(live);
  EXPECT_TRUE(permission.enabled());
  live.venue_url = "https://two";
  permission.fold(live);
  EXPECT_FALSE(permission.enabled());
  live.broker_account = "B";
  live.simulated = true;
  permission.fold(live);
  EXPECT_TRUE(permission.enabled());
}

TEST(trading_switch, stays_halted_over_sessions_until_resumed) {
  trading_switch permission;
  command ordered;
  ordered.kind = command_kind::halt;
  permission.fold(ordered);
  session_started started;
  started.broker_account = "A";
  started.simulated = true;
  permission.fold(started);
  EXPECT_TRUE(permission.halted());
  ordered.kind = command_kind::resume;
  permission.fold(ordered);
  EXPECT_FALSE(permission.halted());
}

TEST_F(risk_book_test, takes_no_entry_on_a_symbol_in_quarantine_until_it_is_released) {
  adjustment apart;
  apart.kind = adjustment_kind::position_corrected;
  apart.symbol = btc;
  apart.qty = quantity::of(1);
  apart.px = price::of(7'000);
  apart.reason = "the venue holds 1, the books 0";
  apart.market_ns = noon;
  book.fold(event(apart));
  EXPECT_EQ(failures(enter(btc)), names{"symbol_reconciled"});
  EXPECT_TRUE(enter(aapl).request);
  EXPECT_EQ(book.books().quarantined().reasons().at(btc), apart.reason);
  command release;
  release.kind = command_kind::release_symbol;
  release.symbol = btc;
  release.market_ns = noon;
  book.fold(event(release));
  EXPECT_TRUE(enter(btc).request);
}

TEST_F(risk_book_test, lets_a_strategy_close_only_what_strategies_bought) {
  adjustment adopted;
  adopted.kind = adjustment_kind::position_adopted;
  adopted.symbol = btc;
  adopted.qty = quantity::of(3);
  adopted.px = price::of(7'000);
  adopted.market_ns = noon;
  book.fold(event(adopted));
  const auto leave = [&] { return book.assess(wish(btc, verdict::exit), price::of(7'000), noon); };
  EXPECT_EQ(failures(leave()), names{"position_held"});
  hold(btc, "2");
  ASSERT_TRUE(leave().request);
  EXPECT_EQ(leave().request->qty, quantity::of(2));
  order_request by_hand;
  by_hand.symbol = btc;
  by_hand.side = side::sell;
  by_hand.qty = quantity::of(5);
  book.release(leave().risk_decision);
  EXPECT_TRUE(book.assess_manual(by_hand, price::of(7'000), noon).request);
}

class replaced_order : public risk_book_test {
protected:
  // A limit order of an operator that rests: 10 AAPL at 290.
  const trading::order& rest(side direction = side::buy) {
    intent asked;
    asked.request.client_order_id = "main-1-1";
    asked.request.symbol = aapl;
    asked.request.side = direction;
    asked.request.type = order_type::limit;
    asked.request.qty = quantity::of(10);
    asked.request.limit_price = price::of(290);
    asked.strategy = "manual";
    book.fold(event(asked));
    return *book.books().orders().find("main-1-1");
  }
  assessment change(const trading::order& open, std::int64_t qty, std::int64_t limit) {
    auto after = open.request;
    after.replaces = after.client_order_id;
    after.client_order_id.clear();
    after.qty = quantity::of(qty);
    after.limit_price = price::of(limit);
    return book.assess_manual(after, price::of(300), noon);
  }
};

TEST_F(replaced_order, passes_whatever_the_rules_say_where_it_adds_nothing) {
  const auto& open = rest();
  book.fold(event(command{command_kind::halt, "ann", "", noon, {}}));
  EXPECT_TRUE(change(open, 5, 290).request);
  EXPECT_TRUE(change(open, 10, 280).request);
  EXPECT_FALSE(change(open, 11, 290).request) << "halted";
  EXPECT_FALSE(change(open, 10, 291).request) << "a dearer purchase is more at stake";
}

TEST_F(replaced_order, is_judged_by_what_it_adds_and_by_its_whole_size) {
  auto limits = book.limits();
  limits.order_notional_max = money::of(3'000);
  book.set_limits(limits);
  const auto& open = rest();
  EXPECT_EQ(change(open, 11, 290).risk_decision.reason, "order_notional") << "3,190 in all";
  limits.order_notional_max = money::of(4'000);
  book.set_limits(limits);
  const auto more = change(open, 11, 290);
  ASSERT_TRUE(more.request) << more.risk_decision.reason.text();
  EXPECT_EQ(more.request->replaces, "main-1-1");
}

} // namespace
} // namespace troupe::trading::risk_book_test
