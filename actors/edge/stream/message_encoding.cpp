#include "actors/edge/stream/message_encoding.hpp"

#include <nlohmann/json.hpp>

namespace troupe::actors {

using nlohmann::json;

bool offers_msgpack(const net::http::request& upgrade) {
  const auto offered = net::http::header_value(upgrade.headers, "Sec-WebSocket-Protocol");
  return offered.substr(0, offered.find_first_of(", ")) == "msgpack";
}

std::string to_msgpack(std::string_view text) {
  std::string bytes;
  json::to_msgpack(json::parse(text), nlohmann::detail::output_adapter<char>(bytes));
  return bytes;
}

std::string from_msgpack(std::string_view bytes) {
  const auto value = json::from_msgpack(bytes.begin(), bytes.end(), true, false);
  return value.is_discarded() ? std::string()
                              : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace troupe::actors
