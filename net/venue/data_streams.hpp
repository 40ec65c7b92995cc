// The market data streams (data/stream_feed.hpp has their paths): the handshake, subscriptions and
// data, as JSON in text frames, or as MessagePack in binary frames for a client whose upgrade
// request says `Content-Type: application/msgpack`.
//
// The extension: a client that lists "ticks":["*"] in a subscription gets, behind the data of each
// instant, a frame [{"T":"tick","t":…,"n":step}], with "end":true when the data are spent. It is
// told the market's own events only, and nothing of what data/side_messages.hpp adds for others. A
// delayed stream is told quotes, trades and bars, and none of the faults in them.
#pragma once

#include "net/venue/credentials.hpp"
#include "net/venue/data/data_plan.hpp"
#include "net/venue/data/side_messages.hpp"
#include "net/venue/data/stream_feed.hpp"
#include "net/venue/data/test_feed.hpp"
#include "net/venue/data_stream.hpp"
#include "net/venue/faults/fault_desk.hpp"
#include "net/venue/market_source.hpp"
#include "net/websocket/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace troupe::net::venue {

struct told_message; // with its encoded forms

class data_streams final : private stream_host {
public:
  // Called when a client subscribes to the market, with whether it asked for ticks.
  using on_subscription = std::function<void(bool ticks)>;

  data_streams(boost::asio::io_context& io, const exchange& market, const credentials& keys,
               const data_plan& plan, fault_desk& faults, std::uint64_t seed,
               on_subscription subscribed);
  ~data_streams();

  // What a new connection is served with. The handlers must not outlive this object.
  websocket::handlers accept(const stream_endpoint& endpoint,
                             const std::vector<http::header>& headers);

  // To each client the events that it is subscribed to, in one frame, and then the tick.
  void tell(const market_instant& instant, std::uint64_t step, bool end);
  bool congested() const;
  std::uint64_t slow_clients() const { return slow_clients_; } // closed for it

private:
  bool admits(const std::string& key, const stream_endpoint& endpoint) const override;
  void subscribed(data_stream& stream, const channel_request& asked) override;
  void fell_behind() override { ++slow_clients_; }

  void tell_streams(const market_instant& seen, std::uint64_t step, bool end);
  void tell_one(data_stream& stream, std::vector<told_message>& messages);
  void tell_delayed(trading::time_ns at);
  bool side_messages_wanted() const;
  void send_books(data_stream& stream, const channel_request& asked);
  void run_test_feed();
  void disturb();

  boost::asio::io_context& io_;
  const exchange& market_;
  const credentials& keys_;
  const data_plan plan_;
  fault_desk& faults_;
  side_messages beside_;
  on_subscription subscribed_;
  trading::time_ns delayed_until_ns_; // what delayed streams were told
  std::uint64_t clients_ = 0;
  std::uint64_t slow_clients_ = 0;
  std::map<std::uint64_t, std::shared_ptr<data_stream>> streams_; // bounded by the server
  std::optional<test_feed> test_;                                 // from the first subscription
  std::uint64_t seed_;
  boost::asio::steady_timer test_second_;
  bool test_runs_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

} // namespace troupe::net::venue
