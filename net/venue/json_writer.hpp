// Writes JSON text by hand, so that amounts keep their exact decimal text, as numbers or strings.
// Members come in the order in which they are written. The caller closes what it opens.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::net::venue {

class json_writer {
public:
  json_writer& object();
  json_writer& end_object();
  json_writer& array();
  json_writer& end_array();
  json_writer& key(std::string_view name);

  json_writer& text(std::string_view value); // quoted and escaped
  json_writer& integer(std::int64_t value);
  json_writer& flag(bool value);
  json_writer& null();
  json_writer& raw(std::string_view json); // a value that is JSON text already

  template <class Tag>
  json_writer& number(trading::fixed<Tag> amount) {
    return raw(amount.text());
  }
  // Trading amounts are decimal strings, market data are numbers.
  template <class Tag>
  json_writer& decimal(trading::fixed<Tag> amount) {
    return text(amount.text());
  }
  template <class Tag>
  json_writer& decimal_or_null(trading::fixed<Tag> amount) {
    return amount.is_zero() ? null() : decimal(amount);
  }
  json_writer& time(trading::time_ns at) { return text(trading::format_time(at)); }
  json_writer& time_or_null(trading::time_ns at) { return at == 0 ? null() : time(at); }

  std::string take() { return std::move(text_); }

private:
  void separate();

  std::string text_;
};

} // namespace troupe::net::venue
