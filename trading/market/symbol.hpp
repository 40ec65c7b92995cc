// The one symbol type: a tradable asset in its canonical spelling, "AAPL" or "BTC/USD".
//
// Held in place (no allocation, trivially copyable), ordered as its text. Every other spelling
// ("BTCUSD", "BTC-USD", lower case) is turned into this one where it enters, by parse().
#pragma once

#include "trading/result.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

namespace troupe::trading {

enum class asset_class : std::uint8_t { us_equity, crypto };

class symbol {
public:
  static constexpr std::size_t capacity = 23;

  constexpr symbol() = default;

  // Accepts "AAPL", "BRK.B", "BTC/USD", "BTC-USD", "btcusd" (six letters and more that end in
  // USD, USDC, USDT are read as a pair). Error: `invalid_symbol`.
  static result<symbol> parse(std::string_view text);
  // From text already canonical (a literal, a record of ours). Throws std::invalid_argument.
  static symbol of(std::string_view canonical);

  std::string_view text() const { return {text_.data()}; }
  bool empty() const { return text_[0] == '\0'; }
  asset_class kind() const;
  bool is_crypto() const { return kind() == asset_class::crypto; }
  // "BTCUSD" for "BTC/USD": how Alpaca's positions spell it. "AAPL" stays.
  std::string compact() const;
  // The same on every machine and in every build: it decides which lane a symbol lives on.
  std::uint64_t hash() const;

  friend std::strong_ordering operator<=>(const symbol& left, const symbol& right) {
    return std::memcmp(left.text_.data(), right.text_.data(), capacity + 1) <=> 0;
  }
  friend bool operator==(const symbol&, const symbol&) = default;

private:
  std::array<char, capacity + 1> text_{};
};

} // namespace troupe::trading

template <>
struct std::hash<troupe::trading::symbol> {
  std::size_t operator()(const troupe::trading::symbol& name) const noexcept {
    return static_cast<std::size_t>(name.hash());
  }
};
