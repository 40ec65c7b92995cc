// Opens a WebSocket to a server, plain or over TLS (certificate and host name verified).
#pragma once

#include "net/http/endpoint.hpp"
#include "net/http/message.hpp"
#include "net/websocket/connection.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace troupe::net::websocket {

struct client_options {
  std::vector<http::header> headers; // of the upgrade request
  std::chrono::milliseconds connect_timeout{5000};
  std::chrono::milliseconds idle_timeout{30000}; // pings at half of it, lost when it passes
  std::size_t message_bytes_max = 16u << 20;
  std::size_t queue_bytes_max = 16u << 20;
};

// Returns at once. on_open follows, or on_close with 1006 and a reason that names host, port and
// cause. There is no reconnecting here: the owner decides when to open again.
void open(boost::asio::io_context& io, const http::endpoint& where, std::string path,
          client_options options, handlers on);

} // namespace troupe::net::websocket
