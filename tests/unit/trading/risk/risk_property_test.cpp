// Random sequences of proposals, intents, executions, cancels and prices against a naive oracle
// that values everything again: incremental exposure is what a new valuation gives, no approval
// takes a limit beyond its bound, orders that reduce pass in every state, and never close more than
// is held.
#include "trading/risk/risk_book.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace troupe::trading::risk_property_test {
namespace {

constexpr time_ns noon = 1'522'843'200 * second_ns;
constexpr std::uint32_t seed = 20'240'117;

// What exposure.hpp promises, from nothing but the books and the approved orders.
struct oracle {
  std::map<symbol, symbol_exposure> symbols;
  total_exposure total;

  explicit oracle(const risk_book& of) {
    const auto& books = of.books();
    for (const auto& [name, held] : books.positions()) {
      symbols[name].held = held.qty;
      symbols[name].value = notional(held.market_price, held.qty);
    }
    for (const auto* open : books.orders().open_orders()) {
      const auto made = commitment_of(books, *open);
      auto& known = symbols[made.symbol];
      add(made.side == side::buy ? known.open_buys : known.open_sells, made);
      known.unknown_orders += open->status == order_status::unknown ? 1 : 0;
    }
    for (const auto& [key, made] : of.approved())
      add(made.side == side::buy ? symbols[made.symbol].approved_buys
                                 : symbols[made.symbol].approved_sells,
          made);
    for (const auto& [name, known] : symbols) {
      const auto buys = known.open_buys.value + known.approved_buys.value;
      const auto sells = known.open_sells.value + known.approved_sells.value;
      const auto count = known.open_buys.count + known.approved_buys.count +
                         known.open_sells.count + known.approved_sells.count;
      if (known.held.is_zero() && count == 0)
        continue;
      total.gross += std::max({known.value + buys, sells - known.value, money{}});
      total.net += known.value;
      total.buys += buys;
      total.sells += sells;
      total.approved += known.approved_buys.value + known.approved_sells.value;
      ++total.symbols;
    }
  }

