// An HTTP and WebSocket server on one io_context.
#pragma once

#include "net/http/dial.hpp"
#include "net/http/message.hpp"
#include "net/http/wire.hpp"
#include "net/websocket/connection.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

namespace troupe::net::http {

// What stands before HTTP, such as TLS: it gets each accepted connection and calls `enter` with the
// one that HTTP is to be spoken on, at once, later, or never. The client's address is the accepted
// connection's.
using gate = std::function<void(tcp_stream accepted, std::function<void(tcp_stream)> enter)>;

// How the server says no where no handler is asked: the status, and why.
using refusal_maker = std::function<response(int status, std::string_view message)>;

struct server_options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;             // 0 takes a free one
  std::size_t connections_max = 1024; // more are answered 503 and closed
  std::size_t header_bytes_max = 16u << 10;
  std::size_t body_bytes_max = 1u << 20;
  std::chrono::milliseconds header_timeout{10000};  // for a header, from its first byte on
  std::chrono::milliseconds request_timeout{30000}; // for a whole request, and between two
  // Where there is no room, the one that has said nothing for longest, and at least so long, makes
  // room for the next.
  std::chrono::milliseconds idle_protected{2000};
  std::size_t websocket_message_bytes_max = 1u << 20;
  std::size_t websocket_queue_bytes_max = 4u << 20; // per connection; then closed with 1008
  bool websocket_deflate = false; // whether permessage-deflate is granted to who offers it
  refusal_maker refusal = http::refusal; // as Alpaca's
  http::gate gate;                                  // none: straight in
};

// Answers one request: call it once, now or later, on the io_context's thread.
using respond = std::function<void(response)>;
using request_handler = std::function<void(request, respond)>;
// An upgrade request: handlers accept it, a response refuses it.
using upgrade_answer = std::variant<response, websocket::handlers>;
using upgrade_handler = std::function<upgrade_answer(const request&)>;

// Requests of one connection are answered in order. Malformed or oversize input gets its 4xx and
// never reaches the handlers; so does what two readers could take for different requests: a length
// that is told twice or beside chunks, an unknown transfer encoding, no Host or several.
class server {
public:
  // Listens at once. Error `port_taken` names address and port; `listen_failed` otherwise.
  static result<std::unique_ptr<server>> start(boost::asio::io_context& io, server_options options,
                                               request_handler on_request,
                                               upgrade_handler on_upgrade);
  ~server(); // as stop()

  std::uint16_t port() const;
  std::size_t connections() const;
  // Stops listening and closes every connection. WebSockets get 1001, and their on_close is called
  // before this returns.
  void stop();

private:
  class state;
  explicit server(std::shared_ptr<state> shared);
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::http
