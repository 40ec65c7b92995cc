// Market data of one asset class, as it happens.
//
// Connects, authenticates and subscribes, and does so again after every loss, with back-off and
// jitter. What is wanted is state: want() may be called at any time, connected or not.
//
// With stream_options::encoding msgpack the venue is asked for MessagePack, and for JSON where it
// does not understand that. The data are the same.
//
// Lives on one io_context and its thread. A handler may call any function of the stream, but not
// destroy it. In steady state nothing is allocated for a quote.
#pragma once

#include "net/alpaca/access.hpp"
#include "net/alpaca/lasting_socket.hpp"
#include "net/alpaca/subscriptions.hpp"
#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/trade.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace troupe::net::alpaca {

struct data_stream_handlers {
  // Subscribed to all that is wanted: after the first connection and after each further one.
  std::function<void()> on_ready;
  std::function<void(const trading::quote&)> on_quote;
  std::function<void(const trading::trade&)> on_trade;
  std::function<void(const trading::bar&)> on_bar; // a minute's, also one corrected later
  // Extension: all data up to this instant has been told. In lockstep the market waits at `step`;
  // otherwise it is 0. `end`: the market's data is spent.
  std::function<void(trading::time_ns market_ns, std::uint64_t step, bool end)> on_tick;
  // Codes: `connection_lost`, `handshake_timeout`, `unauthorized`, `insufficient_subscription`,
  // `connection_limit`, `slow_client`, `venue_error`.
  std::function<void(const error&)> on_lost;
  // The venue refused a subscription and the connection stays: `symbol_limit`, `venue_error`.
  std::function<void(const error&)> on_refused;
};

// "/v2/iex" for stocks (the feed that needs no paid plan), "/v1beta3/crypto/us" for crypto.
std::string data_path(trading::asset_class kind);

class data_stream {
public:
  data_stream(boost::asio::io_context& io, const access& venue, std::string path,
              stream_options options, data_stream_handlers on);
  ~data_stream(); // as stop()
  data_stream(const data_stream&) = delete;
  data_stream& operator=(const data_stream&) = delete;

  void start();
  void stop(); // no handler runs afterwards
  bool ready() const;
  // Replaces what is wanted; the venue is told the difference. Ticks are left out where the venue
  // has no extensions.
  void want(subscriptions wanted);

  const stream_counters& counters() const;

private:
  class state;
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::alpaca
