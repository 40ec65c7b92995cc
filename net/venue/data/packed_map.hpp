// The members of an object of market data as MessagePack: prices are 64-bit floats, counts and the
// sizes of stocks integers, the sizes of crypto floats, and times the standard timestamp extension
// (-1) in its shortest form.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"

#include <msgpack/pack.hpp>
#include <msgpack/sbuffer.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

class packed_map {
public:
  packed_map() : packer_(bytes_) {}

  packed_map& text(std::string_view name, std::string_view value);
  packed_map& texts(std::string_view name, std::string_view only);
  packed_map& words(std::string_view name, const std::vector<std::string>& all);
  packed_map& integer(std::string_view name, std::int64_t value);
  packed_map& flag(std::string_view name, bool value);
  template <class Tag>
  packed_map& amount(std::string_view name, trading::fixed<Tag> value) {
    return real(name, value.to_double());
  }
  packed_map& size(std::string_view name, const trading::symbol& of, trading::quantity value) {
    if (of.is_crypto())
      return amount(name, value);
    return integer(name, value.units / trading::units_per_one);
  }
  packed_map& time(std::string_view name, trading::time_ns at);
  template <class Items, class Write>
  packed_map& list(std::string_view name, const Items& items, Write write) {
    begin(name);
    packer_.pack_array(static_cast<std::uint32_t>(items.size()));
    for (const auto& item : items) {
      packed_map inner;
      write(inner, item);
      const auto bytes = inner.take();
      bytes_.write(bytes.data(), bytes.size());
    }
    return *this;
  }

  std::string take() const; // the whole map

private:
  void begin(std::string_view name);
  void write(std::string_view text);
  packed_map& real(std::string_view name, double value);
  // The last bytes of the value, the highest first.
  void write_bytes(std::uint64_t value, std::size_t length);

  msgpack::sbuffer bytes_; // of the members
  msgpack::packer<msgpack::sbuffer> packer_;
  std::uint32_t members_ = 0;
};

} // namespace troupe::net::venue
