// Several strategies on the same capital: budgets, places, conflicts, and who has earned what.
#include "trading/risk/risk_book.hpp"
#include "trading/risk/wish_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace troupe::trading::strategy_sharing_test {
namespace {

constexpr time_ns noon = 1'522'843'200 * second_ns;
constexpr std::uint32_t seed = 8'128;

const std::array<symbol, 5> names{symbol::of("AAA"), symbol::of("BBB"), symbol::of("CCC"),
                                  symbol::of("DDD"), symbol::of("EEE")};
const std::array<term, 3> strategies_here{"breakout", "grid", "momentum"};

strategy_choice with_share(const char* name, const strategy_share& share) {
  return {name,
          {{"budget_percent", share.budget_percent},
           {"priority", number::of(share.priority)},
           {"positions_max", number::of(share.positions_max)},
           {"entries_max", number::of(share.entries_max)}}};
}

risk_limits loose() {
  risk_limits limits;
  limits.order_notional_max = limits.position_notional_max = money::of(1'000'000);
  limits.gross_exposure_max = limits.net_exposure_max = money::of(10'000'000);
  limits.symbol_concentration_max_bps = 10'000;
  limits.daily_loss_max = limits.daily_realised_loss_max = money::of(1'000'000);
  limits.drawdown_warning_bps = limits.drawdown_reducing_bps = limits.drawdown_halted_bps = 0;
  limits.order_rate_max = 10'000;
  limits.turnover_rate_max = money::of(1'000'000'000);
  limits.duplicate_window_ms = 0;
  limits.price_collar_bps = 0;
  return limits;
}

// An account with a venue that fills at the last price, in parts, when it is told to.
class shared_account {
public:
  explicit shared_account(const risk_limits& limits, std::vector<strategy_choice> shares = {})
      : book_(limits) {
    session_started started;
    started.broker_account = "PA1";
    started.simulated = true;
    started.market_ns = now_;
    started.cash = money::of(100'000);
    book_.fold(event(started));
    command enabled;
    enabled.kind = command_kind::enable_trading;
    enabled.market_ns = now_;
    book_.fold(event(enabled));
    book_.set_strategies(shares);
    for (const auto& name : names)
      set_price(name, 100);
  }

  void set_price(const symbol& name, std::int64_t px) {
    quote seen;
    seen.symbol = name;
    seen.market_ns = now_;
    seen.bid = seen.ask = price::of(px);
    book_.fold(seen);
  }

  decision wish(term strategy, const symbol& name, verdict wanted, const char* sure = "0") {
    decision made;
    made.market_ns = now_;
    made.symbol = name;
    made.strategy = strategy;
    made.ordinal = next_ordinal_++;
    made.verdict = wanted;
    made.inputs = {{"confidence", *number::parse(sure), true}};
    return made;
  }

  // The reason; an approved order is intended.
  std::string ask(const decision& wanted) {
    auto assessed = book_.assess(wanted, book_.books().mark_of(wanted.symbol), now_);
    if (!assessed.request)
      return std::string(assessed.risk_decision.reason.text());
    auto request = *assessed.request;
    request.client_order_id = "order-" + std::to_string(++count_);
    book_.fold(event(intent{request, wanted.strategy, wanted.market_ns, wanted.ordinal}));
    open_.push_back({request, wanted.strategy, {}});
    return "";
  }

  std::string enter(term strategy, const symbol& name, const char* sure = "0") {
    return ask(wish(strategy, name, verdict::enter_long, sure));
  }

  // So much of an open order, or all that is left.
  void fill(std::size_t index, quantity most, money fee = {}) {
    auto& order = open_.at(index);
    order_event filled;
    filled.kind = order_event_kind::fill;
    filled.client_order_id = order.request.client_order_id;
    filled.execution_id = "execution-" + std::to_string(++count_);
    filled.symbol = order.request.symbol;
    filled.side = order.request.side;
    filled.market_ns = now_;
    filled.qty = std::min(most, order.request.qty - order.filled);
    order.filled += filled.qty;
    filled.cumulative_qty = order.filled;
    if (order.filled < order.request.qty)
      filled.kind = order_event_kind::partial_fill;
    filled.px = book_.books().mark_of(order.request.symbol);
    filled.fee = fee;
    book_.fold(event(filled));
    if (order.filled == order.request.qty)
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(index));
  }
  void fill_all() {
    while (!open_.empty())
      fill(0, quantity::of(1'000'000'000));
  }

  void cancel(std::size_t index) {
    const auto& order = open_.at(index);
    order_event gone;
    gone.kind = order_event_kind::canceled;
    gone.client_order_id = order.request.client_order_id;
    gone.symbol = order.request.symbol;
    gone.side = order.request.side;
    gone.market_ns = now_;
    gone.cumulative_qty = order.filled;
    book_.fold(event(gone));
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(index));
  }

  void later(time_ns by = minute_ns) { now_ += by; }

  struct open_order {
    order_request request;
    term strategy;
    quantity filled;
  };
  risk_book& book() { return book_; }
  const std::vector<open_order>& open() const { return open_; }
  time_ns now() const { return now_; }

private:
  risk_book book_;
  time_ns now_ = noon;
  std::vector<open_order> open_;
  std::uint32_t next_ordinal_ = 0;
  int count_ = 0;
};

class random_sharing {
public:
  random_sharing(std::uint32_t from, const risk_limits& limits,
                 const std::vector<strategy_choice>& shares)
      : random_(from), account(limits, shares) {}

  void step() {
    account.later(static_cast<time_ns>(pick(3)) * second_ns);
    const auto& name = names[pick(names.size())];
    const auto strategy = strategies_here[pick(strategies_here.size())];
    switch (pick(6)) {
    case 0:
    case 1:
      if (account.enter(strategy, name).empty())
        approved(strategy);
      return;
    case 2:
      account.ask(account.wish(strategy, name, verdict::exit));
      return;
    case 3:
    case 4:
      if (!account.open().empty())
        fill();
      return;
    default:
      if (pick(3) == 0 && !account.open().empty())
        return account.cancel(pick(account.open().size()));
      account.set_price(name, 90 + static_cast<std::int64_t>(pick(20)));
    }
  }

  std::uint64_t pick(std::uint64_t below) { return random_() % below; }
  std::function<void(term)> approved = [](term) {};

private:
  void fill() {
    const auto index = pick(account.open().size());
    const auto most = quantity::of(1 + static_cast<std::int64_t>(pick(60)));
    account.fill(index, most, money{static_cast<std::int64_t>(pick(1'000)) * 1'000'001});
  }

  std::mt19937_64 random_;

public:
  shared_account account;
};

// From nothing but the orders and their fills, as the books tell them.
money naive_stake(const shared_account& of, const risk_book& book, term strategy) {
  std::map<symbol, quantity> held;
  for (const auto* each : book.books().orders().all())
    if (each->strategy == strategy.text())
      held[each->request.symbol] +=
          each->request.side == side::buy ? each->filled_qty : -each->filled_qty;
  money sum;
  for (const auto& [name, qty] : held)
    sum += notional(book.books().mark_of(name), qty);
  for (const auto& each : of.open())
    if (each.strategy == strategy && each.request.side == side::buy)
      sum += notional(book.books().mark_of(each.request.symbol), each.request.qty - each.filled);
  return sum;
}

TEST(sharing, exceeds_no_budget_by_an_approval) {
  const std::vector shares{with_share("breakout", {number::of(25), 0, 0, 0}),
                           with_share("grid", {number::of(5), 0, 0, 0}),
                           with_share("momentum", {number::of(40), 0, 0, 0})};
  auto limits = loose();
  limits.symbol_strategies_max = 1;
  int approvals = 0;
  for (std::uint32_t round = 0; round < 8; ++round) {
    SCOPED_TRACE("seed " + std::to_string(seed + round));
    random_sharing trading(seed + round, limits, shares);
    auto& account = trading.account;
    trading.approved = [&](term strategy) {
      ++approvals;
      const auto budget =
          budget_of(account.book().strategies().share(strategy), account.book().books().equity());
      ASSERT_LE(naive_stake(account, account.book(), strategy).units, budget.units)
          << strategy.text();
    };
    for (int step = 0; step < 600; ++step) {
      trading.step();
      for (const auto strategy : strategies_here)
        ASSERT_GE(account.book()
                      .strategies()
                      .at_stake(strategy, account.book().books(), account.book().approved())
                      .units,
                  naive_stake(account, account.book(), strategy).units);
    }
  }
  EXPECT_GT(approvals, 100);
}

TEST(sharing, leaves_a_symbol_to_one_strategy_where_it_is_told_to) {
  auto limits = loose();
  limits.symbol_strategies_max = 1;
  for (std::uint32_t round = 0; round < 8; ++round) {
    random_sharing trading(seed + round, limits, {});
    auto& book = trading.account.book();
    for (int step = 0; step < 600; ++step) {
      trading.step();
      for (const auto& name : names) {
        int holders = 0;
        for (const auto strategy : strategies_here)
          holders += book.strategies().holds(strategy, name) ? 1 : 0;
        ASSERT_LE(holders, 1) << name.text() << ", seed " << seed + round;
      }
    }
  }
}

TEST(sharing, adds_the_strategies_profits_up_to_the_account_s_to_the_cent) {
  for (std::uint32_t round = 0; round < 8; ++round) {
    random_sharing trading(seed + round, loose(), {});
    auto& book = trading.account.book();
    for (int step = 0; step < 600; ++step) {
      trading.step();
      money sum;
      for (const auto& [strategy, profit] : book.strategies().profits(book.books()))
        sum += profit.total();
      const auto account = book.books().equity() - money::of(100'000);
      const auto apart = (sum - account).units;
      ASSERT_LE(apart < 0 ? -apart : apart, units_per_one / 1'000) << "seed " << seed + round;
    }
    EXPECT_GT(book.strategies().profits(book.books()).size(), 2U);
  }
}

TEST(sharing, orphans_no_position_by_switching) {
  auto limits = loose();
  limits.symbol_strategies_max = 1;
  limits.switch_trades_min = 3;
  limits.switch_lead_bps = 0;
  std::int64_t switches = 0;
  for (std::uint32_t round = 0; round < 8; ++round) {
    SCOPED_TRACE("seed " + std::to_string(seed + round));
    random_sharing trading(seed + round, limits, {});
    auto& account = trading.account;
    auto& book = account.book();
    for (int step = 0; step < 1'500; ++step)
      trading.step();
    switches += book.strategies().performance().switches();
    account.fill_all();
    account.later();
    for (const auto strategy : strategies_here)
      for (const auto& name : names)
        if (book.strategies().holds(strategy, name)) {
          account.set_price(name, 100);
          EXPECT_EQ(account.ask(account.wish(strategy, name, verdict::exit)), "")
              << strategy.text() << " cannot leave " << name.text();
        }
    account.fill_all();
    for (const auto& [name, held] : book.books().positions())
      EXPECT_TRUE(held.is_flat()) << name.text();
  }
  EXPECT_GT(switches, 3);
}

TEST(sharing, holds_an_entry_down_to_what_is_left_of_the_budget) {
  shared_account account(loose(), {with_share("grid", {number::of(15), 0, 0, 0})});
  EXPECT_EQ(account.enter("grid", names[0]), "");
  EXPECT_EQ(account.enter("grid", names[1]), "");
  EXPECT_EQ(account.open()[0].request.qty, quantity::of(100)) << "a tenth of the equity";
  EXPECT_EQ(account.open()[1].request.qty, quantity::of(50)) << "what is left of 15 percent";
  EXPECT_EQ(account.enter("grid", names[2]), "order_minimum_notional");
  EXPECT_EQ(account.enter("breakout", names[2]), "") << "it has a budget of its own";
}

TEST(sharing, bounds_the_places_and_the_entries_of_an_instant) {
  shared_account account(loose(), {with_share("grid", {number::of(100), 0, 3, 2})});
  EXPECT_EQ(account.enter("grid", names[0]), "");
  EXPECT_EQ(account.enter("grid", names[1]), "");
  EXPECT_EQ(account.enter("grid", names[2]), "strategy_entries");
  account.later();
  EXPECT_EQ(account.enter("grid", names[2]), "");
  EXPECT_EQ(account.enter("grid", names[3]), "strategy_positions");
}

TEST(sharing, refuses_what_another_strategy_has_just_been_granted) {
  auto limits = loose();
  limits.allow_short = true;
  limits.opposite_window_ms = 1;
  limits.same_direction_window_ms = 60'000;
  shared_account account(limits);
  EXPECT_EQ(account.enter("grid", names[0]), "");
  account.fill_all();
  EXPECT_EQ(account.ask(account.wish("momentum", names[0], verdict::enter_short)),
            "opposite_signal");
  EXPECT_EQ(account.enter("momentum", names[0]), "same_direction");
  EXPECT_EQ(account.enter("momentum", names[1]), "");
  account.later(second_ns);
  EXPECT_EQ(account.enter("momentum", names[0]), "same_direction");
  account.later(59 * second_ns);
  account.set_price(names[0], 100);
  EXPECT_EQ(account.enter("momentum", names[0]), "");
}

TEST(sharing, lets_only_the_owner_leave_where_a_symbol_is_one_strategy_s) {
  auto limits = loose();
  limits.symbol_strategies_max = 1;
  shared_account account(limits);
  EXPECT_EQ(account.enter("grid", names[0]), "");
  EXPECT_EQ(account.enter("momentum", names[0]), "symbol_strategies");
  account.fill_all();
  EXPECT_EQ(account.ask(account.wish("momentum", names[0], verdict::exit)), "own_position");
  EXPECT_EQ(account.ask(account.wish("grid", names[0], verdict::exit)), "");
}

TEST(wish_order, puts_exits_first_then_priority_then_confidence_whatever_came_first) {
  shared_account account(
      loose(), {with_share("grid", {number::of(100), 5, 0, 0}), with_share("momentum", {})});
  std::vector<decision> wanted{account.wish("momentum", names[0], verdict::enter_long, "0.5"),
                               account.wish("momentum", names[4], verdict::enter_long, "0.9"),
                               account.wish("momentum", names[1], verdict::enter_long, "0.5"),
                               account.wish("grid", names[3], verdict::enter_long, "0.1"),
                               account.wish("momentum", names[2], verdict::exit, "0")};
  const std::vector<std::string> expected{"CCC", "DDD", "EEE", "AAA", "BBB"};
  std::mt19937_64 random(seed);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(wanted.begin(), wanted.end(), random);
    order_wishes(wanted, account.book().strategies(),
                 [](const decision& of) -> const decision& { return of; });
    std::vector<std::string> order;
    for (const auto& each : wanted)
      order.emplace_back(each.symbol.text());
    ASSERT_EQ(order, expected);
  }
}

TEST(wish_order, is_by_symbol_and_strategy_where_nothing_is_shared) {
  shared_account account(loose());
  std::vector<decision> wanted{account.wish("momentum", names[1], verdict::exit, "0"),
                               account.wish("momentum", names[0], verdict::enter_long, "0.1"),
                               account.wish("grid", names[1], verdict::enter_long, "0.9")};
  order_wishes(wanted, account.book().strategies(),
               [](const decision& of) -> const decision& { return of; });
  EXPECT_EQ(wanted[0].symbol, names[0]);
  EXPECT_EQ(wanted[1].strategy, "grid");
  EXPECT_EQ(wanted[2].strategy, "momentum");
}

} // namespace
} // namespace troupe::trading::strategy_sharing_test
