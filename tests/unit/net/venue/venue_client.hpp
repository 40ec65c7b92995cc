// A venue on a free port and the clients that talk to it over real sockets, on one io_context.
// Everything is awaited by running that context until a condition holds or ten seconds have gone.
#pragma once

#include "net/http/client.hpp"
#include "net/venue/server.hpp"
#include "net/websocket/client.hpp"

#include <boost/asio/io_context.hpp>
#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace troupe::net::venue {

inline bool run_until(boost::asio::io_context& io, const std::function<bool()>& holds) {
  using clock = std::chrono::steady_clock;
  const auto deadline = clock::now() + std::chrono::seconds(10);
  while (!holds() && clock::now() < deadline) {
    io.restart();
    io.run_one_for(std::chrono::milliseconds(50));
  }
  return holds();
}

// Every frame that arrived on one WebSocket, in order.
class stream_client {
public:
  stream_client(boost::asio::io_context& io, std::uint16_t port, const std::string& path,
                websocket::client_options options = {})
      : io_(io), path_(path) {
    const std::weak_ptr<bool> alive = alive_;
    websocket::open(io, where(port), path, std::move(options),
                    {.on_open =
                         [this, alive](auto socket) {
                           if (!alive.expired())
                             socket_ = std::move(socket);
                         },
                     .on_message =
                         [this, alive](std::string_view payload, auto) {
                           if (!alive.expired())
                             take(payload);
                         },
                     .on_close =
                         [this, alive](auto, auto) {
                           if (!alive.expired())
                             closed_ = true;
                         }});
    EXPECT_TRUE(run_until(io_, [this] { return socket_ != nullptr || closed_; }));
  }

  static http::endpoint where(std::uint16_t port) {
    return http::endpoint::parse("http://127.0.0.1:" + std::to_string(port)).value();
  }

  void send(const std::string& text) { socket_->send_text(text); }
  void send_binary(std::string bytes) {
    socket_->send(std::make_shared<const std::string>(std::move(bytes)), websocket::opcode::binary);
  }
  ~stream_client() {
    if (open())
      close();
  }
  stream_client(const stream_client&) = delete;
  stream_client& operator=(const stream_client&) = delete;

  void close() { socket_->close(1000, "done"); }
  bool open() const { return socket_ != nullptr && !closed_; }

  // Waits until so many frames have arrived in all; the last of them.
  std::string frame(std::size_t count) {
    EXPECT_TRUE(run_until(io_, [&] { return frames_.size() >= count; })) << path_;
    return frames_.size() >= count ? frames_[count - 1] : std::string("{}");
  }

  const std::vector<std::string>& frames() const { return frames_; }
  std::function<void(const std::string&)> on_frame;

private:
  void take(std::string_view payload) {
    frames_.emplace_back(payload);
    if (on_frame)
      on_frame(frames_.back());
  }

  boost::asio::io_context& io_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  std::string path_;
  std::shared_ptr<websocket::connection> socket_;
  std::vector<std::string> frames_;
  bool closed_ = false;
};

class venue_test : public testing::Test {
protected:
  static constexpr const char* authenticate =
      R"({"action":"authenticate","data":{"key_id":"K","secret_key":"S"}})";
  static constexpr const char* listen =
      R"({"action":"listen","data":{"streams":["trade_updates"]}})";
  static constexpr const char* authorise_data = R"({"action":"auth","key":"K","secret":"S"})";

  void start(std::unique_ptr<market_source> source, server_options options) {
    options.port = 0;
    auto started = server::start(io, std::move(options), std::move(source));
    ASSERT_TRUE(started) << started.failure().message;
    venue = std::move(*started);
    rest = std::make_unique<http::client>(
        io, stream_client::where(venue->port()),
        http::client_options{.headers = {{"APCA-API-KEY-ID", "K"}, {"APCA-API-SECRET-KEY", "S"}}});
  }

  http::response ask(const std::string& method, const std::string& target,
                     const std::string& body = {}) {
    return ask_with(*rest, method, target, body);
  }

  http::response ask_with(http::client& client, const std::string& method,
                          const std::string& target, const std::string& body = {}) {
    std::optional<result<http::response>> answered;
    client.send(
        {.method = method, .target = target, .headers = {}, .body = body, .remote_address = {}},
        [&](auto outcome) { answered.emplace(std::move(outcome)); });
    EXPECT_TRUE(run_until(io, [&] { return answered.has_value(); })) << target;
    if (!answered || !*answered)
      return {.status = 0, .headers = {}, .body = "{}"};
    return std::move(answered->value());
  }

  nlohmann::json get(const std::string& target) {
    return nlohmann::json::parse(ask("GET", target).body);
  }

  boost::asio::io_context io;
  std::unique_ptr<server> venue;
  std::unique_ptr<http::client> rest;
};

} // namespace troupe::net::venue
