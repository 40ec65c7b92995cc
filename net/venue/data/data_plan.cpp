#include "net/venue/data/data_plan.hpp"

namespace troupe::net::venue {

result<data_plan> data_plan::named(std::string_view name) {
  if (name == "open")
    return data_plan{};
  if (name == "plus")
    return data_plan{.connections_per_stream = 1};
  if (name == "basic")
    return data_plan{.connections_per_stream = 1,
                     .symbols_max = 30,
                     .books_max = 10,
                     .consolidated = false,
                     .requests_a_minute = 200};
  return error{"unknown_plan",
               "\"" + std::string(name) + "\" is not a plan: use open, plus or basic"};
}

} // namespace troupe::net::venue
