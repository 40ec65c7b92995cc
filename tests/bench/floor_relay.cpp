#include "tests/bench/floor_relay.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>

namespace troupe::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using steady = std::chrono::steady_clock;
using websocket = beast::websocket::stream<tcp::socket>;

constexpr std::chrono::microseconds pace{500};
constexpr std::string_view quote =
    R"([{"T":"q","S":"AAPL","bx":"V","bp":187.21,"bs":3,"ax":"V","ap":187.23,"as":2,)"
    R"("c":["R"],"z":"C","t":"2026-11-20T15:30:00.123456789Z"}])";
constexpr std::string_view response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

std::string prepared_post() {
  const std::string body = R"({"symbol":"AAPL","qty":"10","side":"buy","type":"limit",)"
                           R"("limit_price":"187.23","time_in_force":"day",)"
                           R"("client_order_id":"main-1-1"})";
  return "POST /v2/orders HTTP/1.1\r\nHost: 127.0.0.1:9200\r\nAPCA-API-KEY-ID: key\r\n"
         "APCA-API-SECRET-KEY: secret\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

// A server's frame is not masked: two bytes of head, two more from 126 bytes of payload on.
std::string prepared_frame(std::string_view payload) {
  std::string frame{'\x81'};
  if (payload.size() < 126) {
    frame += static_cast<char>(payload.size());
  } else {
    frame +=
        {'\x7e', static_cast<char>(payload.size() >> 8), static_cast<char>(payload.size() & 0xff)};
  }
  return frame.append(payload);
}

class relay {
public:
  relay(asio::io_context& io, const tcp::endpoint& venue) : stream_(io), orders_(io) {
    orders_.connect(venue);
    orders_.set_option(tcp::no_delay(true));
    orders_.non_blocking(true);
    stream_.next_layer().connect(venue);
    stream_.next_layer().set_option(tcp::no_delay(true));
    stream_.handshake("127.0.0.1", "/");
    read_frame();
    read_response();
  }

private:
  void read_frame() {
    stream_.async_read(frame_, [this](error_code failed, std::size_t) {
      if (failed) {
        orders_.close();
        return;
      }
      orders_.write_some(asio::buffer(post_));
      frame_.clear();
      read_frame();
    });
  }

  void read_response() {
    orders_.async_read_some(asio::buffer(response_), [this](error_code failed, std::size_t) {
      if (!failed) {
        read_response();
      }
    });
  }

  websocket stream_;
  tcp::socket orders_;
  beast::flat_buffer frame_;
  std::array<char, 1024> response_{};
  const std::string post_ = prepared_post();
};

class venue {
public:
  explicit venue(asio::io_context& io)
      : acceptor_(io, {asio::ip::make_address("127.0.0.1"), 0}), orders_(io), data_(io) {}

  tcp::endpoint address() const { return acceptor_.local_endpoint(); }

  void accept_relay() {
    acceptor_.accept(orders_);
    orders_.set_option(tcp::no_delay(true));
    acceptor_.accept(data_);
    data_.set_option(tcp::no_delay(true));
    websocket opening(std::move(data_));
    opening.accept();
    data_ = std::move(opening.next_layer());
  }

  std::int64_t tick_to_order_ns() {
    const auto begin = steady::now();
    asio::write(data_, asio::buffer(frame_));
    asio::read(orders_, asio::buffer(post_));
    const auto end = steady::now();
    asio::write(orders_, asio::buffer(response));
    return std::chrono::nanoseconds(end - begin).count();
  }

  void close() { data_.close(); }

private:
  tcp::acceptor acceptor_;
  tcp::socket orders_;
  tcp::socket data_;
  const std::string frame_ = prepared_frame(quote);
  std::string post_ = prepared_post();
};

} // namespace

latency_figures measure_beast_relay(int rounds) {
  asio::io_context venue_io{1};
  venue generator(venue_io);
  std::jthread relaying([address = generator.address()] {
    asio::io_context io{1};
    relay bare(io, address);
    io.run();
  });
  generator.accept_relay();

  std::vector<std::int64_t> samples_ns;
  samples_ns.reserve(static_cast<std::size_t>(rounds));
  auto next = steady::now();
  for (int i = -warm_up_rounds(rounds); i < rounds; ++i) {
    std::this_thread::sleep_until(next);
    next = steady::now() + pace;
    const std::int64_t taken_ns = generator.tick_to_order_ns();
    if (i >= 0) {
      samples_ns.push_back(taken_ns);
    }
  }
  generator.close();
  return figures_of(std::move(samples_ns));
}

} // namespace troupe::bench
