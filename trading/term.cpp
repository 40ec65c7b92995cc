#include "trading/term.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

namespace troupe::trading {

namespace {

constexpr std::size_t slot_count = 2 * term::terms_max; // half empty, so that chains are short

// Open addressing. A slot is written once and then never changes; readers take no lock.
struct term_table {
  std::array<std::atomic<const char*>, slot_count> slots{};
  std::atomic<std::size_t> size{0};
};

term_table& table() {
  static term_table only;
  return only;
}

// FNV-1a, 64 bits (Fowler, Noll, Vo).
std::size_t hash(std::string_view text) {
  std::uint64_t state = 14695981039346656037ULL;
  for (const char letter : text) {
    state ^= static_cast<unsigned char>(letter);
    state *= 1099511628211ULL;
  }
  return static_cast<std::size_t>(state);
}

std::unique_ptr<char[]> copy_of(std::string_view text) {
  auto made = std::make_unique<char[]>(text.size() + 1);
  std::copy(text.begin(), text.end(), made.get());
  return made;
}

} // namespace

result<term> term::find_or_add(std::string_view text) {
  if (text.empty())
    return term{};
  if (text.size() > length_max || text.find('\0') != std::string_view::npos)
    return error{"invalid_term", "a name of " + std::to_string(text.size()) +
                                     " characters; at most " + std::to_string(length_max) +
                                     " are allowed, and no NUL"};
  auto& [slots, size] = table();
  for (auto at = hash(text) % slot_count;; at = (at + 1) % slot_count) {
    const char* known = slots[at].load(std::memory_order_acquire);
    if (known == nullptr) {
      if (size.fetch_add(1) >= terms_max) {
        size.fetch_sub(1);
        return error{"too_many_terms", "no room for the name \"" + std::string(text) + "\"; " +
                                           std::to_string(terms_max) + " others are known"};
      }
      auto made = copy_of(text);
      if (slots[at].compare_exchange_strong(known, made.get(), std::memory_order_acq_rel))
        return term(made.release(), kept{});
      size.fetch_sub(1); // another thread took the slot, perhaps for the same text
    }
    if (text == known)
      return term(known, kept{});
  }
}

term term::of(std::string_view text) {
  auto found = find_or_add(text);
  if (!found)
    throw std::length_error(found.failure().message);
  return *found;
}

} // namespace troupe::trading
