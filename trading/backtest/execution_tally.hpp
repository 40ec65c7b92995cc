// What was filled of each wish: the executions of a day's orders, by the key of their intent.
//
// A fill counts once, as the books count it. An order that nobody here intended is a wish of
// "manual" at the instant at which it is first told of.
#pragma once

#include "trading/events.hpp"
#include "trading/orders/order_book.hpp"
#include "trading/risk/reservations.hpp"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>

namespace troupe::trading {

struct filled_wish {
  trading::side side = side::buy;
  quantity qty;   // before a fee in coin
  money notional; // without the fee
  money fee;
  quantity fee_qty;
  std::uint64_t executions = 0;
  time_ns filled_ns = 0; // of the last execution
  // The quote in force when the last execution was told, and what the whole would have cost at the
  // quotes in force: of an order that is no market order, at its own prices.
  time_ns quote_ns = 0;
  money quoted_notional;

  // What came in, negative where it went out: of cash and of the asset.
  money cash() const { return (side == side::buy ? -notional : notional) - fee; }
  quantity units() const { return (side == side::buy ? qty : -qty) - fee_qty; }

  friend bool operator==(const filled_wish&, const filled_wish&) = default;
};
using filled_wishes = std::map<order_key, filled_wish>;

class execution_tally {
public:
  // Whose an order's executions are.
  void fold(const intent& asked);
  // What is filled by now does not count.
  void begin(const order_book& book);
  // Behind the book, which has folded it.
  void fold(const order_event& reported, const order_book& book,
            const std::optional<quote>& standing);

  const filled_wishes& wishes() const { return wishes_; }

private:
  struct order_memory {
    std::optional<order_key> key;
    order_type type = order_type::market;
    execution_totals counted;
  };

  std::unordered_map<std::string, order_memory> orders_; // by client order id
  filled_wishes wishes_;
};

} // namespace troupe::trading
