#include "net/venue/control_msgpack.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace troupe::net::venue::control_msgpack_test {
namespace {

using nlohmann::json;

TEST(control_msgpack, writes_the_kind_first) {
  for (const auto* control : {R"({"msg":"connected","T":"success"})",
                              R"({"T":"subscription","trades":[],"bars":["AAPL"]})"}) {
    const auto packed = packed_control(control);
    EXPECT_EQ(packed.substr(1, 2), "\xa1T");
    EXPECT_EQ(json::from_msgpack(packed), json::parse(control));
  }
}

TEST(control_msgpack, reads_what_a_client_says) {
  const json said{{"action", "subscribe"}, {"bars", {"BTC/USD"}}, {"quotes", json::array()}};
  EXPECT_EQ(json::parse(control_text(packed_control(said.dump()))), said);
}

TEST(control_msgpack, reads_nothing_from_what_is_no_single_value) {
  for (const std::string bytes : {"", "\x92\x01", "\x01\x02", "\xc1", "nonsense"})
    EXPECT_EQ(control_text(bytes), "");
}

TEST(control_msgpack, refuses_deep_nesting_however_deep) {
  for (const std::size_t levels : {5u, 1'000'000u})
    EXPECT_EQ(control_text(std::string(levels, '\x91') + '\x01'), "");
  EXPECT_EQ(control_text(std::string(4, '\x91') + '\x01'), "[[[[1]]]]");
}

TEST(control_msgpack, replaces_text_that_is_not_utf8) {
  const auto text = control_text("\xa2\xff"
                                 "A");
  EXPECT_TRUE(json::accept(text)) << text;
  EXPECT_NE(text, "");
}

} // namespace
} // namespace troupe::net::venue::control_msgpack_test
