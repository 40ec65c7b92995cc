#include "net/alpaca/known_json_reader.hpp"

#include <cstdint>

namespace troupe::net::alpaca {

namespace {

// What a message begins with, and a key of one letter or two, as words of text.
constexpr std::uint64_t opening(char kind) {
  constexpr std::string_view text = R"({"T":" ")";
  std::uint64_t word = 0;
  for (std::size_t at = 0; at < sizeof word; ++at)
    word |= std::uint64_t{static_cast<unsigned char>(at == 6 ? kind : text[at])} << (8 * at);
  return word;
}

constexpr std::uint32_t quoted_key(char first, char second = '\0') {
  const auto one = static_cast<unsigned char>(first);
  const auto two = static_cast<unsigned char>(second);
  return second == '\0' ? '"' | one << 8 | '"' << 16 | std::uint32_t{':'} << 24
                        : '"' | one << 8 | two << 16 | std::uint32_t{'"'} << 24;
}

constexpr std::size_t short_size = 4; // "t":
constexpr std::size_t long_size = 5;  // "bp":

// Which fields a message has had.
enum field : unsigned {
  other = 1u << 0,
  symbol_bit = 1u << 1,
  time_bit = 1u << 2,
  id_bit = 1u << 3, // also a bar's count of trades
  first_bit = 1u << 4,
  second_bit = 1u << 5,
  third_bit = 1u << 6,
  fourth_bit = 1u << 7,
  fifth_bit = 1u << 8
};
constexpr unsigned quote_needs =
    symbol_bit | time_bit | first_bit | second_bit | third_bit | fourth_bit;
constexpr unsigned trade_needs = symbol_bit | time_bit | first_bit | second_bit;
constexpr unsigned bar_needs = quote_needs | fifth_bit;

bool is_plain(char letter) {
  return letter >= '#' && letter <= 'Z'; // neither a quote nor an escape
}

// Nearly always one letter, alone ("V") or in a list (["R"]).
[[gnu::always_inline]] inline const char* skip_short(const char* at) {
  if (at[0] == '"' && is_plain(at[1]) && at[2] == '"')
    return at + 3;
  if (at[0] == '[' && at[1] == '"' && is_plain(at[2]) && at[3] == '"' && at[4] == ']')
    return at + 5;
  return skip_json(at);
}

// A second kind would count for the general reader.
const char* skip_field(const char* at) {
  std::string_view key;
  at = take_text(at, key);
  return at != nullptr && key != "T" && *at == ':' ? skip_json(at + 1) : nullptr;
}

} // namespace

bool known_json_reader::read(std::string_view frame, frame_listener& listener,
                             decoder_counters& counters) {
  if (!read_frame(frame))
    return false;
  for (const auto& each : messages_) {
    if (const auto* quote = std::get_if<trading::quote>(&each))
      listener.on_quote(*quote);
    else if (const auto* trade = std::get_if<trading::trade>(&each))
      listener.on_trade(*trade);
    else
      listener.on_bar(std::get<trading::bar>(each));
    counters.count(told_as::told);
  }
  return true;
}

bool known_json_reader::read_frame(std::string_view frame) {
  messages_.clear();
  const char* const first = text_.hold(frame);
  if (*first != '[')
    return false;
  const char* at = first;
  do {
    at = read_message(at + 1);
  } while (at != nullptr && *at == ',');
  return at != nullptr && *at == ']' && at + 1 == first + frame.size();
}

const char* known_json_reader::read_message(const char* at) {
  const auto word = load<std::uint64_t>(at);
  at += sizeof word;
  switch (word) {
  case opening('q'):
    return read_quote(at, std::get<trading::quote>(messages_.emplace_back()));
  case opening('t'):
    return read_trade(at, messages_.emplace_back().emplace<trading::trade>());
  case opening('b'):
  case opening('u'):
    return read_bar(at, messages_.emplace_back().emplace<trading::bar>());
  default:
    return nullptr;
  }
}

// A field has been read by the time its bit is noted; one that comes twice is for the general
// reader, which takes the last.
template <class Take>
const char* known_json_reader::read_fields(const char* at, unsigned needed, Take take_field) {
  unsigned seen = 0;
  while (*at == ',') {
    unsigned bit = other;
    at = take_field(at + 1, load<std::uint32_t>(at + 1), bit);
    if (at == nullptr || (seen & bit & ~other) != 0)
      return nullptr;
    seen |= bit;
  }
  return (seen & needed) == needed && *at == '}' ? at + 1 : nullptr;
}

const char* known_json_reader::read_quote(const char* first, trading::quote& into) {
  const auto take = [&](const char* at, std::uint32_t key, unsigned& bit) -> const char* {
    const auto amount = [&](std::int64_t& units, unsigned which) {
      bit = which;
      return at[short_size] == ':' ? take_units(at + long_size, units) : nullptr;
    };
    switch (key) {
    case quoted_key('S'):
      bit = symbol_bit;
      return take_symbol(at + short_size, into.symbol);
    case quoted_key('t'):
      bit = time_bit;
      return clock_.take_time(at + short_size, into.market_ns);
    case quoted_key('b', 'p'):
      return amount(into.bid.units, first_bit);
    case quoted_key('b', 's'):
      return amount(into.bid_qty.units, second_bit);
    case quoted_key('a', 'p'):
      return amount(into.ask.units, third_bit);
    case quoted_key('a', 's'):
      return amount(into.ask_qty.units, fourth_bit);
    case quoted_key('b', 'x'):
    case quoted_key('a', 'x'):
      return at[short_size] == ':' ? skip_short(at + long_size) : nullptr;
    case quoted_key('c'):
    case quoted_key('z'):
      return skip_short(at + short_size);
    default:
      return skip_field(at);
    }
  };
  return read_fields(first, quote_needs, take);
}

const char* known_json_reader::read_trade(const char* first, trading::trade& into) {
  const auto take = [&](const char* at, std::uint32_t key, unsigned& bit) -> const char* {
    const auto amount = [&](std::int64_t& units, unsigned which) {
      bit = which;
      return take_units(at + short_size, units);
    };
    switch (key) {
    case quoted_key('S'):
      bit = symbol_bit;
      return take_symbol(at + short_size, into.symbol);
    case quoted_key('t'):
      bit = time_bit;
      return clock_.take_time(at + short_size, into.market_ns);
    case quoted_key('p'):
      return amount(into.px.units, first_bit);
    case quoted_key('s'):
      return amount(into.qty.units, second_bit);
    case quoted_key('i'):
      bit = id_bit;
      return take_whole(at + short_size, into.id);
    case quoted_key('x'):
    case quoted_key('c'):
    case quoted_key('z'):
      return skip_short(at + short_size);
    default:
      return skip_field(at);
    }
  };
  return read_fields(first, trade_needs, take);
}

const char* known_json_reader::read_bar(const char* first, trading::bar& into) {
  std::uint64_t count = 0;
  const auto take = [&](const char* at, std::uint32_t key, unsigned& bit) -> const char* {
    const auto amount = [&](std::int64_t& units, unsigned which) {
      bit = which;
      return take_units(at + short_size, units);
    };
    switch (key) {
    case quoted_key('S'):
      bit = symbol_bit;
      return take_symbol(at + short_size, into.symbol);
    case quoted_key('t'):
      bit = time_bit;
      return clock_.take_time(at + short_size, into.start_ns);
    case quoted_key('o'):
      return amount(into.open.units, first_bit);
    case quoted_key('h'):
      return amount(into.high.units, second_bit);
    case quoted_key('l'):
      return amount(into.low.units, third_bit);
    case quoted_key('c'):
      return amount(into.close.units, fourth_bit);
    case quoted_key('v'):
      return amount(into.volume.units, fifth_bit);
    case quoted_key('n'):
      bit = id_bit;
      return take_whole(at + short_size, count);
    default:
      return skip_field(at);
    }
  };
  const char* const behind = read_fields(first, bar_needs, take);
  into.trade_count = static_cast<std::int64_t>(count);
  return behind;
}

const char* known_json_reader::take_symbol(const char* at, trading::symbol& name) {
  std::string_view text;
  const char* const behind = take_text(at, text);
  const auto* const known = behind == nullptr ? nullptr : names_.find(text.data(), text.size());
  if (known == nullptr)
    return nullptr;
  name = *known;
  return behind;
}

} // namespace troupe::net::alpaca
