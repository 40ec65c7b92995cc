#include "net/alpaca/market_message.hpp"

#include "net/alpaca/wire_text.hpp"

#include <charconv>
#include <utility>

namespace troupe::net::alpaca {

namespace {

// The names of the wire, by their letters: packed so that one switch tells them apart.
constexpr std::uint32_t key(std::string_view name) {
  std::uint32_t packed = 0;
  for (const char letter : name)
    packed = packed << 8 | static_cast<unsigned char>(letter);
  return packed;
}

constexpr std::size_t longest_key = 4;
constexpr std::uint32_t other_key = 0;

// The key as it stands in the text, which ends with a quote; none of ours is escaped.
std::uint32_t key(simdjson::ondemand::raw_json_string name) {
  std::uint32_t packed = 0;
  const char* letter = name.raw();
  for (std::size_t size = 0; *letter != '"'; ++letter, ++size) {
    if (size == longest_key)
      return other_key;
    packed = packed << 8 | static_cast<unsigned char>(*letter);
  }
  return packed;
}

std::string_view* slot(market_fields& fields, std::uint32_t name) {
  switch (name) {
  case key("T"):
    return &fields.kind;
  case key("S"):
    return &fields.symbol;
  case key("t"):
    return &fields.time;
  case key("bp"):
    return &fields.bid;
  case key("bs"):
    return &fields.bid_size;
  case key("ap"):
    return &fields.ask;
  case key("as"):
    return &fields.ask_size;
  case key("p"):
    return &fields.price;
  case key("s"):
    return &fields.size;
  case key("i"):
    return &fields.id;
  case key("o"):
    return &fields.open;
  case key("h"):
    return &fields.high;
  case key("l"):
    return &fields.low;
  case key("c"):
    return &fields.close;
  case key("v"):
    return &fields.volume;
  case key("n"):
    return &fields.count;
  case key("end"):
    return &fields.end;
  case key("code"):
    return &fields.code;
  default:
    return nullptr;
  }
}

std::string_view trimmed(std::string_view token) {
  while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ')
    token.remove_suffix(1);
  return token;
}

// Reads several fields and remembers whether each was there and readable.
class field_reader {
public:
  template <class Fixed>
  void amount(std::string_view token, Fixed& value) {
    const auto units = parse_decimal(unquoted(token));
    readable_ = readable_ && units.has_value();
    value.units = units.value_or(0);
  }

  void time(std::string_view token, trading::time_ns& value) {
    const auto at = parse_timestamp(unquoted(token));
    readable_ = readable_ && at.has_value();
    value = at.value_or(0);
  }

  bool readable() const { return readable_; }

private:
  bool readable_ = true;
};

} // namespace

simdjson::error_code read_fields(simdjson::ondemand::object message, market_fields& fields) {
  for (auto found : message) {
    simdjson::ondemand::field field;
    if (const auto broken = std::move(found).get(field))
      return broken;
    if (auto* const token = slot(fields, key(field.key())))
      *token = trimmed(field.value().raw_json_token());
  }
  return simdjson::SUCCESS;
}

std::string_view unquoted(std::string_view token) {
  if (token.size() < 2 || token.front() != '"' || token.back() != '"')
    return token;
  return token.substr(1, token.size() - 2);
}

std::optional<std::uint64_t> parse_unsigned(std::string_view token) {
  std::uint64_t value = 0;
  const auto [end, failure] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (failure != std::errc{} || end != token.data() + token.size())
    return std::nullopt;
  return value;
}

std::optional<trading::quote> to_quote(const market_fields& fields, const trading::symbol& name) {
  trading::quote read;
  read.symbol = name;
  field_reader in;
  in.time(fields.time, read.market_ns);
  in.amount(fields.bid, read.bid);
  in.amount(fields.bid_size, read.bid_qty);
  in.amount(fields.ask, read.ask);
  in.amount(fields.ask_size, read.ask_qty);
  return in.readable() ? std::optional(read) : std::nullopt;
}

std::optional<trading::trade> to_trade(const market_fields& fields, const trading::symbol& name) {
  trading::trade read;
  read.symbol = name;
  field_reader in;
  in.time(fields.time, read.market_ns);
  in.amount(fields.price, read.px);
  in.amount(fields.size, read.qty);
  read.id = parse_unsigned(fields.id).value_or(0);
  return in.readable() ? std::optional(read) : std::nullopt;
}

std::optional<trading::bar> to_bar(const market_fields& fields, const trading::symbol& name,
                                   trading::time_ns length_ns) {
  trading::bar read;
  read.symbol = name;
  read.length_ns = length_ns;
  field_reader in;
  in.time(fields.time, read.start_ns);
  in.amount(fields.open, read.open);
  in.amount(fields.high, read.high);
  in.amount(fields.low, read.low);
  in.amount(fields.close, read.close);
  in.amount(fields.volume, read.volume);
  read.trade_count = static_cast<std::int64_t>(parse_unsigned(fields.count).value_or(0));
  return in.readable() ? std::optional(read) : std::nullopt;
}

} // namespace troupe::net::alpaca
