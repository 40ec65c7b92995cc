#include "net/venue/data/stream_feed.hpp"

namespace troupe::net::venue {

namespace {

constexpr stream_endpoint stream_endpoints[] = {
    {"/v2/iex", data_feed::stocks},
    {"/v2/sip", data_feed::stocks, true},
    {"/v2/delayed_sip", data_feed::stocks, false, true},
    {"/v1beta1/overnight", data_feed::stocks},
    {"/v1beta1/boats", data_feed::stocks},
    {"/v2/test", data_feed::test},
    {"/v1beta3/crypto/us", data_feed::crypto},
    {"/v1beta3/crypto/us-1", data_feed::crypto},
    {"/v1beta3/crypto/us-2", data_feed::crypto},
    {"/v1beta3/crypto/eu-1", data_feed::crypto},
    {"/v1beta3/crypto/bs-1", data_feed::crypto},
    {"/v1beta2/crypto", data_feed::crypto},
    {"/v1beta1/news", data_feed::news},
    {"/v1beta1/indicative", data_feed::options},
    {"/v1beta1/opra", data_feed::options},
};

} // namespace

std::optional<stream_endpoint> stream_endpoint_at(std::string_view path) {
  for (const auto& known : stream_endpoints)
    if (known.path == path)
      return known;
  return std::nullopt;
}

} // namespace troupe::net::venue
