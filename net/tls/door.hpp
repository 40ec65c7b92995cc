// The TLS end of a server: shakes hands with each client and hands the server a plain connection
// that carries what the client says.
//
// The plain connection is a pair of loopback sockets, one end of which is the door's, so that the
// server's HTTP and WebSocket code is the same with TLS and without, and costs nothing more
// without. How either side ends is passed on: an orderly end as one, a reset as a reset.
//
// TLS 1.2 and 1.3, forward secrecy and authenticated encryption only.
#pragma once

#include "net/http/dial.hpp"
#include "net/tls/identity.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace troupe::net::tls {

class door {
public:
  static constexpr std::chrono::milliseconds handshake_timeout{10'000};

  using on_plain = std::function<void(http::tcp_stream)>;

  // Error: `invalid_certificate`.
  // More than clients_max are closed at once; each takes 40 KiB and three descriptors.
  static result<std::unique_ptr<door>> open(boost::asio::io_context& io, const identity& who,
                                            std::size_t clients_max = 1088);
  ~door(); // as stop()

  // Another identity for who comes from now on; who is inside stays. Error: `invalid_certificate`.
  result<void> change(const identity& who);

  // `enter` gets the plain connection once hands are shaken; never, where that fails.
  void take(http::tcp_stream accepted, on_plain enter);
  std::size_t clients() const; // those that still shake hands included
  // Closes every connection.
  void stop();

private:
  class state;
  explicit door(std::shared_ptr<state> shared);
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::tls
