// Reads the frames of the order stream: bytes in, one typed message out. Knows no socket.
#pragma once

#include "net/alpaca/reports.hpp"
#include "trading/market/time.hpp"
#include "trading/orders/order.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace troupe::net::alpaca {

struct order_update {
  trading::order_event event;
  order_report order; // as it is after it, with its legs where the venue tells them
};
struct authorization {
  bool granted = false;
};
struct listening {
  bool to_orders = false;
};
struct barrier_reached {
  std::uint64_t step = 0;
  trading::time_ns market_ns = 0;
};
struct step_synced {
  std::uint64_t step = 0;
};
struct stream_fault {
  std::string message;
};
// Of a kind not known here; to be left alone.
struct other_message {};

using order_stream_message =
    std::variant<order_update, authorization, listening, barrier_reached, step_synced,
                 stream_fault, other_message>;

class order_stream_decoder {
public:
  order_stream_decoder();
  ~order_stream_decoder();
  order_stream_decoder(const order_stream_decoder&) = delete;
  order_stream_decoder& operator=(const order_stream_decoder&) = delete;

  // Error `malformed_report`. An event word that is not known becomes the state that the order
  // has after it, so that nothing is lost.
  result<order_stream_message> decode(std::string_view frame);

private:
  class state;
  std::unique_ptr<state> state_;
};

} // namespace troupe::net::alpaca
