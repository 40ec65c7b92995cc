#include "net/alpaca/packed_fields.hpp"

#include "net/alpaca/digit_run.hpp"
#include "net/alpaca/packed_value.hpp"

#include <string_view>

namespace troupe::net::alpaca {

namespace {

constexpr char short_text = '\xa0'; // with the size in its low five bits
constexpr char short_text_size = 0x1f;

constexpr auto names_of_one_letter = [] {
  std::array<packed_name, 256> names{};
  names['T'] = packed_name::kind;
  names['S'] = packed_name::symbol;
  names['t'] = packed_name::time;
  names['p'] = packed_name::price;
  names['s'] = packed_name::size;
  names['i'] = packed_name::id;
  names['o'] = packed_name::open;
  names['h'] = packed_name::high;
  names['l'] = packed_name::low;
  names['c'] = packed_name::close;
  names['v'] = packed_name::volume;
  names['n'] = packed_name::count;
  return names;
}();

constexpr std::uint16_t two_letters(const char (&name)[3]) {
  return static_cast<std::uint16_t>(name[0] | name[1] << 8);
}

packed_name name_of_two_letters(const char* text) {
  switch (load<std::uint16_t>(text)) {
  case two_letters("bp"):
    return packed_name::bid;
  case two_letters("bs"):
    return packed_name::bid_size;
  case two_letters("ap"):
    return packed_name::ask;
  case two_letters("as"):
    return packed_name::ask_size;
  default:
    return packed_name::unknown;
  }
}

packed_name name_of(std::string_view key) {
  if (key.size() == 1)
    return names_of_one_letter[static_cast<unsigned char>(key.front())];
  if (key.size() == 2)
    return name_of_two_letters(key.data());
  if (key == "end")
    return packed_name::end;
  if (key == "code")
    return packed_name::code;
  if (key == "msg")
    return packed_name::message;
  if (key == "trades")
    return packed_name::trades;
  if (key == "quotes")
    return packed_name::quotes;
  if (key == "bars")
    return packed_name::bars;
  return key == "ticks" ? packed_name::ticks : packed_name::unknown;
}

// Of a key that is text in its shortest form, as nearly all are; the others take longer.
packed_name name_at(const char* at) {
  if ((*at & ~short_text_size) == short_text)
    return name_of({at + 1, static_cast<std::size_t>(*at & short_text_size)});
  const auto text = packed_text(at);
  return text ? name_of(*text) : packed_name::unknown;
}

} // namespace

packed_fields find_packed_fields(const char* at, const char* end) {
  packed_fields fields;
  const auto [pairs, first] = packed_map(at, end);
  if (first == nullptr)
    return fields;
  at = first;
  for (std::uint64_t left = pairs; left > 0; --left) {
    const char* const value = skip_packed(at, end);
    const char* const behind = value == nullptr ? nullptr : skip_packed(value, end);
    if (behind == nullptr)
      return fields;
    fields.places[static_cast<std::size_t>(name_at(at))] = value;
    at = behind;
  }
  fields.behind = at;
  return fields;
}

} // namespace troupe::net::alpaca
