// The page of the order rules is what the table says.
#include "tests/unit/trading/orders/order_rules_page.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace troupe::trading::order_rules_page_test {
namespace {

constexpr const char* path = TROUPE_SOURCE_DIR "/docs/order-rules.md";

TEST(order_rules_page, is_what_the_table_says) {
  const auto page = order_rules_page();
  if (std::getenv("TROUPE_WRITE_DOCS") != nullptr)
    std::ofstream(path) << page;
  std::ifstream file(path);
  const std::string written{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(written == page)
      << path << " is stale; write it anew with\n  TROUPE_WRITE_DOCS=1 "
      << "build/release/tests/unit_trading --gtest_filter='order_rules_page.*'";
}

} // namespace
} // namespace troupe::trading::order_rules_page_test
