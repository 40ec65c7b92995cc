// Reads the fields of one object of the trading side, where every amount is a decimal string.
//
// A key that is absent, null or "" yields the default. The first key whose value cannot be read is
// kept as the fault: read everything, then ask once. Internal to this folder's decoders.
#pragma once

#include "net/alpaca/wire_text.hpp"
#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/result.hpp"

#include <string>
#include <string_view>

#include <simdjson.h>

namespace troupe::net::alpaca {

class object_reader {
public:
  explicit object_reader(simdjson::dom::object fields) : fields_(fields) {}

  // Valid as long as the parser's document.
  std::string_view text(std::string_view key);
  std::string_view needed_text(std::string_view key);
  bool flag(std::string_view key);
  trading::time_ns time(std::string_view key);
  trading::symbol symbol(std::string_view key);

  template <class Fixed>
  Fixed amount(std::string_view key) {
    return Fixed{units(key)};
  }

  // One word of a fixed list, read by the function given; empty leaves the default.
  template <class Enum>
  Enum word(std::string_view key, result<Enum> (*parse)(std::string_view)) {
    const auto value = text(key);
    if (value.empty())
      return Enum{};
    const auto parsed = parse(value);
    if (!parsed)
      note(key);
    return parsed ? *parsed : Enum{};
  }

  // Error `malformed_report`, naming the key.
  result<void> outcome() const;

private:
  std::int64_t units(std::string_view key);
  void note(std::string_view key);

  simdjson::dom::object fields_;
  std::string fault_;
};

} // namespace troupe::net::alpaca
