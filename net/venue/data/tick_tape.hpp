// The quotes and trades that the venue has published, and the queries over them.
//
// What the market brought is kept as it was told. A bar that was published while its symbol had
// never been quoted, or traded singly, stands for its quote, or its trades (derived_ticks.hpp):
// the data streams decide by the same question, so that history and stream agree.
//
// Bounded: of each symbol the latest kept_max quotes and as many trades; older ones fall out.
#pragma once

#include "net/venue/data/bar_tape.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/trade.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

// A trade as history shows it: empty while it stands, else `canceled`, `incorrect`, or, of the one
// in the place of an incorrect one, `corrected`.
struct told_trade : trading::trade {
  std::string_view fate;

  bool stands() const { return fate.empty() || fate == "corrected"; }
};

class tick_tape {
public:
  static constexpr std::size_t kept_max = 1u << 14;

  // Derives from these bars, with quotes this far to either side of the close.
  tick_tape(const bar_tape& bars, std::int64_t half_spread_bps)
      : bars_(bars), half_spread_bps_(half_spread_bps) {}

  void add(const trading::quote& told);
  void add(const trading::trade& told);
  // Of trades that are still kept; others are left as they are.
  void cancel(const trading::trade& told);
  void correct(const trading::trade& wrong, const trading::trade& right);

  // Whether the market itself has brought one by now.
  bool quotes_come(const trading::symbol& of) const;
  bool trades_come(const trading::symbol& of) const;
  // What the bar stands for; nothing once the market brings its own.
  std::optional<trading::quote> quote_for(const trading::bar& published) const;
  std::vector<trading::trade> trades_for(const trading::bar& published) const;

  // Those stamped within [first_ns, last_ns], ascending.
  std::vector<trading::quote> quotes(const trading::symbol& of, trading::time_ns first_ns,
                                     trading::time_ns last_ns) const;
  std::vector<told_trade> trades(const trading::symbol& of, trading::time_ns first_ns,
                                 trading::time_ns last_ns) const;
  // The last that stands.
  std::optional<trading::trade> latest_trade(const trading::symbol& of) const;

private:
  template <class Event>
  struct kept {
    std::deque<Event> events;
    trading::time_ns first_ns = 0; // of the first ever
  };
  template <class Event>
  using kept_by_symbol = std::map<trading::symbol, kept<Event>>;

  template <class Event>
  static void keep(kept_by_symbol<Event>& all, const Event& told);
  told_trade* find(const trading::trade& told);
  template <class Event, class Derive>
  std::vector<Event> within(const kept_by_symbol<Event>& all, const trading::symbol& of,
                            trading::time_ns first_ns, trading::time_ns last_ns,
                            Derive derive) const;

  const bar_tape& bars_;
  std::int64_t half_spread_bps_;
  kept_by_symbol<trading::quote> quotes_;
  kept_by_symbol<told_trade> trades_;
};

} // namespace troupe::net::venue
