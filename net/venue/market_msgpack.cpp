#include "net/venue/market_msgpack.hpp"

#include <msgpack/pack.hpp>
#include <msgpack/sbuffer.hpp>

#include <bit>
#include <string_view>

namespace troupe::net::venue {

namespace {

class packed_map {
public:
  explicit packed_map(std::uint32_t members) : packer_(bytes_) { packer_.pack_map(members); }

  packed_map& text(std::string_view name, std::string_view value) {
    write(name);
    write(value);
    return *this;
  }
  packed_map& texts(std::string_view name, std::string_view only) {
    write(name);
    packer_.pack_array(1);
    write(only);
    return *this;
  }
  packed_map& integer(std::string_view name, std::uint64_t value) {
    write(name);
    packer_.pack_uint64(value);
    return *this;
  }
  packed_map& flag(std::string_view name) {
    write(name);
    packer_.pack_true();
    return *this;
  }
  template <class Tag>
  packed_map& amount(std::string_view name, trading::fixed<Tag> value) {
    constexpr char float64 = '\xcb';
    write(name);
    // The library writes a whole number as an integer, which strict decoders refuse here.
    bytes_.write(&float64, 1);
    write_bytes(std::bit_cast<std::uint64_t>(value.to_double()), sizeof(double));
    return *this;
  }
  packed_map& size(std::string_view name, const trading::symbol& of, trading::quantity value) {
    if (of.is_crypto())
      return amount(name, value);
    write(name);
    packer_.pack_int64(value.units / trading::units_per_one);
    return *this;
  }
  packed_map& time(std::string_view name, trading::time_ns at);
  std::string take() const { return {bytes_.data(), bytes_.size()}; }

private:
  void write(std::string_view text) {
    const auto length = static_cast<std::uint32_t>(text.size());
    packer_.pack_str(length);
    packer_.pack_str_body(text.data(), length);
  }
  void write_bytes(std::uint64_t value, std::size_t length) { // the last ones, the highest first
    for (auto place = length; place-- > 0;) {
      const auto byte = static_cast<char>(value >> (8 * place) & 0xff);
      bytes_.write(&byte, 1);
    }
  }

  msgpack::sbuffer bytes_;
  msgpack::packer<msgpack::sbuffer> packer_;
};

// Whole seconds that fit take four bytes, others of the next five centuries eight.
packed_map& packed_map::time(std::string_view name, trading::time_ns at) {
  constexpr std::int8_t timestamp = -1;
  constexpr int seconds_bits = 34;
  write(name);
  const auto whole = trading::floor_time(at, trading::second_ns);
  const auto seconds = static_cast<std::uint64_t>(whole / trading::second_ns);
  const auto rest = static_cast<std::uint64_t>(at - whole);
  const auto value = rest << seconds_bits | seconds;
  const std::size_t length = value >> 32 == 0 ? 4 : 8;
  packer_.pack_ext(length, timestamp);
  write_bytes(value, length);
  return *this;
}

std::string_view exchange_of(trading::price px) {
  return px.is_zero() ? " " : "V";
}

std::string packed(const trading::bar& bar) {
  const auto three_prices = bar.high + bar.low + bar.close;
  const trading::price typical{trading::exact::multiply_divide(three_prices.units, 1, 3)};
  packed_map map(10);
  map.text("T", "b").text("S", bar.symbol.text()).time("t", bar.start_ns);
  map.amount("o", bar.open).amount("h", bar.high).amount("l", bar.low).amount("c", bar.close);
  map.size("v", bar.symbol, bar.volume);
  map.integer("n", static_cast<std::uint64_t>(bar.trade_count)).amount("vw", typical);
  return map.take();
}

std::string packed(const trading::quote& quote) {
  const auto& of = quote.symbol;
  const bool stock = !of.is_crypto();
  packed_map map(stock ? 11 : 7);
  map.text("T", "q").text("S", of.text()).time("t", quote.market_ns);
  if (stock)
    map.text("bx", exchange_of(quote.bid));
  map.amount("bp", quote.bid).size("bs", of, quote.bid_qty);
  if (stock)
    map.text("ax", exchange_of(quote.ask));
  map.amount("ap", quote.ask).size("as", of, quote.ask_qty);
  if (stock)
    map.texts("c", "R").text("z", "C");
  return map.take();
}

std::string packed(const trading::trade& trade) {
  const auto& of = trade.symbol;
  const bool stock = !of.is_crypto();
  packed_map map(stock ? 9 : 7);
  map.text("T", "t").text("S", of.text()).time("t", trade.market_ns);
  map.amount("p", trade.px).size("s", of, trade.qty).integer("i", trade.id);
  if (stock)
    map.text("x", "V").texts("c", "@").text("z", "C");
  else
    map.text("tks", "B");
  return map.take();
}

} // namespace

std::string packed_object(const market_event& event) {
  return std::visit([](const auto& told) { return packed(told); }, event);
}

std::string packed_array(std::size_t count) {
  msgpack::sbuffer bytes;
  msgpack::packer<msgpack::sbuffer>(bytes).pack_array(static_cast<std::uint32_t>(count));
  return {bytes.data(), bytes.size()};
}

std::string packed_tick(trading::time_ns at, std::uint64_t step, bool end) {
  packed_map map(end ? 4 : 3);
  map.text("T", "tick").time("t", at).integer("n", step);
  if (end)
    map.flag("end");
  return packed_array(1) + map.take();
}

} // namespace troupe::net::venue
