// Enumerators as words and back, by a table in the order of the enumerators.
#pragma once

#include "trading/result.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace troupe::trading {

// Throws std::out_of_range for a value outside its enumeration.
template <class Enum, std::size_t Count>
std::string_view word_of(const std::array<std::string_view, Count>& words, Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

// Error: `invalid_<what>`, which names the words that are allowed.
template <class Enum, std::size_t Count>
result<Enum> parse_word(const std::array<std::string_view, Count>& words, std::string_view text,
                        std::string_view what) {
  for (std::size_t index = 0; index < Count; ++index)
    if (words[index] == text)
      return static_cast<Enum>(index);
  std::string allowed;
  for (const auto choice : words)
    allowed += (allowed.empty() ? "" : ", ") + std::string(choice);
  return error{"invalid_" + std::string(what), "\"" + std::string(text.substr(0, 32)) +
                                                   "\" is not a known " + std::string(what) +
                                                   "; use one of " + allowed};
}

} // namespace troupe::trading
