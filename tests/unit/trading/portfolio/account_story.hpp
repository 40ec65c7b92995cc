// Random accounts: fills long, short and through zero, of two strategies and by hand, fees in coin
// and in money, money that comes and goes, and corrections; with activities also dividends,
// interest, fees and splits. And the account that is kept in the simplest way: every event once
// more, as a sum.
#pragma once

#include "trading/events.hpp"
#include "trading/orders/fees.hpp"

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace troupe::trading {

inline constexpr std::uint64_t account_seed = 20'180'404;
inline constexpr time_ns account_start_ns = 1'522'800'000 * second_ns;
inline const auto btc = symbol::of("BTC/USD");
inline const auto aapl = symbol::of("AAPL");

class account_story {
public:
  explicit account_story(std::uint64_t from, bool with_activities = false)
      : random_(from), with_activities_(with_activities) {
    session_started opened;
    opened.broker_account = "PA1";
    opened.cash = money::of(100'000);
    opened.market_ns = account_start_ns;
    events.emplace_back(opened);
  }

  void go_on() {
    now_ += static_cast<time_ns>(random_() % 40) * minute_ns;
    const auto& name = random_() % 2 == 0 ? btc : aapl;
    const auto kind = random_() % (with_activities_ ? 13 : 10);
    if (kind < 6)
      trade(name);
    else if (kind < 8)
      quote_of(name);
    else if (kind > 9)
      tell_activity(name);
    else if (kind == 8)
      adjust({}, adjustment_kind::cash_corrected, {}, amount(9'000) - money::of(4'000));
    else
      adjust(name, adjustment_kind::position_corrected,
             quantity{static_cast<std::int64_t>(random_() % 4'000'000'000) - 2'000'000'000}, {});
  }

  std::vector<event> events;

private:
  // What a venue names as a cause; splits and fees of any size, even of what is not held.
  void tell_activity(const symbol& name) {
    const quantity units{static_cast<std::int64_t>(random_() % 3'000'000'000) - 1'000'000'000};
    const auto cash = amount(90) - money::of(40);
    switch (random_() % 7) {
    case 0:
      return adjust({}, adjustment_kind::deposit, {}, amount(9'000));
    case 1:
      return adjust({}, adjustment_kind::withdrawal, {}, -amount(4'000));
    case 2:
      return adjust(name, adjustment_kind::dividend, {}, cash);
    case 3:
      return adjust({}, adjustment_kind::interest, {}, cash);
    case 4:
      return adjust(random_() % 2 == 0 ? name : symbol{}, adjustment_kind::fee, {}, -amount(3));
    case 5:
      return adjust(name, adjustment_kind::coin_fee, -quantity{units.units / 100}, {});
    default:
      return adjust(name, adjustment_kind::split, units, {});
    }
  }

  money amount(std::int64_t most) {
    return money{static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most)) *
                     units_per_one +
                 static_cast<std::int64_t>(random_() % 1'000'000'000)};
  }
  price any_price() { return price{static_cast<std::int64_t>(random_() % 300'000'000'000) + 1}; }

  void trade(const symbol& name) {
    intent asked;
    order_event fill;
    asked.request.client_order_id = fill.client_order_id = fill.execution_id =
        "o" + std::to_string(events.size());
    asked.request.symbol = fill.symbol = name;
    asked.request.side = fill.side = random_() % 2 == 0 ? side::buy : side::sell;
    const term owners[] = {"alpha", "beta", "manual"};
    asked.strategy = owners[random_() % 3];
    fill.kind = order_event_kind::fill;
    fill.market_ns = asked.market_ns = now_;
    fill.qty = fill.cumulative_qty = asked.request.qty =
        quantity{static_cast<std::int64_t>(random_() % 5'000'000'000) + 1};
    fill.px = any_price();
    apply(fee_schedule{}, fill);
    events.emplace_back(asked);
    events.emplace_back(fill);
  }

  void quote_of(const symbol& name) {
    quote seen;
    seen.symbol = name;
    seen.market_ns = now_;
    seen.bid = seen.ask = any_price();
    events.emplace_back(seen);
  }

  void adjust(const symbol& name, adjustment_kind kind, quantity qty, money cash) {
    adjustment made;
    made.kind = kind;
    made.symbol = name;
    made.qty = qty;
    made.px = any_price();
    made.cash = cash;
    made.market_ns = now_;
    events.emplace_back(made);
  }

  std::mt19937_64 random_;
  bool with_activities_;
  time_ns now_ = account_start_ns;
};

// Sums, and nothing else.
struct naive_account {
  money cash;
  std::map<symbol, quantity> held;
  std::map<symbol, money> flows; // of trades
  std::map<symbol, price> last;

  void take(const event& happened) {
    if (const auto* opened = std::get_if<session_started>(&happened))
      cash = opened->cash;
    if (const auto* seen = std::get_if<quote>(&happened))
      last[seen->symbol] = seen->bid;
    if (const auto* fill = std::get_if<order_event>(&happened)) {
      const auto paid = notional(fill->px, fill->qty);
      const bool buys = fill->side == side::buy;
      held[fill->symbol] += buys ? fill->qty - fill->fee_qty : -fill->qty;
      flows[fill->symbol] += (buys ? -paid : paid) - fill->fee;
      cash += (buys ? -paid : paid) - fill->fee;
    }
    if (const auto* made = std::get_if<adjustment>(&happened)) {
      cash += made->cash;
      held[made->symbol] += made->qty;
    }
  }
};

} // namespace troupe::trading
