// Each rule that guards the account as a whole, or the market that an order goes to, on its own.
#include "trading/risk/limit_table.hpp"
#include "trading/risk/risk_book.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace troupe::trading::risk_rules_test {
namespace {

constexpr time_ns noon = 1'522'857'600 * second_ns; // 2018-04-04 12:00 in New York, a Wednesday
const auto aapl = symbol::of("AAPL");
const auto msft = symbol::of("MSFT");
const auto btc = symbol::of("BTC/USD");

class risk_rules_test : public testing::Test {
protected:
  risk_rules_test() { start({}); }

  void start(sector_table sectors) {
    book = risk_book({}, std::move(sectors));
    limit([](auto& all) { all.quote_age_max_ms = 0; }); // prices are told once
    now = noon;
    session_started started;
    started.broker_account = "PA1";
    started.simulated = true;
    started.market_ns = now;
    started.cash = money::of(100'000);
    book.fold(event(started));
    for (const auto& name : {aapl, msft, btc})
      price_now(name, 100);
  }

  void price_now(const symbol& name, std::int64_t px) {
    quote seen;
    seen.symbol = name;
    seen.market_ns = now;
    seen.bid = seen.ask = price::of(px);
    book.fold(seen);
    book.fold(event(clock_tick{now}));
  }

  void limit(const std::function<void(risk_limits&)>& change) {
    auto limits = book.limits();
    change(limits);
    book.set_limits(limits);
  }

  assessment enter(const symbol& name, term strategy = "one") {
    decision wish;
    wish.market_ns = now;
    wish.symbol = name;
    wish.strategy = strategy;
    wish.verdict = verdict::enter_long;
    return book.assess(wish, book.books().mark_of(name), now);
  }

  // An order of the strategy "one", and one event of it.
  void order(const symbol& name, side direction, std::int64_t qty, order_event_kind told,
             const std::function<void(order_request&)>& change = [](auto&) {}) {
    intent asked;
    asked.request.client_order_id = "order-" + std::to_string(++orders);
    asked.request.symbol = name;
    asked.request.side = direction;
    asked.request.qty = quantity::of(qty);
    change(asked.request);
    asked.strategy = "one";
    asked.market_ns = now;
    book.fold(event(asked));
    order_event reported;
    reported.kind = told;
    reported.client_order_id = reported.execution_id = asked.request.client_order_id;
    reported.order_id = "v-" + asked.request.client_order_id;
    reported.symbol = name;
    reported.side = direction;
    reported.market_ns = now;
    reported.qty = reported.cumulative_qty = asked.request.qty;
    reported.px = book.books().mark_of(name);
    book.fold(event(reported));
  }
  void buy(const symbol& name, std::int64_t qty) {
    order(name, side::buy, qty, order_event_kind::fill);
  }
  void sell(const symbol& name, std::int64_t qty) {
    order(name, side::sell, qty, order_event_kind::fill);
  }

  static std::vector<std::string> failures(const assessment& of) {
    std::vector<std::string> names;
    for (const auto& each : of.risk_decision.gates)
      if (!each.passed)
        names.emplace_back(each.name);
    return names;
  }
  static gate gate_of(const assessment& of, std::string_view name) {
    for (const auto& each : of.risk_decision.gates)
      if (each.name == name)
        return each;
    return {};
  }

  using names = std::vector<std::string>;
  risk_book book;
  time_ns now = noon;
  int orders = 0;
};

TEST_F(risk_rules_test, each_limit_refuses_under_its_own_name_and_shows_value_and_threshold) {
  const std::vector<std::pair<std::string, std::function<void(risk_limits&)>>> cases{
      {"order_quantity", [](auto& all) { all.order_quantity_max = 99; }},
      {"gross_exposure", [](auto& all) { all.gross_exposure_max = money::of(9'999); }},
      {"net_exposure", [](auto& all) { all.net_exposure_max = money::of(9'999); }},
      {"symbol_concentration", [](auto& all) { all.symbol_concentration_max_bps = 999; }},
      {"order_rate", [](auto& all) { all.order_rate_max = 0; }},
      {"turnover_rate", [](auto& all) { all.turnover_rate_max = money::of(9'999); }},
      {"daily_realised_loss", [](auto& all) { all.daily_realised_loss_max = money{}; }},
  };
  for (const auto& [name, change] : cases) {
    start({});
    ASSERT_TRUE(enter(msft).request);
    start({});
    limit(change);
    const auto refused = enter(msft, "another");
    EXPECT_EQ(failures(refused), names{name});
    EXPECT_NE(gate_of(refused, name).comparison, comparison{});
  }
}

TEST_F(risk_rules_test, exposure_counts_what_is_held_ordered_and_approved_of_all_strategies) {
  buy(aapl, 100);
  order(msft, side::buy, 50, order_event_kind::open);
  ASSERT_TRUE(enter(btc, "another").request);
  limit([](auto& all) { all.gross_exposure_max = money::of(34'999); });
  const auto refused = enter(aapl, "third");
  EXPECT_EQ(failures(refused), names{"gross_exposure"});
  EXPECT_EQ(gate_of(refused, "gross_exposure").value, number::of(35'000));
}

TEST_F(risk_rules_test, a_sector_bounds_its_symbols_and_refuses_those_the_table_does_not_name) {
  const std::vector<std::string> words{"AAPL=technology", "MSFT=technology"};
  start(sector_table::parse(words).value());
  limit([](auto& all) { all.sector_concentration_max_bps = 1'500; });
  EXPECT_EQ(failures(enter(btc)), names{"sector_concentration"});
  ASSERT_TRUE(enter(aapl).request);
  EXPECT_EQ(failures(enter(msft)), names{"sector_concentration"});
  EXPECT_EQ(sector_table::parse(std::vector<std::string>{"AAPL"}).failure().code,
            "invalid_sector");
}

TEST_F(risk_rules_test, the_days_loss_rolls_at_midnight_in_new_york) {
  limit([](auto& all) { all.daily_loss_max = all.daily_realised_loss_max = money::of(900); });
  buy(aapl, 100);
  now += minute_ns;
  price_now(aapl, 90);
  price_now(msft, 100);
  EXPECT_EQ(failures(enter(msft)), names{"daily_loss"});
  sell(aapl, 100);
  EXPECT_EQ(failures(enter(msft)), (names{"daily_loss", "daily_realised_loss"}));
  now = noon + 11 * 60 * minute_ns; // midnight UTC is past
  price_now(msft, 100);
  EXPECT_EQ(failures(enter(msft)), (names{"daily_loss", "daily_realised_loss"}));
  now = noon + 12 * 60 * minute_ns;
  price_now(msft, 100);
  EXPECT_TRUE(enter(msft).request);
}

TEST_F(risk_rules_test, money_paid_out_is_neither_a_loss_nor_a_drawdown) {
  adjustment paid;
  paid.kind = adjustment_kind::cash_corrected;
  paid.cash = money::of(-40'000);
  paid.market_ns = now;
  book.fold(event(paid));
  EXPECT_TRUE(enter(msft).request);
  EXPECT_EQ(book.drawdown_now(), drawdown_state::none);
}

TEST_F(risk_rules_test, a_drawdown_warns_then_reduces_then_halts_until_an_operator_resumes) {
  limit([](auto& all) {
    all.daily_loss_max = money::of(1'000'000);
    all.drawdown_warning_bps = 100;
    all.drawdown_reducing_bps = 200;
    all.drawdown_halted_bps = 300;
  });
  buy(aapl, 100);
  price_now(aapl, 90);
  EXPECT_EQ(book.drawdown_now(), drawdown_state::warning);
  EXPECT_EQ(book.state(now), risk_state::active);
  EXPECT_TRUE(enter(msft).request);
  price_now(aapl, 80);
  EXPECT_EQ(book.state(now), risk_state::reducing);
  EXPECT_EQ(failures(enter(btc)), names{"drawdown"});
  price_now(aapl, 95);
  EXPECT_EQ(book.state(now), risk_state::active);
  price_now(aapl, 70);
  price_now(aapl, 95);
  EXPECT_EQ(book.state(now), risk_state::halted) << "until somebody has looked";
  EXPECT_EQ(failures(enter(btc)), names{"not_halted"});
  decision leave;
  leave.market_ns = now;
  leave.symbol = aapl;
  leave.strategy = "one";
  leave.verdict = verdict::exit;
  EXPECT_TRUE(book.assess(leave, price::of(95), now).request);
  command resume;
  resume.kind = command_kind::resume;
  resume.market_ns = now;
  book.fold(event(resume));
  EXPECT_TRUE(enter(btc).request);
}

TEST_F(risk_rules_test, a_collar_wants_a_fresh_quote_and_a_price_near_it) {
  order_request asked;
  asked.symbol = msft;
  asked.qty = quantity::of(10);
  asked.type = order_type::limit;
  asked.limit_price = price::of(106);
  EXPECT_EQ(failures(book.assess_manual(asked, price::of(100), now)), names{"price_collar"});
  asked.limit_price = price::of(50);
  EXPECT_TRUE(book.assess_manual(asked, price::of(100), now).request) << "it only waits";
  asked.limit_price = price::of(105);
  limit([](auto& all) { all.quote_age_max_ms = 500; });
  EXPECT_TRUE(book.assess_manual(asked, price::of(100), now + 500 * millisecond_ns).request);
  EXPECT_EQ(failures(book.assess_manual(asked, price::of(100), now + 501 * millisecond_ns)),
            names{"quote_age"});
}

TEST_F(risk_rules_test, a_strategy_asks_for_a_side_once_in_its_window) {
  limit([](auto& all) { all.duplicate_window_ms = 60'000; });
  order(msft, side::buy, 1, order_event_kind::canceled);
  EXPECT_EQ(failures(enter(msft)), names{"duplicate_intent"});
  EXPECT_TRUE(enter(msft, "another").request);
  now += minute_ns;
  EXPECT_TRUE(enter(aapl).request);
  EXPECT_FALSE(enter(msft).risk_decision.gates.empty());
  EXPECT_TRUE(gate_of(enter(msft), "duplicate_intent").passed);
}

TEST_F(risk_rules_test, the_rate_of_orders_and_money_is_that_of_the_last_minute_of_market_time) {
  limit([](auto& all) { all.order_rate_max = 3; });
  buy(aapl, 1);
  sell(aapl, 1);
  ASSERT_TRUE(enter(btc, "another").request);
  EXPECT_EQ(failures(enter(msft)), names{"order_rate"}) << "an approved order counts too";
  now += minute_ns + second_ns;
  EXPECT_TRUE(enter(msft).request);
}

TEST_F(risk_rules_test, day_trades_count_over_five_trading_days) {
  limit([](auto& all) { all.day_trades_max = 2; });
  buy(aapl, 10);
  sell(aapl, 5);
  sell(aapl, 5);
  EXPECT_TRUE(gate_of(enter(msft, "x"), "day_trades").passed) << "in parts it is one";
  buy(aapl, 10);
  sell(aapl, 10);
  EXPECT_FALSE(gate_of(enter(msft, "x"), "day_trades").passed);
  EXPECT_TRUE(enter(btc, "x").request) << "coins are not counted";
  now = noon + 6 * day_ns; // Tuesday: the fifth trading day
  price_now(msft, 100);
  EXPECT_FALSE(gate_of(enter(msft, "x"), "day_trades").passed);
  now += day_ns;
  price_now(msft, 100);
  EXPECT_TRUE(gate_of(enter(msft, "x"), "day_trades").passed);
}

TEST_F(risk_rules_test, an_order_does_not_meet_our_own_resting_one) {
  order(msft, side::sell, 1, order_event_kind::open,
        [](auto& asked) { asked.limit_price = price::of(100); });
  EXPECT_EQ(failures(enter(msft, "another")), names{"self_trade"});
  start({});
  order(msft, side::sell, 1, order_event_kind::open,
        [](auto& asked) { asked.limit_price = price::of(101); });
  EXPECT_TRUE(enter(msft, "another").request) << "it rests above";
  order(aapl, side::sell, 1, order_event_kind::open, [](auto& asked) {
    asked.type = order_type::stop;
    asked.stop_price = price::of(90);
  });
  EXPECT_TRUE(enter(aapl, "another").request) << "a stop order does not rest in the market";
}

TEST_F(risk_rules_test, without_its_stop_order_in_time_a_position_lets_orders_only_reduce) {
  limit([](auto& all) { all.protection_within_ms = 2'000; });
  buy(aapl, 10);
  now += 2 * second_ns;
  EXPECT_TRUE(enter(msft, "x").request);
  now += millisecond_ns;
  EXPECT_EQ(failures(enter(btc, "x")), names{"protection"});
  EXPECT_EQ(book.state(now), risk_state::reducing);
  order(aapl, side::sell, 10, order_event_kind::open, [](auto& asked) {
    asked.type = order_type::stop;
    asked.stop_price = price::of(90);
  });
  EXPECT_TRUE(enter(btc, "x").request);
  EXPECT_EQ(book.state(now), risk_state::active);
}

TEST_F(risk_rules_test, the_stop_of_a_bracket_protects_beside_its_target) {
  limit([](auto& all) { all.protection_within_ms = 2'000; });
  buy(aapl, 10);
  const auto leg = [&](order_type type) {
    order(aapl, side::sell, 10, order_event_kind::open, [&](auto& asked) {
      asked.type = type;
      asked.parent_id = "order-1";
      (type == order_type::limit ? asked.limit_price : asked.stop_price) =
          price::of(type == order_type::limit ? 110 : 90);
    });
  };
  leg(order_type::stop);
  leg(order_type::limit); // of two alike the later one is what counts at stake
  now += 3 * second_ns;
  EXPECT_TRUE(enter(btc).request);
  EXPECT_EQ(book.state(now), risk_state::active);
}

TEST_F(risk_rules_test, a_correlation_is_measured_and_refuses_while_it_is_undefined) {
  limit([](auto& all) {
    all.correlation_max_bps = 8'000;
    all.correlation_samples_min = 5;
  });
  buy(aapl, 10);
  EXPECT_EQ(failures(enter(msft, "x")), names{"correlation"});
  limit([](auto& all) { all.correlation_undefined = undefined_rule::pass; });
  const auto undefined = enter(msft, "x");
  EXPECT_TRUE(undefined.request);
  book.release(undefined.risk_decision);
  limit([](auto& all) { all.correlation_undefined = undefined_rule::refuse; });
  constexpr std::array moves{100, 102, 101, 104, 103, 105, 102};
  const auto candles = [&](const symbol& name, bool opposite) {
    for (std::size_t index = 0; index < moves.size(); ++index) {
      bar candle;
      candle.symbol = name;
      candle.start_ns = noon + static_cast<time_ns>(index) * minute_ns;
      candle.length_ns = minute_ns;
      candle.close = price::of(opposite ? 200 - moves[index] : moves[index]);
      book.fold(candle);
    }
    now = noon + static_cast<time_ns>(moves.size()) * minute_ns;
    price_now(name, 100);
  };
  candles(aapl, false);
  candles(msft, false);
  candles(btc, true);
  const auto alike = enter(msft, "x");
  EXPECT_EQ(failures(alike), names{"correlation"});
  EXPECT_EQ(gate_of(alike, "correlation").value, number::of(1));
  const auto unlike = enter(btc, "x");
  EXPECT_TRUE(unlike.request);
  EXPECT_LT(gate_of(unlike, "correlation").value, number{-units_per_one / 2});
}

TEST_F(risk_rules_test, approvals_are_bounded_with_room_left_for_exits) {
  limit([](auto& all) {
    all.order_rate_max = 10'000;
    all.equity_fraction_bps = 1;
    all.price_collar_bps = 0;
  });
  order_request asked;
  asked.symbol = btc;
  asked.qty = quantity{units_per_one / 5};
  asked.notional = {};
  for (std::size_t count = 0; count < reservations::entries_max; ++count)
    ASSERT_TRUE(book.assess_manual(asked, price::of(100), now).request) << count;
  EXPECT_EQ(failures(book.assess_manual(asked, price::of(100), now)), names{"approvals_waiting"});
  buy(aapl, 300);
  order_request leave;
  leave.symbol = aapl;
  leave.side = side::sell;
  leave.qty = quantity::of(1);
  for (auto count = reservations::entries_max; count < reservations::approvals_max; ++count)
    ASSERT_TRUE(book.assess_manual(leave, price::of(100), now).request) << count;
  EXPECT_EQ(failures(book.assess_manual(leave, price::of(100), now)), names{"approvals_waiting"});
}

TEST_F(risk_rules_test, an_amount_of_money_that_closes_becomes_the_quantity_that_is_held) {
  buy(aapl, 10);
  order_request leave;
  leave.symbol = aapl;
  leave.side = side::sell;
  leave.notional = money::of(1'000);
  const auto assessed = book.assess_manual(leave, price::of(100), now);
  ASSERT_TRUE(assessed.request);
  EXPECT_EQ(assessed.request->qty, quantity::of(10));
  EXPECT_TRUE(assessed.request->notional.is_zero());
}

TEST_F(risk_rules_test, operators_change_limits_until_they_change_them_again) {
  command change;
  change.kind = command_kind::change_limits;
  change.changes = "order_notional_max=5000 open_positions_max=3";
  change.market_ns = now;
  book.fold(event(change));
  EXPECT_EQ(book.limits().order_notional_max, money::of(5'000));
  EXPECT_EQ(book.limits().open_positions_max, 3);
  session_started again;
  again.broker_account = "PA1";
  again.simulated = true;
  again.market_ns = now;
  book.fold(event(again));
  EXPECT_EQ(book.limits().order_notional_max, money::of(5'000)) << "over a restart too";
  change.changes = "order_notional_max=6000";
  book.fold(event(change));
  EXPECT_EQ(book.limits().order_notional_max, money::of(6'000));
  EXPECT_EQ(book.limits().open_positions_max, 3);
  again.broker_account = "PA2";
  book.fold(event(again));
  risk_limits configured;
  configured.quote_age_max_ms = 0;
  EXPECT_EQ(book.limits(), configured) << "it was said of another account";
}

TEST_F(risk_rules_test, an_account_that_the_venue_has_not_told_for_too_long_buys_nothing) {
  buy(aapl, 10);
  command noted;
  noted.kind = command_kind::account_stale;
  noted.market_ns = now;
  book.fold(event(noted));
  EXPECT_EQ(failures(enter(msft)), names{"account_fresh"});
  decision leave;
  leave.market_ns = now;
  leave.symbol = aapl;
  leave.strategy = "one";
  leave.verdict = verdict::exit;
  EXPECT_TRUE(book.assess(leave, price::of(100), now).request) << "exits pass";
  noted.kind = command_kind::account_fresh;
  book.fold(event(noted));
  EXPECT_TRUE(enter(msft, "another").request);
}

TEST_F(risk_rules_test, a_quote_must_be_fresh_where_there_ever_was_one) {
  limit([](auto& all) { all.quote_age_max_ms = 120'000; });
  now += 121 * second_ns;
  bar candle;
  candle.symbol = msft;
  candle.start_ns = now - minute_ns;
  candle.open = candle.high = candle.low = candle.close = price::of(100);
  book.fold(candle);
  EXPECT_EQ(failures(enter(msft)), names{"quote_age"}) << "newer bars are no quotes";
}

TEST_F(risk_rules_test, bars_alone_will_do_where_a_simulated_venue_never_quotes_and_nowhere_else) {
  limit([](auto& all) { all.quote_age_max_ms = 120'000; });
  const auto never_quoted = symbol::of("SPY");
  const auto told = [&] {
    bar candle;
    candle.symbol = never_quoted;
    candle.start_ns = now - minute_ns;
    candle.open = candle.high = candle.low = candle.close = price::of(100);
    book.fold(candle);
  };
  told();
  const auto entered = enter(never_quoted);
  EXPECT_TRUE(entered.request);
  EXPECT_TRUE(gate_of(entered, "quote_age").name.empty());
  EXPECT_EQ(gate_of(entered, "price_collar").value, number::of(100));
  session_started real;
  real.broker_account = "live";
  real.venue_url = "https://api.alpaca.markets";
  real.market_ns = now;
  real.cash = money::of(100'000);
  book.fold(event(real));
  command enable;
  enable.kind = command_kind::enable_trading;
  enable.market_ns = now;
  book.fold(event(enable));
  told();
  EXPECT_EQ(failures(enter(never_quoted)), (names{"quote_age", "price_collar"}));
}

TEST(limit_table, takes_changes_all_or_none_and_says_what_is_allowed) {
  EXPECT_EQ(with_changes({}, "order_notional_max=12.5")->order_notional_max.text(), "12.5");
  EXPECT_EQ(with_changes({}, "order_notional_max=1 no_such=2").failure().code, "unknown_limit");
  const auto refused = with_changes({}, "open_positions_max=-1");
  EXPECT_EQ(refused.failure().code, "invalid_limit");
  EXPECT_NE(refused.failure().message.find("0 to 10000"), std::string::npos);
  EXPECT_EQ(with_changes({}, "order_notional_max").failure().code, "invalid_limit");
  EXPECT_EQ(changed_limits("order_notional_max=1 open_positions_max=2"),
            (std::vector<std::string>{"order_notional_max", "open_positions_max"}));
}

TEST(limit_table, has_defaults_that_are_its_moderate_preset) {
  for (const auto& row : limit_table)
    EXPECT_EQ(text_of(row, risk_limits{}), row.presets[1]) << row.key;
}

} // namespace
} // namespace troupe::trading::risk_rules_test
