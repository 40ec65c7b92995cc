#include "net/venue/data/packed_map.hpp"

#include <bit>

namespace troupe::net::venue {

void packed_map::write(std::string_view text) {
  const auto length = static_cast<std::uint32_t>(text.size());
  packer_.pack_str(length);
  packer_.pack_str_body(text.data(), length);
}

void packed_map::begin(std::string_view name) {
  ++members_;
  write(name);
}

void packed_map::write_bytes(std::uint64_t value, std::size_t length) {
  for (auto place = length; place-- > 0;) {
    const auto byte = static_cast<char>(value >> (8 * place) & 0xff);
    bytes_.write(&byte, 1);
  }
}

packed_map& packed_map::text(std::string_view name, std::string_view value) {
  begin(name);
  write(value);
  return *this;
}

packed_map& packed_map::texts(std::string_view name, std::string_view only) {
  begin(name);
  packer_.pack_array(1);
  write(only);
  return *this;
}

packed_map& packed_map::words(std::string_view name, const std::vector<std::string>& all) {
  begin(name);
  packer_.pack_array(static_cast<std::uint32_t>(all.size()));
  for (const auto& word : all)
    write(word);
  return *this;
}

packed_map& packed_map::integer(std::string_view name, std::int64_t value) {
  begin(name);
  packer_.pack_int64(value);
  return *this;
}

packed_map& packed_map::flag(std::string_view name, bool value) {
  begin(name);
  if (value)
    packer_.pack_true();
  else
    packer_.pack_false();
  return *this;
}

packed_map& packed_map::real(std::string_view name, double value) {
  constexpr char float64 = '\xcb';
  begin(name);
  // The library writes a whole number as an integer, which strict decoders refuse here.
  bytes_.write(&float64, 1);
  write_bytes(std::bit_cast<std::uint64_t>(value), sizeof(double));
  return *this;
}

// Whole seconds that fit take four bytes, others of the next five centuries eight.
packed_map& packed_map::time(std::string_view name, trading::time_ns at) {
  constexpr std::int8_t timestamp = -1;
  constexpr int seconds_bits = 34;
  begin(name);
  const auto whole = trading::floor_time(at, trading::second_ns);
  const auto seconds = static_cast<std::uint64_t>(whole / trading::second_ns);
  const auto rest = static_cast<std::uint64_t>(at - whole);
  const auto value = rest << seconds_bits | seconds;
  const std::size_t length = value >> 32 == 0 ? 4 : 8;
  packer_.pack_ext(length, timestamp);
  write_bytes(value, length);
  return *this;
}

std::string packed_map::take() const {
  msgpack::sbuffer head;
  msgpack::packer<msgpack::sbuffer>(head).pack_map(members_);
  std::string whole(head.data(), head.size());
  return whole.append(bytes_.data(), bytes_.size());
}

} // namespace troupe::net::venue
