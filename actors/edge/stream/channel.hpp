// What a stream's client can listen to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace troupe::actors {

// `decisions` are all, with their gates; `signals` those of strategies that want something;
// `notifications` what people are told (trading/notice.hpp).
enum class channel : std::uint8_t {
  quotes,
  trades,
  bars,
  signals,
  decisions,
  orders,
  positions,
  account,
  status,
  notifications,
  backtests
};

inline constexpr std::size_t channel_count = 11;
inline constexpr std::array<std::string_view, channel_count> channel_names{
    "quotes",    "trades",  "bars",   "signals",       "decisions", "orders",
    "positions", "account", "status", "notifications", "backtests"};

constexpr std::string_view to_text(channel which) {
  return channel_names[static_cast<std::size_t>(which)];
}
constexpr std::optional<channel> parse_channel(std::string_view text) {
  for (std::size_t index = 0; index < channel_count; ++index)
    if (channel_names[index] == text)
      return static_cast<channel>(index);
  return std::nullopt;
}
// Whether it tells of the market, symbol by symbol, rather than of the account.
constexpr bool is_market(channel which) {
  return which <= channel::decisions;
}

} // namespace troupe::actors
