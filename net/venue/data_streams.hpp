// The market data streams, /v2/iex, /v2/sip and /v1beta3/crypto/us: the handshake, subscriptions
// and data, as JSON in text frames, or as MessagePack in binary frames for a client whose upgrade
// request says `Content-Type: application/msgpack`.
//
// The extension: a client that lists "ticks":["*"] in a subscription gets, behind the data of each
// instant, a frame [{"T":"tick","t":…,"n":step}], with "end":true when the data are spent.
#pragma once

#include "net/venue/credentials.hpp"
#include "net/venue/faults/fault_desk.hpp"
#include "net/venue/market_source.hpp"
#include "net/websocket/connection.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

namespace troupe::net::venue {

class data_stream;

enum class data_feed : std::uint8_t { stocks, crypto };
enum class data_codec : std::uint8_t { json, msgpack };

class data_streams {
public:
  // Called when a client subscribes, with whether it asked for ticks.
  using on_subscription = std::function<void(bool ticks)>;

  data_streams(boost::asio::io_context& io, const credentials& keys, fault_desk& faults,
               on_subscription subscribed);
  ~data_streams();

  // What a new connection is served with. The handlers must not outlive this object.
  websocket::handlers accept(data_feed feed, const std::vector<http::header>& headers);

  // To each client the events that it is subscribed to, in one frame, and then the tick.
  void tell(const market_instant& instant, std::uint64_t step, bool end);
  bool congested() const;

private:
  void tell_streams(const market_instant& instant, std::uint64_t step, bool end);
  void disturb();

  boost::asio::io_context& io_;
  const credentials& keys_;
  fault_desk& faults_;
  on_subscription subscribed_;
  std::uint64_t clients_ = 0;
  std::map<std::uint64_t, std::shared_ptr<data_stream>> streams_; // bounded by the server
};

} // namespace troupe::net::venue
