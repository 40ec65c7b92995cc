// What the fuzzer gives, as text; and what must hold of every input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace troupe::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// The first byte chooses one of several readers, the rest is what it reads.
struct choice {
  std::size_t which = 0;
  std::string_view text;
};
inline choice choose(const std::uint8_t* data, std::size_t size, std::size_t readers) {
  if (size == 0)
    return {};
  return {data[0] % readers, text_of(data + 1, size - 1)};
}

inline void expect(bool holds, const char* what) {
  if (holds)
    return;
  std::fprintf(stderr, "no longer true: %s\n", what);
  std::abort();
}

} // namespace troupe::fuzz
