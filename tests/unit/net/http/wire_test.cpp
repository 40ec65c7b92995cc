#include "net/http/wire.hpp"

#include <gtest/gtest.h>

namespace troupe::net::http::wire_test {
namespace {

TEST(append_request, writes_head_and_body_in_one_piece) {
  std::string out;
  append_request(out, "/base", "Host: h\r\n", {"POST", "/v2/orders", {{"X-A", "1"}}, "{}", {}});
  EXPECT_EQ(out,
            "POST /base/v2/orders HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nContent-Length: 2\r\n\r\n{}");
}

TEST(append_request, names_no_length_where_a_body_is_not_expected) {
  std::string out;
  append_request(out, "", "", {});
  EXPECT_EQ(out, "GET / HTTP/1.1\r\n\r\n");
}

TEST(append_request, lets_no_value_begin_a_header_or_a_request_of_its_own) {
  std::string out;
  append_request(out, "", "", {"GET", "/a b\r\nX: 1", {{"N", "v\r\nEvil: 1"}}, "", {}});
  EXPECT_EQ(out, "GET /a%20b%0D%0AX:%201 HTTP/1.1\r\nN: vEvil: 1\r\n\r\n");
}

TEST(response_head, names_the_length_of_the_body_and_what_becomes_of_the_connection) {
  EXPECT_EQ(response_head({200, {{"X", "y"}}, "abc"}, persistence::keep_alive),
            "HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 3\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(response_head({204, {}, ""}, persistence::close),
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
}

} // namespace
} // namespace troupe::net::http::wire_test
