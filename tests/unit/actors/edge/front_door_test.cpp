#include "actors/edge/front_door.hpp"

#include "net/tls/identity.hpp"
#include "tests/unit/actors/edge/story.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <fstream>
#include <gtest/gtest.h>
#include <thread>

namespace troupe::actors::front_door_test {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::int64_t second_ns = 1'000'000'000;

class guarded_door {
public:
  guarded_door() {
    settings.address = "127.0.0.1";
    settings.connections_max = 10;
    settings.tls_certificate = (home.path() / "certificate.pem").string();
    settings.tls_key = (home.path() / "key.pem").string();
    settings.redirect_port = free_port();
    EXPECT_TRUE(net::tls::load_or_make(home.path()));
  }

  result<std::unique_ptr<front_door>> open() {
    return front_door::open(
        lane, settings,
        {net::http::refusal,
         [this](net::http::request got, const net::http::respond& answer) {
           asked.push_back(got);
           answer({200, {}, "hello"});
         },
         {},
         [this](const result<void>& done) { changes.push_back(done ? "" : done.failure().code); }});
  }

  // As a client that trusts `certificate` alone: the answer, or why there was none.
  std::string fetch(std::uint16_t port, const std::string& certificate) {
    std::string outcome;
    std::thread client([&] {
      try {
        asio::io_context io;
        asio::ssl::context trust(asio::ssl::context::tls_client);
        trust.add_certificate_authority(asio::buffer(certificate));
        asio::ssl::stream<tcp::socket> peer(io, trust);
        peer.set_verify_mode(asio::ssl::verify_peer);
        peer.set_verify_callback(asio::ssl::host_name_verification("localhost"));
        peer.lowest_layer().connect({asio::ip::make_address("127.0.0.1"), port});
        peer.handshake(asio::ssl::stream_base::client);
        const std::string request = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
        asio::write(peer, asio::buffer(request));
        boost::system::error_code ended;
        asio::read(peer, asio::dynamic_buffer(outcome), ended);
      } catch (const std::exception& failed) {
        outcome = failed.what();
      }
      done = true;
    });
    done = false;
    lane.restart();
    const auto keep_running = asio::make_work_guard(lane);
    for (int turn = 0; turn < 30'000 && !done; ++turn)
      lane.run_one_for(std::chrono::milliseconds(1));
    client.join();
    return outcome;
  }

  static std::int64_t free_port() {
    asio::io_context io;
    return tcp::acceptor(io, {asio::ip::make_address("127.0.0.1"), 0}).local_endpoint().port();
  }

  std::string certificate() const {
    std::ifstream file(settings.tls_certificate);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // Files whose times differ from those before.
  void write(const std::string& path, const std::string& text) {
    std::ofstream(path) << text;
    std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() +
                                               std::chrono::seconds(++writes));
  }

  scratch_folder home;
  asio::io_context lane;
  config::edge_settings settings;
  std::vector<net::http::request> asked;
  std::vector<std::string> changes;
  std::atomic<bool> done = false;
  int writes = 0;
};

} // namespace

TEST(front_door, speaks_tls_and_knows_the_address_of_the_client) {
  guarded_door it;
  const auto opened = it.open();
  ASSERT_TRUE(opened) << opened.failure().message;
  EXPECT_NE(it.fetch((*opened)->port(), it.certificate()).find("hello"), std::string::npos);
  ASSERT_EQ(it.asked.size(), 1u);
  EXPECT_EQ(it.asked[0].remote_address, "127.0.0.1");
}

TEST(front_door, takes_a_changed_certificate_without_a_restart) {
  guarded_door it;
  const auto opened = it.open();
  ASSERT_TRUE(opened);
  const auto before = it.certificate();
  const auto fresh = net::tls::make_self_signed().value();
  it.write(it.settings.tls_certificate, fresh.certificate);
  (*opened)->look(second_ns);
  EXPECT_TRUE(it.changes.empty()) << "half of the pair";
  it.write(it.settings.tls_key, fresh.key);
  (*opened)->look(2 * second_ns);
  EXPECT_EQ(it.changes, std::vector<std::string>{""});
  EXPECT_NE(it.fetch((*opened)->port(), fresh.certificate).find("hello"), std::string::npos);
  EXPECT_EQ(it.fetch((*opened)->port(), before).find("hello"), std::string::npos);
  (*opened)->look(3 * second_ns);
  EXPECT_EQ(it.changes.size(), 1u) << "nothing has changed since";
}

TEST(front_door, keeps_its_certificate_where_the_changed_one_cannot_be_used) {
  guarded_door it;
  const auto opened = it.open();
  ASSERT_TRUE(opened);
  const auto before = it.certificate();
  it.write(it.settings.tls_certificate, "no certificate");
  for (int second = 1; second <= 10; ++second)
    (*opened)->look(second * second_ns);
  EXPECT_EQ(it.changes, std::vector<std::string>{"invalid_certificate"});
  EXPECT_NE(it.fetch((*opened)->port(), before).find("hello"), std::string::npos);
}

TEST(front_door, does_not_open_without_a_certificate_that_belongs_to_the_key) {
  guarded_door it;
  it.write(it.settings.tls_key, net::tls::make_self_signed().value().key);
  EXPECT_EQ(it.open().failure().code, "invalid_certificate");
  std::filesystem::remove(it.settings.tls_key);
  EXPECT_EQ(it.open().failure().code, "file_unreadable");
}

TEST(front_door, points_plain_http_to_https) {
  const auto location = [](const std::string& host, const std::string& target,
                           std::uint16_t port) {
    const auto told = point_to_https({"GET", target, {{"Host", host}}, {}, {}}, port);
    return std::to_string(told.status) + " " +
           std::string(net::http::header_value(told.headers, "Location"));
  };
  EXPECT_EQ(location("trade.example", "/a?b=c", 443), "308 https://trade.example/a?b=c");
  EXPECT_EQ(location("127.0.0.1:9080", "/", 9000), "308 https://127.0.0.1:9000/");
  EXPECT_EQ(location("[::1]:9080", "/", 9000), "308 https://[::1]:9000/");
  EXPECT_EQ(location("[::1]", "/", 443), "308 https://[::1]/");
  for (const auto* host : {"", "a/b", "a@b", "a b", "a\"b"})
    EXPECT_EQ(location(host, "/", 443), "400 ") << host;
  EXPECT_EQ(location("h", "http://evil.example/", 443), "400 ");
}

} // namespace troupe::actors::front_door_test