  static void add(side_at_stake& to, const commitment& made) {
    to.qty += made.qty;
    to.value += notional(made.px, made.qty);
    ++to.count;
  }
};

class random_trading {
public:
  explicit random_trading(std::uint32_t from) : random_(from), book_(limits()) {
    session_started started;
    started.broker_account = "PA1";
    started.simulated = true;
    started.market_ns = now_;
    started.cash = money::of(100'000);
    book_.fold(event(started));
    for (const auto& name : names_)
      price_now(name, 100);
  }

  void step() {
    now_ += pick(3) * second_ns;
    switch (pick(8)) {
    case 0:
    case 1:
      return propose(pick(3) == 0 ? verdict::exit
                                  : pick(3) == 0 ? verdict::enter_short : verdict::enter_long);
    case 2:
      return order_by_hand();
    case 3:
      return pick(4) == 0 ? drop_approval() : intend();
    case 4:
    case 5:
      return report();
    case 6:
      return price_now(any_symbol(), 80 + static_cast<std::int64_t>(pick(40)));
    default:
      return order(pick(2) == 0 ? command_kind::halt : command_kind::resume);
    }
  }

  void check() {
    book_.account_gates(now_); // settles
    const oracle naive(book_);
    ASSERT_EQ(book_.at_stake().total(), naive.total);
    for (const auto& [name, known] : naive.symbols) {
      auto told = book_.at_stake().of(name);
      told.bare_since_ns.reset();
      ASSERT_EQ(told, known) << name.text();
    }
  }

  std::size_t entries = 0;
  std::size_t exits = 0;
  std::size_t refusals = 0;

private:
  static risk_limits limits() {
    risk_limits all;
    all.allow_short = true;
    all.order_notional_max = money::of(12'000);
    all.position_notional_max = money::of(20'000);
    all.gross_exposure_max = money::of(60'000);
    all.net_exposure_max = money::of(40'000);
    all.symbol_concentration_max_bps = 1'800;
    all.open_positions_max = 4;
    all.price_collar_bps = 0;
    all.quote_age_max_ms = 0;
    all.duplicate_window_ms = 0;
    all.drawdown_reducing_bps = 300;
    all.order_rate_max = 12;
    all.turnover_rate_max = money::of(90'000);
    return all;
  }

  std::uint32_t pick(std::uint32_t of) { return static_cast<std::uint32_t>(random_() % of); }
  symbol any_symbol() { return names_[pick(static_cast<std::uint32_t>(names_.size()))]; }

  void price_now(const symbol& name, std::int64_t px) {
    quote seen;
    seen.symbol = name;
    seen.market_ns = now_;
    seen.bid = seen.ask = price::of(px);
    book_.fold(seen);
    book_.fold(event(clock_tick{now_}));
  }

  void order(command_kind kind) {
    command ordered;
    ordered.kind = kind;
    ordered.market_ns = now_;
    book_.fold(event(ordered));
  }

  void propose(verdict wanted) {
    decision wish;
    wish.market_ns = now_;
    wish.symbol = any_symbol();
    wish.strategy = pick(2) == 0 ? term("one") : term("another");
    wish.ordinal = ordinal_++;
    wish.verdict = wanted;
    const bool exits_now = wanted == verdict::exit;
    judge(exits_now, book_.books().position_of(wish.symbol).qty,
          [&] { return book_.assess(wish, book_.books().mark_of(wish.symbol), now_); });
  }

  void order_by_hand() {
    order_request asked;
    asked.symbol = any_symbol();
    book_.account_gates(now_);
    const auto before = book_.at_stake().of(asked.symbol);
    asked.side = pick(2) == 0 ? side::buy : side::sell;
    asked.qty = quantity::of(1 + pick(60));
    if (pick(3) == 0) {
      asked.type = order_type::limit;
      asked.limit_price = price::of(90 + pick(20));
    }
    const bool opposite = asked.side == side::sell ? before.held > quantity{}
                                                   : before.held < quantity{};
    const bool reduces = opposite && asked.qty <= before.closable();
    const auto judged = judge(reduces, before.held, [&] {
      return book_.assess_manual(asked, book_.books().mark_of(asked.symbol), now_);
    });
    if (reduces) {
      ASSERT_TRUE(judged) << "an order that reduces has to pass in every state";
    }
  }

  template <class Ask>
  bool judge(bool reduces, quantity held, Ask&& ask) {
    const auto assessed = ask();
    if (!assessed.request) {
      ++refusals;
      return false;
    }
    const oracle after(book_);
    const auto name = assessed.risk_decision.symbol;
    const auto& of = after.symbols.at(name);
    waiting_.push_back({assessed.risk_decision, *assessed.request});
    if (reduces) {
      ++exits;
      const auto closing = held > quantity{} ? of.open_sells.qty + of.approved_sells.qty
                                             : of.open_buys.qty + of.approved_buys.qty;
      EXPECT_LE(closing, held < quantity{} ? -held : held);
      return true;
    }
    ++entries;
    EXPECT_EQ(book_.state(now_), risk_state::active);
    const auto& most = book_.limits();
    EXPECT_LE(after.total.gross, most.gross_exposure_max);
    EXPECT_LE(assessed.request->side == side::buy ? after.total.net + after.total.buys
                                                  : after.total.sells - after.total.net,
              most.net_exposure_max);
    EXPECT_LE(after.total.symbols, most.open_positions_max);
    if (assessed.request->side == side::buy) {
      EXPECT_LE(after.total.buys, book_.books().cash());
    }
    EXPECT_LE(std::max(of.value + of.buys().value, of.sells().value - of.value),
              share_of(book_.books().equity(), most.symbol_concentration_max_bps));
    return true;
  }

  void intend() {
    if (waiting_.empty())
      return;
    const auto [judged, request] = take(waiting_);
    intent asked{request, judged.strategy, judged.market_ns, judged.ordinal};
    asked.request.client_order_id = "order-" + std::to_string(orders_++);
    book_.fold(event(asked));
    open_.push_back(asked.request);
  }

  void drop_approval() {
    if (!waiting_.empty())
      book_.release(take(waiting_).first);
  }

  void report() {
    if (open_.empty())
      return;
    const auto index = pick(static_cast<std::uint32_t>(open_.size()));
    const auto& asked = open_[index];
    const auto* known = book_.books().orders().find(asked.client_order_id);
    order_event told;
    told.client_order_id = asked.client_order_id;
    told.symbol = asked.symbol;
    told.side = asked.side;
    told.market_ns = now_;
    constexpr std::array kinds{order_event_kind::accepted, order_event_kind::unknown,
                               order_event_kind::canceled, order_event_kind::fill,
                               order_event_kind::partial_fill, order_event_kind::fill};
    told.kind = kinds.at(pick(kinds.size()));
    if (told.kind == order_event_kind::fill || told.kind == order_event_kind::partial_fill) {
      const auto rest = known->open_qty();
      told.qty = told.kind == order_event_kind::fill ? rest : quantity{rest.units / 2};
      told.cumulative_qty = known->filled_qty + told.qty;
      told.px = book_.books().mark_of(asked.symbol);
      told.execution_id = "execution-" + std::to_string(executions_++);
    }
    book_.fold(event(told));
    if (is_terminal(book_.books().orders().find(asked.client_order_id)->status))
      open_.erase(open_.begin() + index);
  }

  template <class Each>
  Each take(std::vector<Each>& from) {
    const auto index = pick(static_cast<std::uint32_t>(from.size()));
    auto taken = from[index];
    from.erase(from.begin() + index);
    return taken;
  }

  std::mt19937 random_;
  time_ns now_ = noon;
  std::vector<symbol> names_{symbol::of("AAPL"), symbol::of("MSFT"), symbol::of("SPY"),
                             symbol::of("IBM"),  symbol::of("KO"),   symbol::of("BTC/USD")};
  risk_book book_;
  std::vector<std::pair<decision, order_request>> waiting_;
  std::vector<order_request> open_;
  std::uint32_t ordinal_ = 0;
  std::size_t orders_ = 0;
  std::size_t executions_ = 0;
};

TEST(risk_properties, no_sequence_takes_a_limit_beyond_its_bound) {
  std::size_t entries = 0;
  std::size_t exits = 0;
  std::size_t refusals = 0;
  for (std::uint32_t run = 0; run < 60; ++run) {
    SCOPED_TRACE("seed " + std::to_string(seed + run));
    random_trading trading(seed + run);
    for (int count = 0; count < 400; ++count) {
      trading.step();
      if (testing::Test::HasFailure())
        return;
      trading.check();
      if (testing::Test::HasFailure())
        return;
    }
    entries += trading.entries;
    exits += trading.exits;
    refusals += trading.refusals;
  }
  EXPECT_GT(entries, 500U) << "the sequences have to get somewhere";
  EXPECT_GT(exits, 200U);
  EXPECT_GT(refusals, 500U);
}

} // namespace
} // namespace troupe::trading::risk_property_test
