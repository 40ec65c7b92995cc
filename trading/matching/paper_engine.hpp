// The matching engine of the simulated venue: one account, its orders, and the market they meet.
//
// A market order fills at once and wholly at the far side of the quote in force; a limit order
// does when it is marketable, and rests otherwise; fill_price.hpp has the rules. Sizes in the
// market do not limit a fill, and an order never moves the market.
//
// A symbol for which quotes arrive is matched against quotes. One for which only bars arrive is
// quoted around each bar's close (bar_quote.hpp), and what rests in it is matched against the next
// bar. Day orders rest as gtc ones do: the market never closes. Ioc and fok orders that do not
// fill at once are canceled at once.
//
// Funds: no margin is lent. Buying power is cash, less twice the worth of what is short, less what
// open orders that open a position would cost at their limit. A fill through a stop may cost more
// than was set aside, so cash can fall below zero by a gap. An order may close a position but not
// turn it round.
//
// Everything is a function of the terms and of the calls, in their order: ids too. All orders are
// kept for as long as the engine lives.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/trade.hpp"
#include "trading/matching/paper_account.hpp"
#include "trading/matching/paper_order.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace troupe::trading {

struct paper_terms {
  money cash = money::of(100'000);
  std::int64_t half_spread_bps = 2; // of the quote around a bar's close
  std::int64_t crypto_fee_bps = 25;
  std::uint64_t seed = 1; // of the ids
};

using order_updates = std::vector<order_update>;

class paper_engine {
public:
  explicit paper_engine(paper_terms terms);

  // -- the market; `now` never goes back, and is the stamp of whatever happens next
  void advance(time_ns now) { now_ = now; }
  order_updates take(const quote& arrived);
  order_updates take(const bar& published);
  void take(const trade& printed);

  // -- orders
  struct submission {
    paper_order accepted;  // before anything happened to it
    order_updates updates; // what happened at once
  };
  // An empty client_order_id is given one. Errors, besides those of check_terms:
  // `client_order_id_taken`, `no_price`, `insufficient_buying_power`, `insufficient_qty`,
  // `insufficient_balance`, `order_too_small`. A refused order leaves no trace.
  result<submission> submit(order_request asked);
  // Errors: `order_not_found`, `order_not_open`. An order already canceled is no error.
  result<order_updates> cancel(std::string_view id);

  // -- state; pointers are valid until the next submit()
  const std::vector<paper_order>& orders() const { return orders_; } // as submitted
  const paper_order* find(std::string_view id) const;
  const paper_order* find_by_client_order_id(std::string_view client_order_id) const;
  const paper_account& account() const { return account_; }
  time_ns now() const { return now_; }
  std::optional<quote> quote_of(const symbol& of) const;
  // The last trade or close, or the middle of the quote where nothing has traded.
  std::optional<price> last_price(const symbol& of) const;
  money buying_power() const;
  // What a closing order may still take: the holding less what open orders would close of it.
  quantity available(const symbol& of) const;
  money market_value(const symbol& of) const; // negative where short

private:
  struct market_state {
    std::optional<quote> standing;
    std::optional<price> traded;
    bool quoted = false; // by real quotes
  };

  result<void> resolve_quantity(paper_order& order) const;
  result<void> check_funds(const paper_order& order) const;
  result<void> check_closing(const paper_order& order, quantity held) const;
  result<void> check_opening(const paper_order& order) const;
  bool closes(const order_request& request) const;
  std::optional<price> cost_price(const order_request& request) const;
  template <class Market>
  order_updates match(const symbol& of, const Market& against);
  void execute(paper_order& order, price px, order_updates& out);
  void close(paper_order& order, order_updates& out);
  void report(const paper_order& order, order_event event, order_updates& out);
  order_event event_of(const paper_order& order, order_event_kind kind) const;

  paper_terms terms_;
  paper_account account_;
  time_ns now_ = 0;
  std::map<symbol, market_state> markets_;
  std::vector<paper_order> orders_;
  std::map<symbol, std::vector<std::size_t>> open_; // indices into orders_, oldest first
  std::unordered_map<std::string, std::size_t> by_id_;
  std::unordered_map<std::string, std::size_t> by_client_order_id_;
  std::uint64_t executions_ = 0;
};

} // namespace troupe::trading
