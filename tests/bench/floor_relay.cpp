#include "tests/bench/floor_relay.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <array>
#include <string>
#include <thread>

namespace troupe::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using websocket = beast::websocket::stream<tcp::socket>;

constexpr std::chrono::seconds connect_limit{5};

std::string prepared_post() {
  const std::string body = R"({"symbol":"BTC/USD","side":"buy","type":"market",)"
                           R"("time_in_force":"gtc","qty":"0.016666",)"
                           R"("client_order_id":"main-1-1"})";
  return "POST /v2/orders HTTP/1.1\r\nHost: 127.0.0.1:9200\r\nAPCA-API-KEY-ID: bench\r\n"
         "APCA-API-SECRET-KEY: bench\r\nContent-Type: application/json\r\n"
         "Accept: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
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
      if (failed)
        return;
      orders_.write_some(asio::buffer(post_));
      frame_.clear();
      read_frame();
    });
  }

  void read_response() {
    orders_.async_read_some(asio::buffer(response_), [this](error_code failed, std::size_t) {
      if (!failed)
        read_response();
    });
  }

  websocket stream_;
  tcp::socket orders_;
  beast::flat_buffer frame_;
  std::array<char, 4096> response_{};
  const std::string post_ = prepared_post();
};

} // namespace

tick_to_order_samples measure_beast_relay(int rounds) {
  venue_generator venue;
  asio::io_context io{1};
  std::jthread relaying([&io, port = venue.port()] {
    relay bare(io, {asio::ip::make_address("127.0.0.1"), port});
    io.run();
  });
  auto samples =
      venue.await_subscriber(connect_limit) ? venue.tick_to_order(rounds) : tick_to_order_samples{};
  io.stop();
  return samples;
}

} // namespace troupe::bench
