// Where the edge listens: one port, with TLS where a certificate is configured, and beside it, if
// wanted, a port of plain HTTP that only points to the other.
//
// The certificate's files are looked at once a second: changed ones count for who comes from then
// on, and where they cannot be used, the ones in use stay and the reason is told. Belongs to one
// lane.
#pragma once

#include "config/settings.hpp"
#include "net/http/server.hpp"
#include "net/tls/door.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <utility>

namespace troupe::actors {

class front_door {
public:
  struct handlers {
    net::http::refusal_maker refusal;
    net::http::request_handler on_request;
    net::http::upgrade_handler on_upgrade;
    std::function<void(const result<void>&)> on_changed; // certificates
  };

  // Errors: `port_taken`, `listen_failed`, `file_unreadable`, `invalid_certificate`.
  static result<std::unique_ptr<front_door>> open(boost::asio::io_context& lane,
                                                  const config::edge_settings& settings,
                                                  handlers on);
  ~front_door();

  std::uint16_t port() const { return server_->port(); }
  std::uint16_t redirect_port() const { return redirect_ ? redirect_->port() : 0; }
  void look(std::int64_t steady_ns);

private:
  using file_times = std::pair<std::filesystem::file_time_type, std::filesystem::file_time_type>;

  front_door(config::edge_settings settings, handlers on)
      : settings_(std::move(settings)), on_(std::move(on)) {}
  result<void> listen(boost::asio::io_context& lane);
  result<void> point_to_https(boost::asio::io_context& lane);
  file_times times_of_files() const;

  config::edge_settings settings_;
  handlers on_;
  std::unique_ptr<net::tls::door> tls_; // none: plain HTTP
  std::unique_ptr<net::http::server> server_;
  std::unique_ptr<net::http::server> redirect_;
  file_times seen_;
  std::int64_t looked_ns_ = 0;
  int half_changed_ = 0; // looks in a row
};

// What plain HTTP is answered: 308 to the same path at `https_port`, 400 without a usable Host.
net::http::response point_to_https(const net::http::request& asked, std::uint16_t https_port);

} // namespace troupe::actors
