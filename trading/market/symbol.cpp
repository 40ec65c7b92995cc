#include "trading/market/symbol.hpp"

#include <algorithm>
#include <stdexcept>

namespace troupe::trading {

namespace {

constexpr std::array<std::string_view, 3> quote_currencies{"USDT", "USDC", "USD"};
constexpr std::size_t shortest_unspaced_pair = 6;

bool is_letter(char letter) {
  return letter >= 'A' && letter <= 'Z';
}
bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

char upper(char letter) {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

bool is_ticker(std::string_view text) {
  const auto allowed = [](char letter) {
    return is_letter(letter) || is_digit(letter) || letter == '.';
  };
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         std::all_of(text.begin(), text.end(), allowed);
}

bool is_currency(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) {
    return is_letter(letter) || is_digit(letter);
  });
}

bool is_canonical(std::string_view text) {
  if (text.size() > symbol::capacity)
    return false;
  const auto slash = text.find('/');
  if (slash == std::string_view::npos)
    return is_ticker(text);
  return is_currency(text.substr(0, slash)) && is_currency(text.substr(slash + 1));
}

std::string canonical(std::string_view text) {
  std::string name(text);
  std::transform(name.begin(), name.end(), name.begin(), upper);
  std::replace(name.begin(), name.end(), '-', '/');
  const bool plain =
      name.size() >= shortest_unspaced_pair && std::all_of(name.begin(), name.end(), is_letter);
  if (!plain)
    return name;
  for (const auto currency : quote_currencies)
    if (name.ends_with(currency)) {
      name.insert(name.size() - currency.size(), "/");
      break;
    }
  return name;
}

} // namespace

result<symbol> symbol::parse(std::string_view text) {
  const auto name = canonical(text);
  if (!is_canonical(name))
    return error{"invalid_symbol",
                 "\"" + std::string(text.substr(0, 2 * capacity)) +
                     "\" is not a symbol; write a ticker (AAPL, BRK.B) or a pair (BTC/USD) of at "
                     "most 23 characters"};
  return of(name);
}

symbol symbol::of(std::string_view canonical) {
  if (!is_canonical(canonical))
    throw std::invalid_argument("not a canonical symbol: " + std::string(canonical));
  symbol name;
  std::copy(canonical.begin(), canonical.end(), name.text_.begin());
  return name;
}

asset_class symbol::kind() const {
  return text().find('/') == std::string_view::npos ? asset_class::us_equity : asset_class::crypto;
}

std::string symbol::compact() const {
  std::string name(text());
  std::erase(name, '/');
  return name;
}

// FNV-1a, 64 bits (Fowler, Noll, Vo).
std::uint64_t symbol::hash() const {
  std::uint64_t state = 14695981039346656037ULL;
  for (const char letter : text()) {
    state ^= static_cast<unsigned char>(letter);
    state *= 1099511628211ULL;
  }
  return state;
}

} // namespace troupe::trading
