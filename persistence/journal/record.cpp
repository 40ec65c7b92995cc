#include "persistence/journal/record.hpp"

namespace troupe::persistence::journal {

std::string to_hex(const chain_hash& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * hash.size());
  for (const auto byte : hash) {
    text += digits[byte >> 4];
    text += digits[byte & 0xf];
  }
  return text;
}

std::string to_text(const damage& found) {
  return found.file + " at byte " + std::to_string(found.offset) + ": " + found.why;
}

} // namespace troupe::persistence::journal
