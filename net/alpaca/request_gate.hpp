// The one way out for requests to a venue: keeps the order, the urgency and the rate limit.
//
// Requests wait in a queue of gate_options::waiting_max; more are refused with `queue_full`.
// Orders and cancels have connections of their own, so that no slow query holds one up. The rate
// limit is learned from the X-RateLimit headers of the answers; after an answer 429 nothing
// leaves for Retry-After, or for one second where the venue does not say. An order that has waited
// for order_wait_max does not leave any more: it ends with `waited_too_long`.
#pragma once

#include "net/alpaca/access.hpp"
#include "net/http/client.hpp"
#include "net/http/message.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace troupe::net::alpaca {

enum class urgency : std::uint8_t { cancel, order, query };

struct gate_options {
  std::size_t waiting_max = 1024;
  std::size_t order_connections = 1; // one keeps the order in which orders reach the venue
  std::size_t query_connections = 2;
  std::chrono::milliseconds connect_timeout{5000};
  std::chrono::milliseconds response_timeout{10000};
  std::chrono::milliseconds order_wait_max{0}; // 0 for no bound
};

struct gate_counters {
  std::uint64_t sent = 0;
  std::uint64_t refused_full = 0; // the queue was full
  std::uint64_t held_back = 0;    // waited for the rate limit
  std::uint64_t rate_limited = 0; // answers 429
  std::uint64_t expired = 0;      // orders that waited too long
  std::uint64_t unanswered = 0;   // ended without an answer
};

class request_gate {
public:
  request_gate(boost::asio::io_context& io, const http::endpoint& where, const credentials& keys,
               gate_options options);
  ~request_gate(); // no callback runs afterwards
  request_gate(const request_gate&) = delete;
  request_gate& operator=(const request_gate&) = delete;

  // `done` runs once, on the io_context's thread, never inside this call. `may_leave` has the last
  // word, when the request has waited for everything (http/client.hpp).
  void send(http::request message, urgency how, http::client::on_response done,
            http::client::on_leaving may_leave = {});

  const gate_counters& counters() const;

private:
  class state;
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::alpaca
