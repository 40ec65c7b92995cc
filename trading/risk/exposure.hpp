// What an account has at stake once everything under way is done: positions, open orders, and
// approved orders that are not journaled as intents yet (so that two approvals of one instant
// cannot spend the same cash).
//
// Kept symbol by symbol, with the sums over all symbols beside: an event costs its own symbol, and
// a question costs nothing more. A price only marks its symbol as stale (changed()); settle()
// values again what is stale, each once however often its price moved. So a check is O(1)
// amortised, and what it sees is what valuing everything again would give.
//
// An order under way may come about or not: exposure either way is that of the worst case, long
// when all purchases fill and no sale does, short the other way round.
//
// Allocates when a symbol is first held, ordered or approved, never otherwise.
#pragma once

#include "trading/orders/order_stake.hpp"
#include "trading/portfolio/portfolio.hpp"
#include "trading/risk/reservations.hpp"
#include "trading/risk/sector_table.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace troupe::trading {

// The orders of one side that are under way. A group, and an order with its replacement, count as
// one (order_stake.hpp).
struct side_at_stake {
  quantity qty;
  money value;
  std::int64_t count = 0;

  friend side_at_stake operator+(const side_at_stake& left, const side_at_stake& right) {
    return {left.qty + right.qty, left.value + right.value, left.count + right.count};
  }
  friend bool operator==(const side_at_stake&, const side_at_stake&) = default;
};

struct symbol_exposure {
  quantity held;
  money value; // of what is held, at the last price; negative where short
  side_at_stake open_buys;
  side_at_stake open_sells;
  side_at_stake approved_buys;
  side_at_stake approved_sells;
  std::int64_t unknown_orders = 0;
  std::optional<std::size_t> sector;
  // Since when strategies hold more of it than stop orders at the venue would close.
  std::optional<time_ns> bare_since_ns;

  side_at_stake buys() const { return open_buys + approved_buys; }
  side_at_stake sells() const { return open_sells + approved_sells; }
  side_at_stake under_way(side direction) const {
    return direction == side::buy ? buys() : sells();
  }
  // The worst case, with this much more of one side.
  money gross_with(side direction, money added) const;
  money gross() const { return gross_with(side::buy, {}); }
  bool is_at_stake() const { return !held.is_zero() || buys().count + sells().count > 0; }
  // What is held in the direction of an order, all orders under way that way, and it.
  quantity position_with(side direction, quantity added) const;
  // What is held, either way round, and not on its way out.
  quantity closable() const;
  friend bool operator==(const symbol_exposure&, const symbol_exposure&) = default;
};

struct total_exposure {
  money gross; // of the worst case of each symbol
  money net;   // of what is held
  money buys;  // under way
  money sells;
  money approved; // of buys and sells, those approved that are no intents yet
  std::int64_t symbols = 0; // held, or with an order under way

  friend bool operator==(const total_exposure&, const total_exposure&) = default;
};

class exposure {
public:
  exposure() = default;
  exposure(exposure&&) = default; // not copied: it points into itself
  exposure& operator=(exposure&&) = default;

  void set_sectors(sector_table sectors);
  const sector_table& sectors() const { return sectors_; }

  // Its price moved.
  void changed(const symbol& name);
  // Its orders or its position did, at this instant; takes them over at once.
  void take_over(const symbol& name, const portfolio& books, time_ns now);
  // Another account.
  void clear();
  void settle(const portfolio& books, time_ns now);

  void approve(const commitment& added) { approve(added, 1); }
  void release(const commitment& gone) { approve(gone, -1); }

  // Of what was settled.
  const symbol_exposure& of(const symbol& name) const;
  const total_exposure& total() const { return total_; }
  money sector(std::size_t index) const { return sectors_at_stake_.at(index); }
  std::optional<time_ns> bare_since_ns() const { return bare_since_ns_; }
  // visit(symbol, symbol_exposure) for each that ever was at stake, in order.
  template <class Visit>
  void each(Visit&& visit) const {
    for (const auto& [name, known] : symbols_)
      visit(name, known.now);
  }

private:
  struct entry {
    symbol_exposure now;
    symbol name;
    bool stale = false;
  };

  entry& at(const symbol& name);
  template <class Change>
  void change(entry& known, Change&& apply);
  void count(const symbol_exposure& of, std::int64_t times);
  void approve(const commitment& of, std::int64_t times);
  void take_over(entry& known, const portfolio& books, time_ns now);
  void find_bare();

  sector_table sectors_;
  std::map<symbol, entry, symbol_order> symbols_;
  std::vector<entry*> stale_; // each once
  total_exposure total_;
  std::vector<money> sectors_at_stake_;
  std::optional<time_ns> bare_since_ns_;
};

// An open order as risk sees it.
commitment commitment_of(const portfolio& books, const order& open);

} // namespace troupe::trading
