// What the venue says of an account, an order, a position, an asset and the clock, as typed
// values. Amounts are exact; a key that is absent or null leaves the default.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"
#include "trading/orders/order.hpp"

#include <string>

namespace troupe::net::alpaca {

struct account_state {
  std::string broker_account; // the venue's identifier
  std::string status;         // "ACTIVE" when all is well
  trading::money cash;
  trading::money equity;
  trading::money buying_power;
  trading::money non_marginable_buying_power; // what crypto orders are checked against
  bool trading_blocked = false;
  bool shorting_enabled = false;
};

struct clock_state {
  trading::time_ns market_ns = 0;
  trading::time_ns next_open_ns = 0;
  trading::time_ns next_close_ns = 0;
  bool is_open = false; // the core session of the stock market
};

struct asset_report {
  trading::symbol symbol;
  bool active = false;
  bool tradable = false;
  bool fractionable = false;
  bool shortable = false;
  bool marginable = false;
  // Of crypto; zero for stocks.
  trading::quantity min_order_size;
  trading::quantity min_trade_increment;
  trading::price price_increment;
};

struct position_report {
  trading::symbol symbol; // canonical, though the venue spells it "BTCUSD"
  trading::quantity qty;  // negative where short
  trading::quantity qty_available;
  trading::price avg_entry_price;
  trading::price current_price; // zero where the venue has none
};

// The venue's order; `replaces` and `replaced_by` are the venue's identifiers. Times are zero where
// they do not apply.
struct order_report {
  std::string order_id;
  std::string client_order_id;
  trading::symbol symbol;
  trading::side side = trading::side::buy;
  trading::order_type type = trading::order_type::market;
  trading::time_in_force time_in_force = trading::time_in_force::day;
  // `unknown` where the venue uses a word that is not known here: nothing is guessed.
  trading::order_status status = trading::order_status::unknown;
  trading::quantity qty;
  trading::money notional;
  trading::price limit_price;
  trading::price stop_price;
  trading::quantity filled_qty;
  trading::price filled_avg_price; // rounded half away from zero to 1e-9
  trading::time_ns submitted_ns = 0;
  trading::time_ns updated_ns = 0;
  trading::time_ns filled_ns = 0;
  trading::time_ns canceled_ns = 0;
  trading::time_ns expired_ns = 0;
  trading::time_ns failed_ns = 0;
  std::string replaces;
  std::string replaced_by;
  trading::order_class order_class = trading::order_class::simple;
  bool extended_hours = false;
  trading::price trail_price;
  trading::number trail_percent;
  std::vector<order_report> legs; // of a group, where the venue told them with it
  std::string parent_id;          // of a leg that was told so: its order's client id
};

// The order and its legs, each a report of its own.
std::vector<order_report> flattened(order_report group);

// One execution, from the account's activities. They name an order by the venue's id alone, and
// whether their own id is the one that the stream tells is nowhere said.
struct execution_report {
  std::string activity_id; // sorts by time
  std::string order_id;
  trading::symbol symbol;
  trading::side side = trading::side::buy;
  trading::time_ns at_ns = 0;
  trading::quantity qty;
  trading::price px;
  trading::quantity cumulative_qty;
  bool completes = false;
};

// The venue's word for an order's state ("pending_new", "held", "calculated", …). Words of a
// living order that ours do not distinguish are `open`; a word never heard of is `unknown`.
trading::order_status parse_order_status(std::string_view word);

} // namespace troupe::net::alpaca
