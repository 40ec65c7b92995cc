#include "net/venue/state/entry.hpp"

#include <gtest/gtest.h>

namespace troupe::net::venue::entry_test {
namespace {

template <class Entry>
Entry there_and_back(const Entry& entry) {
  const auto read = decode_entry(encode(state_entry(entry)));
  EXPECT_TRUE(read);
  return std::get<Entry>(*read);
}

TEST(state_entry, comes_back_as_it_was_written) {
  const auto begun = there_and_back(opening{"terms \xc3\xa9", "instance", 42});
  EXPECT_EQ(begun.terms, "terms \xc3\xa9");
  EXPECT_EQ(begun.instance, "instance");
  EXPECT_EQ(begun.start_ns, 42);

  const auto step = there_and_back(moved{7, {trading::symbol::of("BTC/USD")}});
  EXPECT_EQ(step.at, 7);
  EXPECT_EQ(step.halted, std::vector{trading::symbol::of("BTC/USD")});

  const std::string bytes("\0\xff{}", 4);
  const auto asked = there_and_back(requested{"POST", "/v2/orders?x=%20", bytes, ~0ULL});
  EXPECT_EQ(asked.method, "POST");
  EXPECT_EQ(asked.target, "/v2/orders?x=%20");
  EXPECT_EQ(asked.body, bytes);
  EXPECT_EQ(asked.answers_hash, ~0ULL);

  const auto fault =
      there_and_back(fault_asked{trading::symbol::of("AAPL"), fault_ask::late_fill, false});
  EXPECT_EQ(fault.symbol, trading::symbol::of("AAPL"));
  EXPECT_EQ(fault.what, fault_ask::late_fill);
  EXPECT_FALSE(fault.struck);
  there_and_back(resumed{});
}

TEST(state_entry, of_no_known_kind_is_an_error) {
  for (const std::string bytes : {"", "\xc0", "\x90", "\x91\x63", "\x92\x01\x02", "\x93\x02\x01"}) {
    const auto read = decode_entry(bytes);
    ASSERT_FALSE(read) << testing::PrintToString(bytes);
    EXPECT_EQ(read.failure().code, "unknown_entry");
  }
}

} // namespace
} // namespace troupe::net::venue::entry_test
