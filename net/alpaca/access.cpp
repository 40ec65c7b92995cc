#include "net/alpaca/access.hpp"

#include <algorithm>

namespace troupe::net::alpaca {

namespace {

constexpr std::string_view alpaca_domain = "alpaca.markets";
constexpr std::string_view paper_host = "paper-api.alpaca.markets";
constexpr std::string_view data_url = "https://data.alpaca.markets";
constexpr std::string_view stream_url = "wss://stream.data.alpaca.markets";
constexpr std::string_view version_path = "/v2"; // part of every request's own path

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return result;
}

result<http::endpoint> parse_without_version(std::string_view url) {
  auto where = http::endpoint::parse(url);
  if (where && where->base_path.ends_with(version_path))
    where->base_path.resize(where->base_path.size() - version_path.size());
  return where;
}

// The other service's place: as configured, else Alpaca's, else where the trading side is.
result<http::endpoint> place_of(std::string_view configured, std::string_view alpacas,
                                const http::endpoint& trading) {
  if (!configured.empty())
    return parse_without_version(configured);
  if (is_alpaca_host(trading.host))
    return http::endpoint::parse(alpacas);
  return trading;
}

} // namespace

bool access::is_live() const {
  return is_alpaca_host(trading.host) && lower(trading.host) != paper_host;
}

std::vector<http::header> access::key_headers() const {
  return {{"APCA-API-KEY-ID", keys.key_id}, {"APCA-API-SECRET-KEY", keys.secret}};
}

result<access> resolve(const venue_urls& urls, credentials keys) {
  if (keys.key_id.empty() || keys.secret.empty())
    return error{"missing_credentials", "the venue at '" + urls.trading +
                                            "' needs a key and a secret; set ALPACA_API_KEY and "
                                            "ALPACA_SECRET_KEY"};
  auto trading = parse_without_version(urls.trading);
  if (!trading)
    return trading.failure();
  auto data = place_of(urls.data, data_url, *trading);
  if (!data)
    return data.failure();
  auto stream = place_of(urls.stream, stream_url, *trading);
  if (!stream)
    return stream.failure();
  const bool extensions = !is_alpaca_host(trading->host) && !is_alpaca_host(data->host) &&
                          !is_alpaca_host(stream->host);
  return access{std::move(*trading), std::move(*data), std::move(*stream), std::move(keys),
                extensions};
}

bool is_alpaca_host(std::string_view host) {
  const auto name = lower(host);
  return name == alpaca_domain || name.ends_with("." + std::string(alpaca_domain));
}

} // namespace troupe::net::alpaca
