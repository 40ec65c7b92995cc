// Reads the frames of a market data stream: bytes in, typed values out. Knows no socket.
//
// Prices and sizes go from decimal text to fixed point, times from RFC 3339 to nanoseconds; no
// floating point on the way. Keys may come in any order; unknown keys and kinds are left alone.
// A message that cannot be read is counted and the rest of its frame still told; of a frame that
// is cut or is not JSON, what came before the fault is told and the frame counted. After the
// first frames nothing is allocated: the frame is copied into a buffer that is used again.
#pragma once

#include "net/alpaca/subscriptions.hpp"
#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/time.hpp"
#include "trading/market/trade.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace troupe::net::alpaca {

// Where the decoder tells what it read. References are valid during the call only.
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

struct decoder_counters {
  std::uint64_t messages = 0;           // told
  std::uint64_t malformed_frames = 0;   // not an array of objects, or cut
  std::uint64_t malformed_messages = 0; // a needed key is missing or unreadable
  std::uint64_t unknown_messages = 0;   // a kind that is not known or not used here
};

class frame_decoder {
public:
  frame_decoder();
  ~frame_decoder();
  frame_decoder(const frame_decoder&) = delete;
  frame_decoder& operator=(const frame_decoder&) = delete;

  void decode(std::string_view frame, frame_listener& listener);
  const decoder_counters& counters() const;

private:
  class state;
  std::unique_ptr<state> state_;
};

} // namespace troupe::net::alpaca
