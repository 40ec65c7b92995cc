// How Alpaca's objects name an asset besides its symbol.
#pragma once

#include "trading/market/symbol.hpp"
#include "trading/matching/identifier.hpp"

#include <string>
#include <string_view>

namespace troupe::actors {

// In the shape of a UUID, computed from the name: the same on every node, not the venue's.
inline std::string asset_id_of(const trading::symbol& name) {
  return trading::make_identifier(0, trading::identifier_kind::asset,
                                  trading::hash_of_name(name.text()));
}

inline std::string_view asset_class_of(const trading::symbol& name) {
  return name.is_crypto() ? "crypto" : "us_equity";
}

} // namespace troupe::actors
