// The orders of an account, as far as they are known: a fold of intents and of what the venue told
// of them, by client order id.
//
// Folding the same intents and events in any order, with any repeats, gives the same orders. Each
// execution counts once (see execution_set.hpp). A status only moves forward, in this order:
// intended, unknown, resolved, accepted, open, partially filled, pending cancel, replaced,
// rejected, expired, canceled, filled. So what the venue says overrules what we do not know, and
// an order that was resolved as not there (`rejected`) comes back if the venue tells of it after
// all.
//
// An order that another one is to replace is `pending_replace` for as long as it is open and the
// replacement has not ended; a replacement that failed leaves it as it was.
//
// The quantity of a replacement is the total that is wanted: what the replaced order has filled
// counts towards it.
//
// An event about an order that nobody here intended is kept too, under its client order id; its
// request then holds the symbol and side, and the quantity stays zero.
//
// Every order is kept for the life of the book: about one kilobyte each.
#pragma once

#include "trading/events.hpp"
#include "trading/market/symbol_order.hpp"
#include "trading/orders/execution_set.hpp"
#include "trading/orders/order.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace troupe::trading {

class order_book {
public:
  order_book() = default;
  order_book(order_book&&) = default; // not copied: it points into itself
  order_book& operator=(order_book&&) = default;

  void fold(const intent& asked);
  // What this event adds to the order's executions: nothing for a repeat.
  execution_totals fold(const order_event& reported);

  // Every execution of the first `cumulative_qty` of the order is known; false of no such order.
  bool covers(std::string_view client_order_id, quantity cumulative_qty) const;

  // Null when there is no such order. Valid until the book is gone; its content moves on.
  const order* find(std::string_view client_order_id) const;
  const order* find_by_venue_id(std::string_view order_id) const;

  // The legs of an order, those of its own or of what it replaced, by client order id.
  std::vector<const order*> legs_of(std::string_view client_order_id) const;
  // Orders on a symbol that ask for legs, were not refused, and have none here yet.
  std::vector<const order*> groups_without_legs(const symbol& name) const;
  // The first of a chain of replacements; the order itself where it replaced nothing.
  const order& origin_of(const order& latest) const;

  // Orders that can still change, by client order id; `unknown` and `intended` ones included.
  std::vector<const order*> open_orders() const;
  std::vector<const order*> open_orders(const symbol& name) const;
  std::vector<const order*> unknown_orders(const symbol& name) const;
  // The same without an allocation, for risk: visit(order) for each, by client order id, and of
  // all symbols by symbol first.
  template <class Visit>
  void each_open(const symbol& name, Visit&& visit) const {
    if (const auto orders = open_.find(name); orders != open_.end())
      for (const auto& [id, open] : orders->second)
        visit(*open);
  }
  template <class Visit>
  void each_open(Visit&& visit) const {
    for (const auto& [name, orders] : open_)
      for (const auto& [id, open] : orders)
        visit(*open);
  }
  // visit(symbol) for each symbol with an open order, in order.
  template <class Visit>
  void each_open_symbol(Visit&& visit) const {
    for (const auto& [name, orders] : open_)
      visit(name);
  }
  // Orders, ended ones too, of which an execution is missing before one that is known, by client
  // order id.
  std::vector<const order*> incomplete_orders() const;
  bool has_open(const symbol& name) const { return open_.contains(name); }
  // All orders, by client order id.
  std::vector<const order*> all() const;
  std::size_t size() const { return orders_.size(); }

private:
  struct entry {
    trading::order order;
    execution_set executions;
    int progress = 0; // the rank of what follows
    order_status reached = order_status::intended;
    time_ns reason_ns = 0;
  };

  entry& at(const std::string& client_order_id);
  void link(const order_request& asked, time_ns market_ns);
  void settle(entry& changed);
  void settle_chain(entry& changed);
  void review(entry& changed);
  quantity carried_to(const order& replacement) const;
  static void explain(entry& changed, const order_event& reported);

  using by_text = std::equal_to<>;
  struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  std::unordered_map<std::string, entry, text_hash, by_text> orders_;
  std::unordered_map<std::string, std::string, text_hash, by_text> client_ids_; // by venue's id
  std::map<symbol, std::map<std::string, const order*>, symbol_order> open_; // by client order id
  std::set<std::string> incomplete_; // by client order id
  // By the client order id of what is replaced: the latest that was asked for.
  std::unordered_map<std::string, std::pair<time_ns, std::string>> replacements_;
  std::map<std::string, std::set<std::string>, std::less<>> legs_; // by the parent's
  std::map<symbol, std::set<std::string>, symbol_order> legless_; // groups without known legs
};

} // namespace troupe::trading
