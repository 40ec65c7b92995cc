// A keep-alive HTTP client on one io_context, plain or over TLS. Nothing in it blocks.
#pragma once

#include "net/http/endpoint.hpp"
#include "net/http/message.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace troupe::net::http {

struct client_options {
  std::vector<header> headers; // sent with every request
  std::size_t connections_max = 4;
  std::size_t waiting_max = 1024; // requests queued for a free connection; more are refused
  std::chrono::milliseconds connect_timeout{5000};
  std::chrono::milliseconds response_timeout{10000};
  std::size_t response_bytes_max = 64u << 20;
};

// Requests beyond connections_max wait their turn, first come first served; with one connection
// they reach the server in the order in which they were sent.
//
// The error code tells whether the request may have reached the server:
//   never sent: `connect_failed`, `connect_timeout`, `queue_full`, `client_stopped`;
//   perhaps:    `connection_lost`, `response_timeout`, `invalid_response`.
// A request is never sent twice: what to repeat is for the caller to decide.
class client {
public:
  using on_response = std::function<void(result<response>)>;
  // Asked once, right before the first byte of a request would be written; an error keeps the
  // request back, and is its outcome. It may not call the client.
  using on_leaving = std::function<result<void>()>;

  client(boost::asio::io_context& io, endpoint where, client_options options);
  ~client(); // as stop()
  client(const client&) = delete;
  client& operator=(const client&) = delete;

  // Call on the io_context's thread; `done` runs there too, once, never inside this call.
  void send(request message, on_response done, on_leaving may_leave = {});
  // Closes every connection; what was under way ends with an error.
  void stop();

private:
  class state;
  std::shared_ptr<state> state_;
};

// Whether an error of send() leaves open what the server did.
bool may_have_been_sent(const error& failure);

} // namespace troupe::net::http
