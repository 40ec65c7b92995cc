// What a bench's venue says: Alpaca's answers and frames, with one account that holds nothing at
// first, one asset (BTC/USD) and one price.
#pragma once

#include "trading/market/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::bench {

// Answers to GET, by the target's path; empty for what this venue does not know.
std::string answer_to_query(std::string_view target, trading::time_ns now);

// [{"T":"q",…}] of BTC/USD.
std::string quote_payload(trading::time_ns at);

// The order that a POST's body asks for, as accepted, and as the order stream reports its fill.
struct order_words {
  std::string accepted;
  std::string fill;
};
order_words words_for_order(std::string_view body, std::uint64_t number, trading::time_ns at);

// What a client's frame on the data stream or on the order stream is answered with; empty where
// nothing is to be said. `subscribes` is set by the one that completes the handshake.
std::string answer_to_data_client(std::string_view message, bool& subscribes);
std::string answer_to_order_client(std::string_view message);

} // namespace troupe::bench
