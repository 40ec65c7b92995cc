#include "trading/matching/identifier.hpp"

#include "trading/matching/splitmix64.hpp"

namespace troupe::trading {

namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::string_view shape = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx"; // RFC 4122, version 4

} // namespace

std::string make_identifier(std::uint64_t seed, identifier_kind kind, std::uint64_t counter) {
  splitmix64 of_seed(seed ^ (static_cast<std::uint64_t>(kind) + 1) << 56);
  splitmix64 bits(of_seed.next() + counter * 0xd1342543de82ef95);
  std::string text(shape);
  std::uint64_t word = 0;
  int left = 0;
  for (auto& letter : text) {
    if (letter != 'x' && letter != 'v')
      continue;
    if (left == 0) {
      word = bits.next();
      left = 16;
    }
    const auto nibble = word & 0xf;
    letter = digits[letter == 'v' ? 8 + (nibble & 3) : nibble];
    word >>= 4;
    --left;
  }
  return text;
}

std::uint64_t hash_of_name(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325; // FNV-1a, 64 bits
  for (const auto letter : name)
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  return hash;
}

} // namespace troupe::trading
