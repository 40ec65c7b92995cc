// What the tests of the network share: a loop to run until something has happened, a server that
// echoes, and a raw socket for what no client of ours would send.
#pragma once

#include "net/http/client.hpp"
#include "net/http/server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace troupe::net {

inline constexpr std::chrono::seconds patience{30};

// Runs the loop until `done()` holds; fails the test when that takes too long.
inline void run_until(boost::asio::io_context& io, const std::function<bool()>& done) {
  const auto limit = std::chrono::steady_clock::now() + patience;
  while (!done()) {
    if (std::chrono::steady_clock::now() > limit) {
      FAIL() << "waited too long";
    }
    io.restart();
    io.run_one_for(std::chrono::milliseconds(2));
  }
}

// Runs the loop until nothing is left to do; fails the test when that takes too long.
inline void run_to_end(boost::asio::io_context& io) {
  io.restart();
  io.run_for(patience);
  EXPECT_TRUE(io.stopped()) << "something still keeps the loop running";
}

inline http::endpoint at_port(std::uint16_t port) {
  return {false, "127.0.0.1", port, {}};
}

inline http::response text_response(std::string body) {
  return {200, {}, std::move(body)};
}

inline std::unique_ptr<http::server> must_start(boost::asio::io_context& io,
                                                http::request_handler on_request,
                                                http::upgrade_handler on_upgrade = {},
                                                http::server_options options = {}) {
  auto started =
      http::server::start(io, std::move(options), std::move(on_request), std::move(on_upgrade));
  if (!started) {
    throw std::runtime_error(started.failure().message);
  }
  return std::move(started).value();
}

// Sends a request and runs the loop until its outcome is known.
inline result<http::response> fetch(boost::asio::io_context& io, http::client& client,
                                    http::request message) {
  std::optional<result<http::response>> outcome;
  client.send(std::move(message),
              [&outcome](result<http::response> got) { outcome.emplace(std::move(got)); });
  run_until(io, [&outcome] { return outcome.has_value(); });
  return outcome ? *outcome : result<http::response>(error{"none", "no outcome"});
}

// A request to open a WebSocket, as a client of the simplest kind writes it.
inline std::string upgrade_request(std::string_view target, std::string_view more_headers = {}) {
  return "GET " + std::string(target) +
         " HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
         std::string(more_headers) + "\r\n";
}

// A plain socket on the same loop that says what it is told and keeps what it hears.
class raw_peer {
public:
  raw_peer(boost::asio::io_context& io, std::uint16_t port) : io_(io), socket_(io) {
    socket_.connect({boost::asio::ip::make_address("127.0.0.1"), port});
    listen();
  }

  void say(std::string_view text) {
    boost::system::error_code ignored;
    socket_.write_some(boost::asio::buffer(text.data(), text.size()), ignored);
  }

  void close() { socket_.close(); }
  bool ended() const { return ended_; }
  const std::string& heard() const { return heard_; }

  void run_until_heard(std::string_view text) {
    run_until(io_, [this, text] { return heard_.find(text) != std::string::npos; });
  }
  void run_until_ended() {
    run_until(io_, [this] { return ended_; });
  }

private:
  void listen() {
    socket_.async_read_some(boost::asio::buffer(buffer_),
                            [this](boost::system::error_code failed, std::size_t n) {
                              if (failed == boost::asio::error::operation_aborted) {
                                return;
                              }
                              heard_.append(buffer_.data(), n);
                              if (failed) {
                                ended_ = true;
                              } else {
                                listen();
                              }
                            });
  }

  boost::asio::io_context& io_;
  boost::asio::ip::tcp::socket socket_;
  std::array<char, 4096> buffer_{};
  std::string heard_;
  bool ended_ = false;
};

// A listening socket whose connections the test plays by hand.
class raw_listener {
public:
  explicit raw_listener(boost::asio::io_context& io)
      : io_(io), acceptor_(io, {boost::asio::ip::make_address("127.0.0.1"), 0}) {}

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  // Waits for a connection, then for `bytes` of it.
  boost::asio::ip::tcp::socket accept() {
    std::optional<boost::asio::ip::tcp::socket> accepted;
    acceptor_.async_accept(
        [&accepted](boost::system::error_code failed, boost::asio::ip::tcp::socket socket) {
          if (!failed) {
            accepted.emplace(std::move(socket));
          }
        });
    run_until(io_, [&accepted] { return accepted.has_value(); });
    return std::move(accepted).value();
  }

  // What comes on `socket` up to an empty line.
  std::string read_head(boost::asio::ip::tcp::socket& socket) {
    std::string head;
    run_until(io_, [&head, &socket] {
      std::array<char, 4096> bytes{};
      if (socket.available() > 0) {
        head.append(bytes.data(), socket.read_some(boost::asio::buffer(bytes)));
      }
      return head.find("\r\n\r\n") != std::string::npos;
    });
    return head;
  }

private:
  boost::asio::io_context& io_;
  boost::asio::ip::tcp::acceptor acceptor_;
};

} // namespace troupe::net
