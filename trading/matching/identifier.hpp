// Identifiers in the shape of a UUID that are computed instead of drawn, so that two runs of the
// same market name the same things alike. They are unique for a seed, not in the world.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::trading {

// What is identified; the same counter under another kind gives another identifier.
enum class identifier_kind : std::uint8_t {
  order,
  execution,
  client_order,
  asset,
  account,
  request,
  activity,
  watchlist
};

std::string make_identifier(std::uint64_t seed, identifier_kind kind, std::uint64_t counter);

// The counter of something that is known by its name: the same on every machine.
std::uint64_t hash_of_name(std::string_view name);

} // namespace troupe::trading
