#include "tests/bench/floor_echo.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <thread>

namespace troupe::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using steady = std::chrono::steady_clock;
using message = std::array<char, 128>;

class echo {
public:
  explicit echo(tcp::socket socket) : socket_(std::move(socket)) { read(); }

private:
  void read() {
    asio::async_read(socket_, asio::buffer(bytes_), [this](error_code failed, std::size_t) {
      if (!failed) {
        write();
      }
    });
  }

  void write() {
    asio::async_write(socket_, asio::buffer(bytes_), [this](error_code failed, std::size_t) {
      if (!failed) {
        read();
      }
    });
  }

  tcp::socket socket_;
  message bytes_{};
};

std::int64_t round_trip_ns(tcp::socket& socket, message& bytes) {
  const auto begin = steady::now();
  asio::write(socket, asio::buffer(bytes));
  asio::read(socket, asio::buffer(bytes));
  return std::chrono::nanoseconds(steady::now() - begin).count();
}

} // namespace

latency_samples measure_asio_echo(int rounds) {
  asio::io_context server_io{1};
  tcp::acceptor acceptor(server_io, {asio::ip::make_address("127.0.0.1"), 0});
  asio::io_context client_io{1};
  tcp::socket client(client_io);
  client.connect(acceptor.local_endpoint());
  client.set_option(tcp::no_delay(true));
  tcp::socket accepted = acceptor.accept();
  accepted.set_option(tcp::no_delay(true));
  echo answering(std::move(accepted));
  std::jthread server([&server_io] { server_io.run(); });

  message bytes{};
  for (int i = 0; i < warm_up_rounds(rounds); ++i) {
    round_trip_ns(client, bytes);
  }
  latency_samples samples_ns;
  samples_ns.reserve(static_cast<std::size_t>(rounds));
  for (int i = 0; i < rounds; ++i) {
    samples_ns.push_back(round_trip_ns(client, bytes));
  }
  client.close();
  return samples_ns;
}

} // namespace troupe::bench
