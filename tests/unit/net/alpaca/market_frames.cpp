#include "tests/unit/net/alpaca/market_frames.hpp"

#include "trading/market/time.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <string_view>
#include <vector>

#include <msgpack.hpp>

namespace troupe::net::alpaca {

namespace {

using sbuffer = msgpack::sbuffer;
using packer = msgpack::packer<sbuffer>;

// One value, as JSON text and as MessagePack.
struct both_ways {
  std::string json;
  std::string packed;
};

struct sent_field {
  std::string key;
  both_ways value;
};

std::string bytes_of(const sbuffer& buffer) {
  return {buffer.data(), buffer.size()};
}

template <class Value>
std::string packed_value_of(const Value& value) {
  sbuffer buffer;
  packer(buffer).pack(value);
  return bytes_of(buffer);
}

both_ways text(const std::string& value) {
  return {'"' + value + '"', packed_value_of(value)};
}

both_ways whole(std::uint64_t value) {
  return {std::to_string(value), packed_value_of(value)};
}

template <class Number>
std::string shortest_text(Number value) {
  std::array<char, 64> digits;
  return {digits.data(), std::to_chars(digits.data(), digits.data() + 64, value).ptr};
}

// The library would write a whole number as an integer.
both_ways number(double value) {
  std::string packed = "\xcb";
  for (int shift = 56; shift >= 0; shift -= 8)
    packed += static_cast<char>(std::bit_cast<std::uint64_t>(value) >> shift);
  return {shortest_text(value), packed};
}

both_ways short_number(float value) {
  std::string packed = "\xca";
  for (int shift = 24; shift >= 0; shift -= 8)
    packed += static_cast<char>(std::bit_cast<std::uint32_t>(value) >> shift);
  return {shortest_text(value), packed};
}

both_ways list(const std::vector<std::string>& items) {
  std::string json;
  for (const auto& item : items)
    json += (json.empty() ? "[\"" : ",\"") + item + '"';
  return {json.empty() ? "[]" : json + ']', packed_value_of(items)};
}

// In the shortest of the three forms that holds it, or in the longest.
both_ways time(trading::time_ns at, bool longest) {
  const auto nanoseconds = static_cast<std::uint64_t>(at % trading::second_ns);
  const auto seconds = static_cast<std::uint64_t>(at / trading::second_ns);
  std::string packed = "\xd6\xff";
  const auto append = [&packed](std::uint64_t word, int bits) {
    for (int shift = bits - 8; shift >= 0; shift -= 8)
      packed += static_cast<char>(word >> shift);
  };
  if (longest) {
    packed = "\xc7\x0c\xff";
    append(nanoseconds, 32);
    append(seconds, 64);
  } else if (nanoseconds != 0 || seconds >> 32 != 0) {
    packed = "\xd7\xff";
    append(nanoseconds << 34 | seconds, 64);
  } else {
    append(seconds, 32);
  }
  return {'"' + trading::format_time(at) + '"', packed};
}

both_ways object(const std::vector<sent_field>& fields) {
  both_ways made{"{", {}};
  sbuffer head;
  packer(head).pack_map(static_cast<std::uint32_t>(fields.size()));
  made.packed = bytes_of(head);
  for (const auto& [key, value] : fields) {
    made.json += (made.json.size() > 1 ? ",\"" : "\"") + key + "\":" + value.json;
    made.packed += packed_value_of(key) + value.packed;
  }
  made.json += '}';
  return made;
}

class message_source {
public:
  explicit message_source(std::mt19937_64& random) : random_(random) {}

  both_ways next() {
    auto fields = usual();
    if (below(20) == 0)
      fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(below(fields.size())));
    if (below(20) == 0)
      std::shuffle(fields.begin(), fields.end(), random_);
    if (below(20) == 0)
      fields.push_back(fields[below(fields.size())]);
    if (below(10) == 0)
      fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(below(fields.size() + 1)), odd());
    return object(fields);
  }

private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

