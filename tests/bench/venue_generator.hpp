// The venue of the benches: sends a quote, and measures until the order that it causes is here.
//
// It serves one client on one port, on the caller's thread: REST, the order stream at /stream, the
// crypto data stream, and at "/" a bare data stream that needs no handshake. Every order is
// accepted and then filled whole at one price. The bare relay and the whole system are measured by
// this same code, so what it costs itself is in both figures alike.
#pragma once

#include "tests/bench/latency_figures.hpp"
#include "tests/bench/wire_frames.hpp"
#include "trading/market/time.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace troupe::bench {

// From just before a quote's frame is written until its order is out of the other's socket, which
// is when the venue's kernel has its last byte; and until the venue's thread has read that, which
// holds how long this machine takes to run a second thread besides.
struct tick_to_order_samples {
  latency_samples sent_ns;
  latency_samples read_ns;
};

class venue_generator {
public:
  // Listens on a free port of 127.0.0.1.
  venue_generator();
  ~venue_generator();
  venue_generator(const venue_generator&) = delete;
  venue_generator& operator=(const venue_generator&) = delete;

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  // Serves until a client listens to market data; false when it does not within the limit.
  bool await_subscriber(std::chrono::seconds limit);

  // One quote every millisecond, `wanted` of them, after a tenth as many that are not counted.
  // Quotes that no order follows within 100 ms are counted in unanswered(); ends early, with what
  // it has, once these are more than a tenth.
  tick_to_order_samples tick_to_order(int wanted);
  int unanswered() const { return unanswered_; }

private:
  enum class role : std::uint8_t { http, orders, data };

  struct connection {
    explicit connection(boost::asio::ip::tcp::socket accepted) : socket(std::move(accepted)) {}
    boost::asio::ip::tcp::socket socket;
    role plays = role::http;
    std::string received;
    std::int64_t arrived_utc_ns = 0; // the last of it
    std::string arriving = std::string(16384, '\0');
  };
  struct round_trip {
    std::int64_t sent_ns;
    std::int64_t read_ns;
  };
  using held = std::shared_ptr<connection>;

  void accept();
  void read(const held& from);
  void serve(const held& from);
  void answer(connection& to, const http_request& request);
  void upgrade(const held& from, const http_request& request);
  void take_message(connection& from, std::string_view message);
  void take_order(connection& from, std::string_view body);
  void send(connection& to, const std::string& bytes);
  void serve_until(std::chrono::steady_clock::time_point then);
  std::optional<round_trip> round();

  boost::asio::io_context io_{1};
  boost::asio::ip::tcp::acceptor acceptor_;
  std::list<held> connections_;
  held data_;
  held orders_;
  trading::time_ns market_ns_;
  std::uint64_t order_count_ = 0;
  bool subscribed_ = false;
  bool order_awaited_ = false;
  std::chrono::steady_clock::time_point order_read_;
  std::int64_t order_sent_utc_ns_ = 0;
  int unanswered_ = 0;
};

} // namespace troupe::bench
