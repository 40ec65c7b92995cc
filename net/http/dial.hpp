// One attempt to reach an endpoint by TCP: look the name up, try its addresses in turn, all within
// one time limit. TCP_NODELAY is set on the socket that comes of it.
#pragma once

#include "net/http/endpoint.hpp"
#include "trading/result.hpp"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace troupe::net::http {

// A socket of the io_context itself: no polymorphic executor on the way of a byte.
using tcp_stream =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

class dial : public std::enable_shared_from_this<dial> {
public:
  // Errors: `connect_failed`, `connect_timeout`; the message names host:port and cause.
  using on_connected = std::function<void(result<tcp_stream>)>;

  // `done` follows once, never inside this call.
  static std::shared_ptr<dial> start(boost::asio::io_context& io, const endpoint& where,
                                     std::chrono::milliseconds limit, on_connected done);
  virtual ~dial() = default;
  virtual void cancel() = 0; // `done` is not called any more
};

// "host:port", as messages name a server.
std::string peer_name(const endpoint& where);

} // namespace troupe::net::http
