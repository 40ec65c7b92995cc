// Where the decoders of market data tell what they read, and what they count.
#pragma once

#include "net/alpaca/subscriptions.hpp"
#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/time.hpp"
#include "trading/market/trade.hpp"

#include <cstdint>
#include <string_view>

namespace troupe::net::alpaca {

// References are valid during the call only.
class frame_listener {
public:
  virtual void on_quote(const trading::quote& read) = 0;
  virtual void on_trade(const trading::trade& read) = 0;
  virtual void on_bar(const trading::bar& read) = 0;
  virtual void on_tick(trading::time_ns market_ns, std::uint64_t step, bool end) = 0;
  virtual void on_success(std::string_view message) = 0; // "connected", "authenticated"
  virtual void on_subscription(const subscriptions& present) = 0;
  virtual void on_error(std::int64_t code, std::string_view message) = 0;

protected:
  ~frame_listener() = default;
};

enum class told_as : std::uint8_t { told, malformed, unknown };

struct decoder_counters {
  std::uint64_t messages = 0;           // told
  std::uint64_t malformed_frames = 0;   // not an array of objects, or cut
  std::uint64_t malformed_messages = 0; // a needed key is missing or unreadable
  std::uint64_t unknown_messages = 0;   // a kind that is not known or not used here

  void count(told_as outcome) {
    messages += outcome == told_as::told ? 1 : 0;
    malformed_messages += outcome == told_as::malformed ? 1 : 0;
    unknown_messages += outcome == told_as::unknown ? 1 : 0;
  }
  friend bool operator==(const decoder_counters&, const decoder_counters&) = default;
};

} // namespace troupe::net::alpaca
