// The order stream of every client that has opened /stream: authentication, `listen`, the events
// of orders, and the lockstep extension (`barrier`, `sync`). Frames are binary and hold JSON text,
// or MessagePack for a client whose upgrade request says `Content-Type: application/msgpack`.
//
// The extension's messages are {"action":"barrier","data":{"step":N}}, which goes to the market,
// and {"action":"sync","data":{"step":N}}, which is echoed as {"stream":"sync",…} behind every
// event so far. Both need authentication.
#pragma once

#include "net/venue/credentials.hpp"
#include "net/venue/exchange.hpp"
#include "net/venue/faults/fault_desk.hpp"
#include "net/websocket/connection.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

namespace troupe::net::venue {

class order_stream;

class order_streams {
public:
  using on_barrier = std::function<void(std::uint64_t client, std::uint64_t step)>;

  order_streams(boost::asio::io_context& io, const exchange& market, const credentials& keys,
                fault_desk& faults, on_barrier barrier);
  ~order_streams();

  // What a new connection is served with. The handlers must not outlive this object.
  websocket::handlers accept(const std::vector<http::header>& headers);

  void tell(const trading::order_updates& updates);
  // An error frame to one client, told apart as in on_barrier.
  void refuse(std::uint64_t client, std::string_view why);
  void tell_barrier(std::uint64_t step, trading::time_ns at);
  bool congested() const;

private:
  using shared_frame = std::shared_ptr<const std::string>;
  void tell_listeners(const shared_frame& frame);
  void tell_through_faults(const shared_frame& frame);

  boost::asio::io_context& io_;
  const exchange& market_;
  const credentials& keys_;
  fault_desk& faults_;
  on_barrier barrier_;
  std::uint64_t clients_ = 0;
  std::map<std::uint64_t, std::shared_ptr<order_stream>> streams_; // bounded by the server
};

} // namespace troupe::net::venue
