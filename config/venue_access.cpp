#include "config/venue_access.hpp"

#include <array>

namespace troupe::config {

namespace {

constexpr std::string_view paper_url = "https://paper-api.alpaca.markets";
constexpr std::string_view alpaca_data_url = "https://data.alpaca.markets";
constexpr std::string_view alpaca_stream_url = "wss://stream.data.alpaca.markets";
constexpr std::string_view paper_host = "paper-api.alpaca.markets";
constexpr std::string_view alpaca_domain = "alpaca.markets";

// "https://host:port/v2/" is given with or without its tail.
std::string trimmed(std::string_view url) {
  while (url.ends_with('/'))
    url.remove_suffix(1);
  if (url.ends_with("/v2"))
    url.remove_suffix(3);
  return std::string(url);
}

// As the network would understand it, however it is written: a live venue is never to be taken
// for another one.
std::string host_of(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const auto user = url.rfind('@'); user != std::string_view::npos)
    url.remove_prefix(user + 1);
  url = url.substr(0, url.find(':'));
  if (url.ends_with('.'))
    url.remove_suffix(1);
  std::string host(url);
  for (auto& letter : host)
    if (letter >= 'A' && letter <= 'Z')
      letter = static_cast<char>(letter - 'A' + 'a');
  return host;
}

bool is_alpaca(std::string_view host) {
  return host == alpaca_domain ||
         (host.ends_with(alpaca_domain) && host[host.size() - alpaca_domain.size() - 1] == '.');
}

std::string as_socket(std::string_view url) {
  if (url.starts_with("https://"))
    return "wss://" + std::string(url.substr(8));
  if (url.starts_with("http://"))
    return "ws://" + std::string(url.substr(7));
  return std::string(url);
}

venue_kind kind_of(const settings& from) {
  if (from.alpaca.base_url.empty())
    return from.alpaca.key_id.empty() ? venue_kind::builtin : venue_kind::paper;
  const auto host = host_of(from.alpaca.base_url);
  if (!is_alpaca(host))
    return venue_kind::simulated;
  return host == paper_host ? venue_kind::paper : venue_kind::live;
}

std::string base_url_of(const settings& from, venue_kind kind) {
  if (kind == venue_kind::builtin)
    return "http://127.0.0.1:" + std::to_string(from.venue.port);
  return from.alpaca.base_url.empty() ? std::string(paper_url) : trimmed(from.alpaca.base_url);
}

std::string given_or(const std::string& given, std::string otherwise) {
  return given.empty() ? std::move(otherwise) : trimmed(given);
}

} // namespace

std::string_view to_text(venue_kind kind) {
  constexpr std::array<std::string_view, 4> words{"builtin", "simulated", "paper", "live"};
  return words.at(static_cast<std::size_t>(kind));
}

venue_access resolve(const settings& from) {
  venue_access access;
  access.kind = kind_of(from);
  access.extensions = access.kind == venue_kind::builtin ||
                      (access.kind == venue_kind::simulated && from.alpaca.extensions);
  access.trading_allowed = access.kind != venue_kind::live || from.trading.allow_live;
  access.key_id = from.alpaca.key_id;
  access.secret_key = from.alpaca.secret_key;
  access.base_url = base_url_of(from, access.kind);
  access.orders_url = as_socket(access.base_url) + "/stream";
  if (access.kind == venue_kind::builtin) {
    access.key_id = "builtin";
    access.secret_key = "builtin";
    access.data_url = access.base_url;
    access.stream_url = as_socket(access.base_url);
    return access;
  }
  const bool own_host = access.kind == venue_kind::simulated;
  access.data_url =
      given_or(from.alpaca.data_url, own_host ? access.base_url : std::string(alpaca_data_url));
  access.stream_url = given_or(from.alpaca.stream_url, own_host ? as_socket(access.base_url)
                                                                : std::string(alpaca_stream_url));
  return access;
}

} // namespace troupe::config
