// Builds the short bars of one symbol from its trades, or from the middles of its quotes.
//
// A bar belongs to a span of market time, start inclusive, end exclusive. Its open is the tick with
// the earliest stamp in it, its close the one with the latest; of equal stamps the lower trade id
// counts as earlier, and of quotes the one told first. So the order in which ticks arrive within an
// open span has no influence; ticks that are earlier than one told before are counted.
//
// A span stays open until market time, as ticks and advance() tell it, is grace_ns past its end;
// then its bar is published and never changes again. A tick of a published span is late: it is left
// out and counted. A span without a tick has no bar: gaps are not filled (bar_gaps.hpp tells them).
//
// A bar of quotes has no volume and no trades; a quote without both sides has no middle, and is
// counted. Feed one builder with one of the two.
//
// Bounded: at most grace_ns / length_ns + 2 spans are open.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/trade.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <vector>

namespace troupe::trading {

class tick_bar_builder {
public:
  struct counts {
    std::uint64_t taken = 0;        // ticks that went into a bar
    std::uint64_t out_of_order = 0; // of those, earlier than a tick told before
    std::uint64_t late = 0;         // their bar was published already
    std::uint64_t one_sided = 0;    // quotes without a middle

    friend bool operator==(const counts&, const counts&) = default;
  };

  // Throws std::invalid_argument unless length_ns is a positive divisor of a day and grace_ns is
  // not negative.
  explicit tick_bar_builder(const symbol& of, time_ns length_ns = minute_ns, time_ns grace_ns = 0);

  // Each yields the bars that are published now, oldest first.
  std::vector<bar> fold(const trade& seen);
  std::vector<bar> fold(const quote& seen);
  // All data up to this instant has been told.
  std::vector<bar> advance(time_ns now);

  const counts& counted() const { return counts_; }

private:
  // What orders ticks within a span.
  struct place {
    time_ns market_ns;
    std::uint64_t id;

    friend auto operator<=>(const place&, const place&) = default;
  };
  struct open_bar {
    bar candle;
    place first;
    place last;
  };

  std::vector<bar> take(const place& at, price px, quantity qty, std::int64_t trades);

  symbol of_;
  time_ns length_ns_;
  time_ns grace_ns_;
  std::map<time_ns, open_bar> open_; // by start
  time_ns latest_tick_ns_ = std::numeric_limits<time_ns>::min();
  time_ns published_until_ns_ = std::numeric_limits<time_ns>::min();
  std::uint64_t quotes_told_ = 0;
  counts counts_;
};

} // namespace troupe::trading
