// One connection to a market data stream: its handshake and what it is subscribed to.
#pragma once

#include "net/venue/credentials.hpp"
#include "net/venue/data/channel_lists.hpp"
#include "net/venue/data/data_plan.hpp"
#include "net/venue/data/stream_feed.hpp"
#include "net/venue/faults/stream_faults.hpp"
#include "net/websocket/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace troupe::net::venue {

class data_stream;

// What a stream asks of whoever serves it.
class stream_host {
public:
  // Whether one more connection of this key to this endpoint is allowed.
  virtual bool admits(const std::string& key, const stream_endpoint& endpoint) const = 0;
  // Its lists have changed by this request.
  virtual void subscribed(data_stream& stream, const channel_request& asked) = 0;
  // It could not follow, and is being closed.
  virtual void fell_behind() = 0;

protected:
  ~stream_host() = default;
};

class data_stream : public std::enable_shared_from_this<data_stream> {
public:
  struct setting {
    stream_endpoint endpoint;
    data_codec codec;
    std::optional<key_pair> presented; // by the headers of the upgrade request
  };

  data_stream(boost::asio::io_context& io, const credentials& keys, const data_plan& plan,
              setting given, stream_host& host);

  void open(std::shared_ptr<websocket::connection> socket);
  void take(std::string_view payload);
  void closed();
  // In this stream's codec. A client that is slow_client_bytes behind is told so and closed.
  void send(std::shared_ptr<const std::string> frame);
  // Nothing is sent while it holds, though the connection stays and answers pings.
  void fall_silent(std::shared_ptr<const mute> silence) { silence_ = std::move(silence); }
  bool silent() const { return silence_ && silence_->holds(); }
  void disconnect();

  const channel_lists& lists() const { return lists_; }
  data_feed feed() const { return given_.endpoint.feed; }
  const stream_endpoint& endpoint() const { return given_.endpoint; }
  data_codec codec() const { return given_.codec; }
  // The key that it was authenticated with; empty before.
  const std::string& key() const { return key_; }
  bool congested() const;

private:
  void authenticate(const key_pair& given);
  // What keeps a client with good keys out.
  std::optional<stream_refusal> entry_refusal(const std::string& key) const;
  void change(const std::string& action, const channel_request& asked);
  void send_control(const std::string& text); // JSON, sent in this stream's codec
  void refuse(int code, std::string_view message);
  void put(std::shared_ptr<const std::string> frame);
  void refuse_slow_client();

  const credentials& keys_;
  const data_plan& plan_;
  stream_host& host_;
  boost::asio::steady_timer deadline_;
  std::shared_ptr<websocket::connection> socket_;
  std::shared_ptr<const mute> silence_;
  setting given_;
  channel_lists lists_;
  std::string key_;
  bool closing_ = false;
};

} // namespace troupe::net::venue
