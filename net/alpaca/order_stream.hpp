// What happens to the account's orders, as it happens: the venue's /stream.
//
// Connects, authenticates, listens to trade_updates, and does so again after every loss, with
// back-off and jitter. The venue repeats nothing: on every on_ready the owner asks for the orders
// it may have missed (trading_client::orders, missed_events).
//
// Lives on one io_context and its thread. A handler may call any function of the stream, but not
// destroy it.
#pragma once

#include "net/alpaca/access.hpp"
#include "net/alpaca/lasting_socket.hpp"
#include "net/alpaca/reports.hpp"
#include "trading/market/time.hpp"
#include "trading/orders/order.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <memory>

namespace troupe::net::alpaca {

struct order_stream_handlers {
  // Listening: after the first connection and after each further one.
  std::function<void()> on_ready;
  // The event, and the order as it is after it.
  std::function<void(const trading::order_event&, const order_report&)> on_event;
  // Codes: `connection_lost`, `handshake_timeout`, `unauthorized`, `venue_error`.
  std::function<void(const error&)> on_lost;
  // Extension: the market waits at this step for answer_barrier.
  std::function<void(std::uint64_t step, trading::time_ns market_ns)> on_barrier;
  // Extension: every event up to sync(step) has been told.
  std::function<void(std::uint64_t step)> on_synced;
};

class order_stream {
public:
  order_stream(boost::asio::io_context& io, const access& venue, stream_options options,
               order_stream_handlers on);
  ~order_stream(); // as stop()
  order_stream(const order_stream&) = delete;
  order_stream& operator=(const order_stream&) = delete;

  void start();
  void stop(); // no handler runs afterwards
  bool ready() const;

  // Both do nothing without the extensions, and are false while not ready: after the next
  // on_ready, answer_barrier(0) brings back what is outstanding.
  bool answer_barrier(std::uint64_t step);
  bool sync(std::uint64_t step);

  const stream_counters& counters() const;

private:
  class state;
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::alpaca
