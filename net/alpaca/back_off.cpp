#include "net/alpaca/back_off.hpp"

#include <algorithm>

namespace troupe::net::alpaca {

back_off::back_off(back_off_options options, std::uint64_t seed)
    : options_(options), current_(options.first), random_(seed) {}

std::chrono::milliseconds back_off::next() {
  const auto whole = std::min(current_, options_.most);
  current_ = std::min(whole * 2, options_.most);
  return shorten(whole);
}

std::chrono::milliseconds back_off::longest() {
  current_ = options_.most;
  return shorten(current_);
}

void back_off::reset() {
  current_ = options_.first;
}

// The generator is splitmix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators).
std::chrono::milliseconds back_off::shorten(std::chrono::milliseconds whole) {
  random_ += 0x9e3779b97f4a7c15ULL;
  auto mixed = random_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
  mixed ^= mixed >> 31;
  const auto half = static_cast<std::uint64_t>(whole.count() / 2);
  return whole - std::chrono::milliseconds(static_cast<std::int64_t>(mixed % (half + 1)));
}

} // namespace troupe::net::alpaca
