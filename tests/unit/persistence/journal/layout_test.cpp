#include "persistence/journal/layout.hpp"

#include "persistence/journal/crc32c.hpp"

#include <gtest/gtest.h>

namespace troupe::persistence::journal::layout_test {
namespace {

TEST(crc32c, gives_the_published_checksums) {
  EXPECT_EQ(crc32c(""), 0u);
  EXPECT_EQ(crc32c("123456789"), 0xe3069283u);
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8a9136aau); // RFC 3720, B.4
  EXPECT_EQ(crc32c(std::string(32, '\xff')), 0x62a8ab43u);
}

TEST(layout, gives_back_a_segment_header_and_refuses_it_with_any_byte_changed) {
  segment_header header{42, {}, "main"};
  header.previous.fill(7);
  const auto bytes = to_bytes(header);
  const auto back = parse_segment_header({bytes.data(), bytes.size()});
  ASSERT_TRUE(back);
  EXPECT_EQ(back->first_seq, 42u);
  EXPECT_EQ(back->previous, header.previous);
  EXPECT_EQ(back->account, "main");
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    EXPECT_FALSE(parse_segment_header({changed.data(), changed.size()})) << at;
  }
}

TEST(layout, puts_the_record_header_where_the_format_says) {
  const record_header header{0x01020304, 5, 1, 6, 1, 7, 8, 9, -10, 11, 12};
  std::array<char, record_header_size> bytes{};
  store(header, bytes.data());
  EXPECT_EQ(bytes[0], '\x04');
  EXPECT_EQ(bytes[4], '\x05');
  EXPECT_EQ(bytes[8], '\x01');
  EXPECT_EQ(bytes[9], '\x06');
  EXPECT_EQ(bytes[24], '\x09');
  EXPECT_EQ(bytes[32], '\xf6');
  const auto back = parse_record_header(bytes.data());
  EXPECT_EQ(back.checksum, header.checksum);
  EXPECT_EQ(back.market_ns, -10);
  EXPECT_EQ(back.cause_seq, 11u);
  EXPECT_EQ(back.wall_ns, 12);
}

} // namespace
} // namespace troupe::persistence::journal::layout_test