  std::vector<sent_field> usual() {
    switch (below(20)) {
    case 0:
      return {{"T", text("b")},         symbol(),       {"o", price()}, {"h", price()},
              {"l", price()},           {"c", price()}, {"v", size()},  stamp(),
              {"n", whole(below(900))}, {"vw", price()}};
    case 1:
      return {{"T", text("u")}, symbol(),       {"o", price()}, {"h", price()},
              {"l", price()},   {"c", price()}, {"v", size()},  stamp()};
    case 2:
      return {{"T", text(below(2) == 0 ? "success" : "error")},
              {"msg", text("well")},
              {"code", whole(below(500))}};
    case 3:
      return {{"T", text("tick")}, stamp(), {"n", whole(below(99))}};
    case 4:
      return {{"T", text(below(2) == 0 ? "d" : "")}, symbol()};
    case 5:
    case 6:
    case 7:
      return {{"T", text("t")},        symbol(),         {"i", whole(random_() >> below(64))},
              {"x", text("V")},        {"p", price()},   {"s", size()},
              {"c", list({"@", "I"})}, {"z", text("C")}, stamp()};
    default:
      return {{"T", text("q")}, symbol(),       {"bx", text("V")},
              {"bp", price()},  {"bs", size()}, {"ax", text("U")},
              {"ap", price()},  {"as", size()}, {"c", list({"R"})},
              {"z", text("C")}, stamp()};
    }
  }

  sent_field symbol() {
    static const std::vector<std::string> names{"AAPL",    "F",         "BRK.B",
                                                "BTC/USD", "SHIB/USDC", "AAPL270115C00200000",
                                                "ethusd",  "no symbol", ""};
    return {"S", text(names[below(20) == 0 ? below(names.size()) : below(6)])};
  }

  sent_field stamp() {
    const auto latest = below(30) == 0 ? 9'300'000'000u : 1'800'000'000u;
    const auto at = (below(50) == 0 ? below(latest) : 1'795'446'000 + below(200));
    if (at > 9'223'372'035)
      return {"t", text("2270-01-01T00:00:00Z")};
    const auto part = below(4) == 0 ? 0 : below(1'000'000'000) / 1000 * (below(2) == 0 ? 1000 : 1);
    return {"t", time(static_cast<trading::time_ns>(at * 1'000'000'000 + part), below(9) == 0)};
  }

  both_ways price() {
    const auto cents = static_cast<double>(below(100'000));
    switch (below(30)) {
    case 0:
      return number(std::bit_cast<double>(random_() >> 2));
    case 1:
      return short_number(static_cast<float>(cents / 100));
    case 2:
      return number(static_cast<double>(random_() >> below(64)) / 1e9);
    case 3:
      return number(-cents / 10'000);
    case 4:
      return text("12.5");
    case 5:
      return number(static_cast<double>(below(1'000'000'000)) * 1e-13);
    case 6:
      return number(static_cast<double>(below(10'000'000'000)) / 1e4);
    case 7:
      return {"null", "\xc0"};
    default:
      return number(cents / 100);
    }
  }

  both_ways size() {
    if (below(10) == 0)
      return number(static_cast<double>(below(1'000'000)) / 1e9);
    return whole(below(10) == 0 ? random_() >> below(64) : below(100'000));
  }

  sent_field odd() {
    switch (below(6)) {
    case 0:
      return {"r", object({{"T", text("x")}, {"p", list({"1"})}})};
    case 1:
      return {"new", {"true", "\xc3"}};
    case 2:
      return {"vw", number(static_cast<double>(random_()) / 7)};
    case 3:
      return {"i", text("7")};
    case 4:
      return {"p", whole(5)};
    default:
      return {"end", {"true", "\xc3"}};
    }
  }

  std::mt19937_64& random_;
};

} // namespace

market_frame market_frames::next() {
  message_source source(random_);
  const auto count = below(13);
  market_frame made{"[", {}};
  sbuffer head;
  packer(head).pack_array(static_cast<std::uint32_t>(count));
  made.packed = bytes_of(head);
  for (std::uint64_t each = 0; each < count; ++each) {
    const auto message = source.next();
    made.json += (each > 0 ? "," : "") + message.json;
    made.packed += message.packed;
  }
  made.json += ']';
  return made;
}

std::string market_frames::spoiled(std::string frame) {
  static constexpr std::string_view telling = "\"\\{}[],:.-0e \n\x00\x7f\x80\xc1\xdd\xdf\xd7q";
  for (auto left = 1 + below(3); left > 0 && !frame.empty(); --left) {
    const auto at = below(frame.size());
    const auto size = below(12);
    switch (below(6)) {
    case 0:
      frame[at] = static_cast<char>(random_());
      break;
    case 1:
      frame[at] = telling[below(telling.size())];
      break;
    case 2:
      frame.resize(at);
      break;
    case 3:
      frame.erase(at, size);
      break;
    case 4:
      frame.insert(at, frame.substr(below(frame.size()), size));
      break;
    default:
      frame.insert(at, 1, telling[below(telling.size())]);
    }
  }
  return frame;
}

} // namespace troupe::net::alpaca
