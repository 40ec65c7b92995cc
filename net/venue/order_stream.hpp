// One connection to the order stream: authentication, what it listens to, and its steps.
#pragma once

#include "net/venue/credentials.hpp"
#include "net/venue/faults/stream_faults.hpp"
#include "net/websocket/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace troupe::net::venue {

class order_stream : public std::enable_shared_from_this<order_stream> {
public:
  using on_barrier = std::function<void(std::uint64_t step)>;

  struct setting { // by the headers of the upgrade request
    bool authenticated;
    bool packs; // speaks MessagePack; otherwise JSON
  };

  order_stream(boost::asio::io_context& io, const credentials& keys, const setting& given,
               on_barrier barrier);

  void open(std::shared_ptr<websocket::connection> socket);
  void take(std::string_view payload);
  void closed();
  void send(std::shared_ptr<const std::string> frame);
  void refuse(std::string_view why);
  // Nothing is sent while it holds, though the connection stays and answers pings.
  void fall_silent(std::shared_ptr<const mute> silence) { silence_ = std::move(silence); }
  bool silent() const { return silence_ && silence_->holds(); }
  void disconnect();

  bool listening() const { return listening_; }
  bool steps_with_market() const { return steps_with_market_; } // has sent a barrier
  bool congested() const;

private:
  struct message; // parsed

  void send(std::string frame);
  void authenticate(const message& asked);
  void listen(const message& asked);
  void take_step(const message& asked);

  const credentials& keys_;
  on_barrier barrier_;
  boost::asio::steady_timer deadline_;
  std::shared_ptr<websocket::connection> socket_;
  std::shared_ptr<const mute> silence_;
  bool authenticated_;
  bool packs_;
  bool listening_ = false;
  bool steps_with_market_ = false;
};

} // namespace troupe::net::venue
