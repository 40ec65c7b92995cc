#include "net/alpaca/packed_json.hpp"

#include <nlohmann/json.hpp>

namespace troupe::net::alpaca {

std::string packed_json(std::string_view json) {
  std::string bytes;
  nlohmann::json::to_msgpack(nlohmann::json::parse(json),
                             nlohmann::detail::output_adapter<char>(bytes));
  return bytes;
}

} // namespace troupe::net::alpaca
