// What lists of a period are asked with: `from`, `to` and `limit`.
#pragma once

#include "actors/edge/rest/call.hpp"

#include <cstddef>

namespace troupe::actors {

// Into a query that has from_ns, to_ns and limit; a bound that is not given stays as it is there.
// Error: `invalid_parameter`.
template <class Query>
result<void> read_period(const call& asked, std::size_t limit_default, std::size_t limit_max,
                         Query& wanted) {
  const auto from = asked.time_parameter("from");
  if (!from)
    return from.failure();
  const auto to = asked.time_parameter("to");
  if (!to)
    return to.failure();
  const auto limit = asked.limit_parameter(limit_default, limit_max);
  if (!limit)
    return limit.failure();
  wanted.from_ns = from->value_or(wanted.from_ns);
  wanted.to_ns = to->value_or(wanted.to_ns);
  wanted.limit = *limit;
  return {};
}

} // namespace troupe::actors
