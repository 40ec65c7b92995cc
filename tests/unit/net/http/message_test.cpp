#include "net/http/message.hpp"

#include <gtest/gtest.h>

#include <random>

namespace troupe::net::http::message_test {
namespace {

TEST(split_target, takes_path_and_query_apart) {
  const target_parts parts = split_target("/v2/orders/1?status=open&limit=50");
  EXPECT_EQ(parts.segments, (std::vector<std::string>{"v2", "orders", "1"}));
  ASSERT_EQ(parts.query.size(), 2u);
  EXPECT_EQ(parts.query[0].name, "status");
  EXPECT_EQ(parts.query[1].value, "50");
}

TEST(split_target, decodes_each_segment_for_itself_so_that_a_slash_in_one_does_not_split_it) {
  const target_parts parts = split_target("/v2/positions/BTC%2FUSD");
  EXPECT_EQ(parts.segments, (std::vector<std::string>{"v2", "positions", "BTC/USD"}));
}

TEST(split_target, takes_plus_as_a_space_in_the_query_only) {
  const target_parts parts = split_target("/a+b?q=a+b%2B");
  EXPECT_EQ(parts.segments.front(), "a+b");
  EXPECT_EQ(parts.query.front().value, "a b+");
}

TEST(split_target, keeps_colons) {
  const target_parts parts = split_target("/v2/orders:by_client_order_id?client_order_id=x:1");
  EXPECT_EQ(parts.segments.back(), "orders:by_client_order_id");
  EXPECT_EQ(parts.query.front().value, "x:1");
}

TEST(split_target, leaves_malformed_percent_sequences_as_they_are) {
  const target_parts parts = split_target("/%/%4/%zz/100%?a=%");
  EXPECT_EQ(parts.segments, (std::vector<std::string>{"%", "%4", "%zz", "100%"}));
  EXPECT_EQ(parts.query.front().value, "%");
}

TEST(split_target, takes_a_parameter_without_a_value_as_empty) {
  const target_parts parts = split_target("/?flag&x=");
  EXPECT_TRUE(parts.segments.empty());
  ASSERT_EQ(parts.query.size(), 2u);
  EXPECT_EQ(parts.query[0].name, "flag");
  EXPECT_EQ(parts.query[0].value, "");
}

TEST(percent_encode, is_undone_by_split_target_for_any_bytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::string text(1 + random() % 40, ' ');
    for (char& letter : text) {
      letter = static_cast<char>(random() % 256);
    }
    SCOPED_TRACE("seed 7, round " + std::to_string(round));
    const target_parts parts =
        split_target("/" + percent_encode(text) + "?k=" + percent_encode(text));
    ASSERT_EQ(parts.segments, std::vector<std::string>{text});
    ASSERT_EQ(parts.query.front().value, text);
  }
}

TEST(header_value, finds_the_first_of_its_name_in_any_case) {
  const std::vector<header> headers{{"X-One", "1"}, {"content-TYPE", "a"}, {"Content-Type", "b"}};
  EXPECT_EQ(header_value(headers, "Content-Type"), "a");
  EXPECT_EQ(header_value(headers, "x-on"), "");
}

} // namespace
} // namespace troupe::net::http::message_test
