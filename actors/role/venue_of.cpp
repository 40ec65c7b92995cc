#include "actors/role/venue_of.hpp"

#include <stdexcept>

namespace troupe::actors {

net::alpaca::access venue_of(const config::venue_access& configured) {
  auto access = net::alpaca::resolve(
      {configured.base_url, configured.data_url, configured.stream_url},
      {configured.key_id, configured.secret_key});
  if (!access)
    throw std::invalid_argument(access.failure().message);
  access->extensions = configured.extensions;
  return std::move(access).value();
}

} // namespace troupe::actors
