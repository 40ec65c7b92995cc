// Bad network: connections whose bytes creep, or that are reset in the middle. It stands before
// the server (and before its TLS), which knows nothing of it.
#pragma once

#include "net/http/dial.hpp"
#include "net/venue/faults/socket_faults.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <functional>
#include <memory>

namespace troupe::net::venue {

class rough_wires {
public:
  static constexpr std::size_t wires_max = 1024; // more are smooth

  using on_connection = std::function<void(http::tcp_stream)>;

  explicit rough_wires(boost::asio::io_context& io);
  ~rough_wires(); // as stop()
  rough_wires(const rough_wires&) = delete;
  rough_wires& operator=(const rough_wires&) = delete;

  // Hands `enter` a connection whose other end is the client's, over a wire of this kind.
  void lay(http::tcp_stream accepted, const roughness& how, const on_connection& enter);
  // Closes every connection that has come over a wire.
  void stop();

private:
  class state;
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::venue
