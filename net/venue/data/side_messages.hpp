// What the data streams tell beside the market's own events, for each instant of it: the single
// trades and quotes that a bar stands for (tick_tape.hpp), changes of order books, the day's bars,
// price bands, halts and their ends, imbalances, what became of earlier trades, and news.
//
// Price bands: at each whole minute, for every stock, 5 percent to either side of the mean of its
// last five closes, 20 percent where that is not above 3 dollars (the first tier of the limit
// up-limit down plan; its other tiers are not told apart).
//
// An imbalance is told at each whole minute of a stock's halt, at its last price: the orders that
// would pair there are not known.
#pragma once

#include "net/venue/data/stream_message.hpp"
#include "net/venue/exchange.hpp"

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace troupe::net::venue {

class side_messages {
public:
  using is_halted = std::function<bool(const trading::symbol&, trading::time_ns)>;

  side_messages(const exchange& market, is_halted halted)
      : market_(market), halted_(std::move(halted)) {}

  // For an instant that the exchange has taken, in the form in which clients see it.
  // Before the market's own events:
  std::vector<stream_message> before(const market_instant& seen) const;
  // and behind them:
  std::vector<stream_message> after(const market_instant& seen);
  // Instead of both where nobody listens.
  void skip(const market_instant& seen);

  // The whole book, for a client that is told its changes from now on.
  order_book book_of(const trading::symbol& pair);

private:
  using messages = std::vector<stream_message>;

  void add_book(const trading::quote& quote, messages& into);
  void add_day(const trading::bar& published, messages& into);
  void add_band(const trading::bar& published, messages& into) const;
  void add_statuses(trading::time_ns at, messages& into);
  void add_news(trading::time_ns at, messages& into);

  const exchange& market_;
  is_halted halted_;
  // Each of the listed symbols at most.
  std::map<trading::symbol, order_book> books_;
  std::map<trading::symbol, trading::bar> days_;
  std::set<trading::symbol> halts_;
  trading::time_ns news_told_ns_ = 0;
};

} // namespace troupe::net::venue
