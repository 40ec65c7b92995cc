#include "net/venue/data/market_msgpack.hpp"

#include "net/venue/data/message_kinds.hpp"
#include "net/venue/data/message_members.hpp"
#include "net/venue/data/packed_map.hpp"

namespace troupe::net::venue {

namespace {

template <class Told>
std::string packed_map_of(const Told& told, std::string_view symbol) {
  packed_map map;
  map.text("T", letter_of(told));
  if (!symbol.empty())
    map.text("S", symbol);
  std::visit([&map](const auto& each) { put_members(map, each); }, told);
  return map.take();
}

} // namespace

std::string packed_object(const stream_message& told) {
  return packed_map_of(told, std::holds_alternative<news_item>(told)
                                 ? std::string_view{}
                                 : symbols_of(told).front().text());
}
std::string packed_object(const market_event& told) {
  return packed_map_of(told, symbol_of(told).text());
}

std::string packed_array(std::size_t count) {
  msgpack::sbuffer bytes;
  msgpack::packer<msgpack::sbuffer>(bytes).pack_array(static_cast<std::uint32_t>(count));
  return {bytes.data(), bytes.size()};
}

std::string packed_tick(trading::time_ns at, std::uint64_t step, bool end) {
  packed_map map;
  map.text("T", "tick").time("t", at).integer("n", static_cast<std::int64_t>(step));
  if (end)
    map.flag("end", true);
  return packed_array(1) + map.take();
}

} // namespace troupe::net::venue
