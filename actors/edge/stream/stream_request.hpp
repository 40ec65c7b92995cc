// What a client may say on a stream:
//   {"action":"auth","token":"…"}
//   {"action":"subscribe","channels":["quotes"],"symbols":["BTC/USD"]}     without symbols: "*"
//   {"action":"unsubscribe","channels":["quotes"]}                         without channels: all
//   {"action":"resume","stream":"…","seq":17}    what came after 17 on a connection that broke off
//   {"action":"ping"}
#pragma once

#include "actors/edge/stream/channel.hpp"
#include "trading/market/symbol.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace troupe::actors {

struct auth_request {
  std::string token;
};
struct subscribe_request {
  bool adds = true; // false: unsubscribe
  std::vector<channel> channels;
  std::vector<std::string> unknown_channels; // named, but not served
  std::vector<trading::symbol> symbols;      // empty: all
};
struct resume_request {
  std::string stream;    // as `subscribed` named it
  std::uint64_t seq = 0; // of the last message that arrived
};
struct ping_request {};

using stream_request = std::variant<auth_request, subscribe_request, resume_request, ping_request>;

// Errors: `invalid_message`, `unknown_action`, `invalid_symbol`.
result<stream_request> read_stream_request(std::string_view text);

} // namespace troupe::actors
