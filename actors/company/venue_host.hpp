// The built-in venue on a thread of its own, reached by its port like any other venue.
#pragma once

#include "net/venue/market_source.hpp"
#include "net/venue/server.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>
#include <thread>

namespace troupe::actors {

class venue_host {
public:
  // Errors: those of net::venue::server::start.
  static result<std::unique_ptr<venue_host>>
  start(net::venue::server_options options, std::unique_ptr<net::venue::market_source> market);
  ~venue_host(); // as stop()

  const std::string& url() const { return url_; }
  std::uint16_t port() const { return port_; }
  void stop();

private:
  venue_host() = default;

  boost::asio::io_context io_{1};
  std::unique_ptr<net::venue::server> server_;
  std::string url_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

} // namespace troupe::actors
