// Market data of the past, by request and answer.
//
// Lives on one io_context and its thread; callbacks run there, once, never inside the call that
// was given them, and not after the client is destroyed. Pages are followed to the end. A page
// that fails for a passing reason (no answer, 5xx, 429) is asked for again, three times at most.
#pragma once

#include "net/alpaca/access.hpp"
#include "net/alpaca/request_gate.hpp"
#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace troupe::net::alpaca {

struct bar_query {
  std::vector<trading::symbol> symbols; // stocks and crypto may be mixed
  trading::time_ns start_ns = 0;        // of a bar's start, inclusive
  trading::time_ns end_ns = 0;          // of a bar's start, inclusive
  // A minute to 59, an hour to 23, or a day.
  trading::time_ns length_ns = trading::minute_ns;
};

struct history_options {
  gate_options gate;
  std::string feed = "iex"; // of stocks
  std::uint64_t seed = 0;   // of the back-off's jitter
};

class history_client {
public:
  template <class T>
  using on_result = std::function<void(result<T>)>;

  // bars() ends with `too_many_bars` beyond this.
  static constexpr std::size_t bars_max = 5'000'000;

  history_client(boost::asio::io_context& io, const access& venue, history_options options = {});
  ~history_client();
  history_client(const history_client&) = delete;
  history_client& operator=(const history_client&) = delete;

  // Sorted by start, then symbol. Symbols that the venue does not have yield nothing. Errors:
  // those of venue_error.hpp, `invalid_timeframe`, `too_many_bars`.
  void bars(bar_query wanted, on_result<std::vector<trading::bar>> done);
  // One each at most, sorted by symbol.
  void latest_quotes(const std::vector<trading::symbol>& symbols,
                     on_result<std::vector<trading::quote>> done);

  const gate_counters& counters() const;

private:
  class state;
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::alpaca
