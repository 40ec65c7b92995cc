#include "net/http/endpoint.hpp"

#include <gtest/gtest.h>

namespace troupe::net::http::endpoint_test {
namespace {

TEST(endpoint, takes_scheme_host_port_and_base_path) {
  const auto plain = endpoint::parse("http://127.0.0.1:9200/base/path/");
  ASSERT_TRUE(plain) << plain.failure().message;
  EXPECT_FALSE(plain->tls);
  EXPECT_EQ(plain->host, "127.0.0.1");
  EXPECT_EQ(plain->port, 9200);
  EXPECT_EQ(plain->base_path, "/base/path");

  const auto secure = endpoint::parse("https://paper-api.alpaca.markets");
  ASSERT_TRUE(secure) << secure.failure().message;
  EXPECT_TRUE(secure->tls);
  EXPECT_EQ(secure->port, 443);
  EXPECT_EQ(secure->base_path, "");
}

TEST(endpoint, takes_the_websocket_schemes_for_their_http_ones) {
  EXPECT_EQ(endpoint::parse("ws://host/x")->port, 80);
  EXPECT_EQ(endpoint::parse("wss://host/x")->port, 443);
  EXPECT_TRUE(endpoint::parse("wss://host/x")->tls);
}

TEST(endpoint, names_the_port_in_its_authority_unless_it_is_the_schemes_own) {
  EXPECT_EQ(endpoint::parse("http://host:80")->authority(), "host");
  EXPECT_EQ(endpoint::parse("https://host:80")->authority(), "host:80");
  EXPECT_EQ(endpoint::parse("http://[::1]:9200/x")->authority(), "[::1]:9200");
  EXPECT_EQ(endpoint::parse("http://[::1]")->host, "::1");
}

TEST(endpoint, refuses_what_is_not_such_a_url_and_names_it) {
  for (const char* bad : {"", "host:80", "ftp://host", "http://", "http://:80",
                          "http://host:", "http://host:0", "http://host:65536", "http://host:8x",
                          "http://a b", "http://user@host", "http://[::1", "http://host/?q=1"}) {
    SCOPED_TRACE(bad);
    const auto refused = endpoint::parse(bad);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.failure().code, "invalid_url");
    EXPECT_NE(refused.failure().message.find(bad), std::string::npos);
  }
}

} // namespace
} // namespace troupe::net::http::endpoint_test
