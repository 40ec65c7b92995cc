#include "actors/company/venue_host.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace troupe::actors {

result<std::unique_ptr<venue_host>>
venue_host::start(net::venue::server_options options,
                  std::unique_ptr<net::venue::market_source> market) {
  std::unique_ptr<venue_host> host(new venue_host);
  auto started = net::venue::server::start(host->io_, std::move(options), std::move(market));
  if (!started)
    return started.failure();
  host->server_ = std::move(started).value();
  host->url_ = host->server_->url();
  host->port_ = host->server_->port();
  host->thread_ = std::thread([&io = host->io_] { io.run(); });
  return host;
}

venue_host::~venue_host() { stop(); }

void venue_host::stop() {
  if (!thread_.joinable())
    return;
  boost::asio::post(io_, [this] {
    server_->stop();
    io_.stop();
  });
  thread_.join();
}

} // namespace troupe::actors
