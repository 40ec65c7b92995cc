// One attempt to reach an endpoint over TLS: connect and shake hands within one time limit.
//
// TLS 1.2 at least. The certificate is checked against the system's authorities (OpenSSL's default
// paths) and against the host's name, which is also sent as SNI.
#pragma once

#include "net/http/dial.hpp"

#include <boost/asio/ssl/stream.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace troupe::net::tls {

using stream = boost::asio::ssl::stream<http::tcp_stream>;

class dial : public std::enable_shared_from_this<dial> {
public:
  // Errors: `connect_failed`, `connect_timeout`; the message names host:port and cause.
  using on_connected = std::function<void(result<stream>)>;

  // `done` follows once, never inside this call.
  static std::shared_ptr<dial> start(boost::asio::io_context& io, const http::endpoint& where,
                                     std::chrono::milliseconds limit, on_connected done);
  virtual ~dial() = default;
  virtual void cancel() = 0; // `done` is not called any more
};

} // namespace troupe::net::tls
