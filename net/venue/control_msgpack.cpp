#include "net/venue/control_msgpack.hpp"

#include "net/alpaca/packed_json.hpp"

#include <msgpack/null_visitor.hpp>
#include <msgpack/unpack.hpp>

#include <nlohmann/json.hpp>

namespace troupe::net::venue {

namespace {

// nlohmann's reader goes one call deeper for each level, and the client chooses their number.
struct depth_check : msgpack::null_visitor {
  static constexpr int levels_max = 4;
  int levels = 0;

  bool start_array(std::uint32_t) { return ++levels <= levels_max; }
  bool start_map(std::uint32_t) { return ++levels <= levels_max; }
  bool end_array() { return --levels >= 0; }
  bool end_map() { return --levels >= 0; }
};

} // namespace

std::string packed_control(std::string_view json) {
  // Maps are ordered by key there, and "T" sorts before the small letters of the others.
  return alpaca::packed_json(json);
}

std::string control_text(std::string_view packed) {
  depth_check check;
  std::size_t read = 0;
  if (!msgpack::parse(packed.data(), packed.size(), read, check))
    return {};
  const auto message = nlohmann::json::from_msgpack(packed, true, false);
  if (message.is_discarded())
    return {};
  return message.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace troupe::net::venue
