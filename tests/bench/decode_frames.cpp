#include "tests/bench/decode_frames.hpp"

#include "trading/market/fixed_point.hpp"
#include "trading/market/time.hpp"

#include <array>
#include <bit>
#include <random>
#include <string_view>
#include <vector>

#include <msgpack.hpp>

namespace troupe::bench {

namespace {

constexpr trading::time_ns first_ns = 1'795'446'000 * trading::second_ns;
constexpr std::array<std::string_view, 10> symbols{"AAPL", "MSFT", "SPY",  "AMD",   "TSLA",
                                                   "NVDA", "QQQ",  "AMZN", "GOOGL", "F"};

struct sent_quote {
  std::string_view symbol;
  std::int64_t bid_cents = 0;
  std::int64_t ask_cents = 0;
  std::uint64_t bid_size = 0;
  std::uint64_t ask_size = 0;
  std::string bid_exchange;
  std::string ask_exchange;
  trading::time_ns market_ns = 0;
};

class quote_source {
public:
  explicit quote_source(std::uint64_t seed) : random_(seed) {}

  sent_quote next() {
    const auto exchange = [this] { return std::string(1, "UQVPKZ"[random_() % 6]); };
    const auto at = random_() % symbols.size();
    now_ns_ += static_cast<trading::time_ns>(1'000 + random_() % 400'000);
    const auto bid = static_cast<std::int64_t>(5'000 + 4'321 * at + random_() % 400);
    return {
        symbols[at], bid,        bid + 2, 100 * (1 + random_() % 20), 100 * (1 + random_() % 20),
        exchange(),  exchange(), now_ns_};
  }

private:
  std::mt19937_64 random_;
  trading::time_ns now_ns_ = first_ns;
};

std::string dollars(std::int64_t cents) {
  return trading::price{cents * (trading::units_per_one / 100)}.text();
}

void append_json(std::string& out, const sent_quote& of) {
  out += out.size() > 1 ? "," : "";
  out += R"({"T":"q","S":")" + std::string(of.symbol) + R"(","bx":")" + of.bid_exchange +
         R"(","bp":)" + dollars(of.bid_cents) + R"(,"bs":)" + std::to_string(of.bid_size) +
         R"(,"ax":")" + of.ask_exchange + R"(","ap":)" + dollars(of.ask_cents) + R"(,"as":)" +
         std::to_string(of.ask_size) + R"(,"c":["R"],"z":"C","t":")" +
         trading::format_time(of.market_ns) + R"("})";
}

using packer = msgpack::packer<msgpack::sbuffer>;

// As the venue does, and unlike the library, which writes a whole number as an integer.
void pack_float(msgpack::sbuffer& out, double value) {
  const auto big_endian = __builtin_bswap64(std::bit_cast<std::uint64_t>(value));
  const auto bytes = std::bit_cast<std::array<char, sizeof big_endian>>(big_endian);
  out.write("\xcb", 1);
  out.write(bytes.data(), bytes.size());
}

void pack_time(packer& out, trading::time_ns at) {
  constexpr std::int8_t timestamp = -1;
  const auto both = static_cast<std::uint64_t>(at % trading::second_ns) << 34 |
                    static_cast<std::uint64_t>(at / trading::second_ns);
  const auto big_endian = __builtin_bswap64(both);
  out.pack_ext(sizeof big_endian, timestamp);
  const auto bytes = std::bit_cast<std::array<char, sizeof big_endian>>(big_endian);
  out.pack_ext_body(bytes.data(), bytes.size());
}

void pack(msgpack::sbuffer& bytes, const sent_quote& of) {
  packer out(bytes);
  out.pack_map(11).pack("T").pack("q").pack("S").pack(std::string(of.symbol));
  out.pack("bx").pack(of.bid_exchange).pack("bp");
  pack_float(bytes, static_cast<double>(of.bid_cents) / 100);
  out.pack("bs").pack(of.bid_size).pack("ax").pack(of.ask_exchange).pack("ap");
  pack_float(bytes, static_cast<double>(of.ask_cents) / 100);
  out.pack("as").pack(of.ask_size).pack("c").pack_array(1).pack("R").pack("z").pack("C").pack("t");
  pack_time(out, of.market_ns);
}

} // namespace

decode_frames make_decode_frames(std::size_t frames, std::size_t quotes_per_frame,
                                 std::uint64_t seed) {
  quote_source source(seed);
  decode_frames made;
  for (std::size_t frame = 0; frame < frames; ++frame) {
    std::string text = "[";
    msgpack::sbuffer bytes;
    packer(bytes).pack_array(static_cast<std::uint32_t>(quotes_per_frame));
    for (std::size_t each = 0; each < quotes_per_frame; ++each, ++made.quotes) {
      const auto quote = source.next();
      append_json(text, quote);
      pack(bytes, quote);
    }
    made.json.push_back(text + "]");
    made.packed.emplace_back(bytes.data(), bytes.size());
  }
  return made;
}

} // namespace troupe::bench
