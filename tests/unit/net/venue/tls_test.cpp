// The venue over TLS, met by our own clients and by ones that offer what is no longer safe.
#include "net/tls/identity.hpp"
#include "tests/unit/net/venue/market_start.hpp"
#include "tests/unit/net/venue/still_market.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <cstdlib>
#include <fstream>

#include <unistd.h>

namespace troupe::net::venue::tls_test {
namespace {

namespace ssl = boost::asio::ssl;
using boost::asio::ip::tcp;
using boost::system::error_code;
using nlohmann::json;

class venue_tls_test : public venue_test {
protected:
  void SetUp() override {
    server_options options;
    options.speed = std::nullopt;
    options.tls = who;
    start(std::make_unique<seeded_market>(
              seeded_market_options{.seed = 3, .start_ns = start_ns, .history_days = 1}),
          options);
    std::ofstream(authority) << who.certificate;
    setenv("SSL_CERT_FILE", authority.c_str(), 1);
  }
  ~venue_tls_test() override {
    unsetenv("SSL_CERT_FILE");
    std::filesystem::remove(authority);
  }

  http::endpoint secure(const std::string& host) const { return {true, host, venue->port(), {}}; }

  http::client client_of(const std::string& host) {
    return {
        io, secure(host),
        http::client_options{.headers = {{"APCA-API-KEY-ID", "K"}, {"APCA-API-SECRET-KEY", "S"}}}};
  }

  // Whether hands are shaken by a client with these terms, and the cipher that they agree on.
  std::optional<std::string> shake_hands(const std::function<void(SSL_CTX*)>& set_terms) {
    ssl::context context(ssl::context::tls_client);
    set_terms(context.native_handle());
    ssl::stream<tcp::socket> stream(io, context);
    stream.next_layer().connect({boost::asio::ip::address_v4::loopback(), venue->port()});
    std::optional<error_code> outcome;
    stream.async_handshake(ssl::stream_base::client, [&](error_code failed) { outcome = failed; });
    EXPECT_TRUE(run_until(io, [&] { return outcome.has_value(); }));
    if (!outcome || *outcome)
      return std::nullopt;
    return SSL_get_cipher_name(stream.native_handle());
  }

  const tls::identity who = tls::make_self_signed().value();
  const std::filesystem::path authority =
      std::filesystem::path(testing::TempDir()) / ("venue-" + std::to_string(::getpid()) + ".pem");
};

TEST_F(venue_tls_test, serves_requests_under_each_name_of_its_certificate) {
  EXPECT_EQ(venue->url().substr(0, 8), "https://");
  for (const auto* host : {"localhost", "127.0.0.1"}) {
    auto client = client_of(host);
    for (int count = 0; count < 3; ++count)
      EXPECT_EQ(ask_with(client, "GET", "/v2/account").status, 200) << host;
    const auto listed = ask_with(client, "GET", "/v2/assets");
    EXPECT_GT(listed.body.size(), 4'000u);
    EXPECT_TRUE(json::accept(listed.body));
  }
}

TEST_F(venue_tls_test, carries_order_events_on_its_web_sockets) {
  std::shared_ptr<websocket::connection> socket;
  std::vector<json> frames;
  bool closed = false;
  websocket::open(io, secure("localhost"), "/stream", {},
                  {.on_open =
                       [&](auto opened) {
                         socket = std::move(opened);
                         socket->send_text(authenticate);
                         socket->send_text(listen);
                       },
                   .on_message = [&](auto text, auto) { frames.push_back(json::parse(text)); },
                   .on_close = [&](auto, auto) { closed = true; }});
  ASSERT_TRUE(run_until(io, [&] { return frames.size() == 2; }));
  auto client = client_of("localhost");
  ask_with(client, "POST", "/v2/orders",
           R"({"symbol":"AAPL","qty":1,"side":"buy","type":"market","time_in_force":"day"})");
  ASSERT_TRUE(run_until(io, [&] { return frames.size() >= 4; }));
  EXPECT_EQ(frames[3]["data"]["event"], "fill");
  venue->stop();
  EXPECT_TRUE(run_until(io, [&] { return closed; }));
}

TEST_F(venue_tls_test, is_refused_by_a_client_that_does_not_trust_it) {
  std::ofstream(authority) << tls::make_self_signed()->certificate;
  auto client = client_of("localhost");
  EXPECT_EQ(ask_with(client, "GET", "/v2/account").status, 0);
}

TEST_F(venue_tls_test, shakes_hands_by_modern_terms_only) {
  EXPECT_TRUE(shake_hands([](SSL_CTX*) {}));
  const auto with_ciphers = [this](const char* names) {
    return shake_hands([names](SSL_CTX* context) {
      SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
      SSL_CTX_set_cipher_list(context, names);
    });
  };
  EXPECT_EQ(with_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256"), "ECDHE-ECDSA-AES128-GCM-SHA256");
  EXPECT_EQ(with_ciphers("ECDHE-ECDSA-CHACHA20-POLY1305"), "ECDHE-ECDSA-CHACHA20-POLY1305");
  EXPECT_FALSE(with_ciphers("ECDHE-ECDSA-AES128-SHA256"));
  EXPECT_FALSE(with_ciphers("ECDHE-ECDSA-AES256-SHA"));
  EXPECT_FALSE(shake_hands([](SSL_CTX* context) {
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION);
  }));
}

TEST_F(venue_tls_test, outlives_a_client_that_speaks_no_tls) {
  EXPECT_EQ(ask("GET", "/v2/account").status, 0); // the fixture's client is a plain one
  auto client = client_of("localhost");
  EXPECT_EQ(ask_with(client, "GET", "/v2/account").status, 200);
}

} // namespace
} // namespace troupe::net::venue::tls_test
