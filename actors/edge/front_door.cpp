#include "actors/edge/front_door.hpp"

#include "trading/market/time.hpp"

#include <algorithm>
#include <string>

namespace troupe::actors {

namespace {

constexpr std::size_t redirects_max = 256; // connections at once
constexpr std::size_t refused_too = 64;    // that wait for their 503
constexpr int half_changed_max = 10;       // seconds

} // namespace

result<std::unique_ptr<front_door>> front_door::open(boost::asio::io_context& lane,
                                                     const config::edge_settings& settings,
                                                     handlers on) {
  std::unique_ptr<front_door> made(new front_door(settings, std::move(on)));
  if (const auto listening = made->listen(lane); !listening)
    return listening.failure();
  if (settings.redirect_port != 0)
    if (const auto pointing = made->point_to_https(lane); !pointing)
      return pointing.failure();
  return made;
}

front_door::~front_door() {
  redirect_.reset();
  server_.reset();
  tls_.reset();
}

result<void> front_door::listen(boost::asio::io_context& lane) {
  net::http::server_options options;
  options.address = settings_.address;
  options.port = static_cast<std::uint16_t>(settings_.port);
  options.connections_max = static_cast<std::size_t>(settings_.connections_max);
  options.refusal = on_.refusal;
  options.websocket_deflate = true;
  if (!settings_.tls_certificate.empty()) {
    seen_ = times_of_files();
    const auto who = net::tls::load(settings_.tls_certificate, settings_.tls_key);
    if (!who)
      return who.failure();
    auto opened = net::tls::door::open(lane, *who, options.connections_max + refused_too);
    if (!opened)
      return opened.failure();
    tls_ = std::move(*opened);
    options.gate = [this](net::http::tcp_stream accepted, auto enter) {
      tls_->take(std::move(accepted), std::move(enter));
    };
  }
  auto started =
      net::http::server::start(lane, std::move(options), on_.on_request, on_.on_upgrade);
  if (!started)
    return started.failure();
  server_ = std::move(*started);
  return {};
}

result<void> front_door::point_to_https(boost::asio::io_context& lane) {
  net::http::server_options options;
  options.address = settings_.address;
  options.port = static_cast<std::uint16_t>(settings_.redirect_port);
  options.connections_max = redirects_max;
  options.refusal = on_.refusal;
  auto started = net::http::server::start(
      lane, std::move(options),
      [port = server_->port()](const net::http::request& asked,
                               const net::http::respond& answer) {
        answer(actors::point_to_https(asked, port));
      },
      {});
  if (!started)
    return started.failure();
  redirect_ = std::move(*started);
  return {};
}

front_door::file_times front_door::times_of_files() const {
  std::error_code missing;
  return {std::filesystem::last_write_time(settings_.tls_certificate, missing),
          std::filesystem::last_write_time(settings_.tls_key, missing)};
}

void front_door::look(std::int64_t steady_ns) {
  if (!tls_ || steady_ns - looked_ns_ < trading::second_ns)
    return;
  looked_ns_ = steady_ns;
  const auto found = times_of_files();
  if (found == seen_)
    return;
  const auto who = net::tls::load(settings_.tls_certificate, settings_.tls_key);
  // Half of a new pair: the other half will come soon.
  const bool half = found.first == seen_.first || found.second == seen_.second;
  if (!who && half && ++half_changed_ < half_changed_max)
    return;
  half_changed_ = 0;
  seen_ = found;
  on_.on_changed(who ? tls_->change(*who) : result<void>(who.failure()));
}

net::http::response point_to_https(const net::http::request& asked, std::uint16_t https_port) {
  constexpr auto* letters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-[]:";
  auto host = std::string(net::http::header_value(asked.headers, "Host"));
  const auto bracket = host.rfind(']');
  const auto colon = host.find(':', bracket == std::string::npos ? 0 : bracket);
  host.resize(std::min(host.size(), colon));
  if (host.empty() || host.find_first_not_of(letters) != std::string::npos ||
      !asked.target.starts_with('/'))
    return {400, {}, {}};
  constexpr std::uint16_t usual_port = 443;
  if (https_port != usual_port)
    host += ":" + std::to_string(https_port);
  return {308, {{"Location", "https://" + host + asked.target}}, {}};
}

} // namespace troupe::actors
