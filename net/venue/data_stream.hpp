// One connection to a market data stream: its handshake and what it is subscribed to.
#pragma once

#include "net/venue/channel_lists.hpp"
#include "net/venue/credentials.hpp"
#include "net/venue/data_streams.hpp"
#include "net/venue/faults/stream_faults.hpp"
#include "net/websocket/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace troupe::net::venue {

class data_stream : public std::enable_shared_from_this<data_stream> {
public:
  struct setting {
    data_feed feed;
    data_codec codec;
    bool authenticated; // by the headers of the upgrade request
  };

  data_stream(boost::asio::io_context& io, const credentials& keys, setting given,
              data_streams::on_subscription subscribed);

  void open(std::shared_ptr<websocket::connection> socket);
  void take(std::string_view payload);
  void closed();
  void send(std::shared_ptr<const std::string> frame); // in this stream's codec
  // Nothing is sent while it holds, though the connection stays and answers pings.
  void fall_silent(std::shared_ptr<const mute> silence) { silence_ = std::move(silence); }
  bool silent() const { return silence_ && silence_->holds(); }
  void disconnect();

  const channel_lists& lists() const { return lists_; }
  data_feed feed() const { return feed_; }
  data_codec codec() const { return codec_; }
  bool congested() const;

private:
  void authenticate(const std::string& key, const std::string& secret);
  void change(const std::string& action, const channel_request& asked);
  void send_control(const std::string& text); // JSON, sent in this stream's codec
  void refuse(int code, std::string_view message);

  const credentials& keys_;
  data_streams::on_subscription subscribed_;
  boost::asio::steady_timer deadline_;
  std::shared_ptr<websocket::connection> socket_;
  std::shared_ptr<const mute> silence_;
  channel_lists lists_;
  data_feed feed_;
  data_codec codec_;
  bool authenticated_;
};

} // namespace troupe::net::venue
