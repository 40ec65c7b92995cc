#include "net/alpaca/symbol_cache.hpp"

#include "net/alpaca/digit_run.hpp"

#include <algorithm>
#include <string_view>

namespace troupe::net::alpaca {

namespace {

constexpr std::size_t word_size = sizeof(std::uint64_t);

// The first letters of eight bytes, zeros after them.
std::uint64_t first_letters(const char* text, std::size_t count) {
  if (count == 0)
    return 0;
  const auto word = load<std::uint64_t>(text);
  return count >= word_size ? word : word & ((std::uint64_t{1} << (8 * count)) - 1);
}

} // namespace

const trading::symbol* symbol_cache::find(const char* text, std::size_t size) {
  if (size == 0 || size > trading::symbol::capacity)
    return nullptr;
  std::array<std::uint64_t, 3> letters{first_letters(text, size), 0, 0};
  if (size > word_size) {
    letters[1] = first_letters(text + word_size, size - word_size);
    letters[2] = first_letters(text + 2 * word_size, size - std::min(size, 2 * word_size));
  }
  const auto mixed = (letters[0] ^ letters[1] * 3 ^ letters[2] * 5) * 0x9e3779b97f4a7c15;
  auto& held = places_[mixed >> (64 - places_bits)];
  if (held.size == size && held.letters == letters)
    return &held.name;
  const auto name = trading::symbol::parse({text, size});
  if (!name)
    return nullptr;
  held = {letters, size, *name};
  return &held.name;
}

} // namespace troupe::net::alpaca
