// The order book of a pair, as the venue shows it: depth around the standing quote.
//
// A function of the quote alone, so that every answer and every stream tells the same book: the
// best level is the quote, and each further one lies a tenth of a promille of the price (at least a
// tick) away from the last and offers half as much again.
#pragma once

#include "trading/market/quote.hpp"

#include <cstddef>
#include <vector>

namespace troupe::net::venue {

struct book_level {
  trading::price px;
  trading::quantity qty; // zero in a change: the level is gone

  friend bool operator==(const book_level&, const book_level&) = default;
};

struct order_book {
  static constexpr std::size_t levels_a_side = 10;

  trading::symbol symbol;
  trading::time_ns market_ns = 0;
  std::vector<book_level> bids; // the best first
  std::vector<book_level> asks;

  static order_book around(const trading::quote& quote);
  // What turns an earlier book into this one: new and changed levels, and those that are gone.
  order_book change_since(const order_book& earlier) const;
  bool empty() const { return bids.empty() && asks.empty(); }
};

} // namespace troupe::net::venue
