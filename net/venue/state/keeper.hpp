// Keeps a venue's state over restarts: has everything that changes it written down before it
// happens, and takes it again at the next start. Without a log it does nothing.
//
// So whatever a client was told outlives a killed process: the answer to a request, an order
// event, an instant of the market. A machine that stops may lose the last sync_period of it. What
// cannot be written down does not happen: the request is refused, the market waits.
//
// The log has some 120 bytes for an instant of the market and 400 for an order; restoring takes
// about 20 microseconds of each. Nothing is ever taken out of it: a venue that is to begin anew
// gets another home.
#pragma once

#include "net/http/message.hpp"
#include "net/venue/exchange.hpp"
#include "net/venue/market_source.hpp"
#include "net/venue/state/entry.hpp"
#include "net/venue/state/state_log.hpp"
#include "trading/result.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>

namespace troupe::net::venue {

inline constexpr std::chrono::milliseconds sync_period{1000};

// The log's first entry; none in a new log. Errors: the log's, `unknown_entry`, `invalid_home`.
result<std::optional<opening>> read_opening(state_log& log);

class keeper {
public:
  using answer_handler = std::function<http::response(const http::request&)>;

  explicit keeper(std::shared_ptr<state_log> log) : log_(std::move(log)) {}

  // Brings the market, as it was made, to where it was. A new log gets `as_now` instead. Errors:
  // the log's, `unknown_entry`, `invalid_home` (begun with other terms; the message has both),
  // `state_diverged` (the same things do not give the same state: written by another version).
  result<void> restore(const opening& as_now, exchange& market, market_source& source,
                       const answer_handler& take);

  // -- to be called before it happens
  result<void> about_to_take(const market_instant& instant);
  result<void> about_to_answer(const http::request& asked, trading::time_ns now);
  // -- and within the request or instant, and after the request
  void asked(const fault_asked& fault, trading::time_ns now);
  void answered(const http::response& answer, const exchange& market);

  // What was answered when what is being taken again asked this the first time.
  bool struck_before(fault_ask what, const trading::symbol& of);
  void sync();
  std::uint64_t times_resumed() const { return times_resumed_; } // this time included

private:
  result<void> write(const state_entry& entry, trading::time_ns now);
  result<std::optional<state_entry>> next();
  result<void> take_again(const state_entry& entry, exchange& market, market_source& source,
                          const answer_handler& take);
  result<void> gather_faults();
  result<void> move_again(const moved& entry, exchange& market, market_source& source);

  std::shared_ptr<state_log> log_;
  std::uint64_t answers_hash_ = 0;
  std::deque<fault_asked> asked_before_; // by what is being taken again
  std::optional<state_entry> ahead_;
  std::vector<fault_asked> owed_; // could not be written; go before anything else
  std::uint64_t times_resumed_ = 0;
  bool unsynced_ = false;
};

} // namespace troupe::net::venue
