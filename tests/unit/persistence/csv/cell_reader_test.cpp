// Cells of a line: exponents, exactness, and the first error deciding.
#include "persistence/csv/cell_reader.hpp"

#include <gtest/gtest.h>

namespace troupe::persistence::cell_reader_test {
namespace {

std::string read(const std::string& cell) {
  cell_reader cells(cell);
  const auto amount = cells.amount<trading::quantity>("size");
  return cells.complete() ? amount.text() : "bad";
}

TEST(cell_reader, reads_exponents_exactly) {
  EXPECT_EQ(read("6.527e-05"), "0.00006527");
  EXPECT_EQ(read("-6.527E-05"), "-0.00006527");
  EXPECT_EQ(read("1e-9"), "0.000000001");
  EXPECT_EQ(read("1.5e+3"), "1500");
  EXPECT_EQ(read("1.2345e2"), "123.45");
  EXPECT_EQ(read("1234.5e-2"), "12.345");
  EXPECT_EQ(read("12e0"), "12");
}

TEST(cell_reader, refuses_what_is_not_exact_or_not_a_number) {
  for (const auto* cell : {"1e-10", "1.5e-9", "1e10", "1e", "e5", "1e5e5", "1e99", "1e-99", "-e1",
                           "1.2.3e1", "1e 5", "inf", "1e1.5"})
    EXPECT_EQ(read(cell), "bad") << cell;
}

TEST(cell_reader, keeps_the_first_reason) {
  cell_reader cells("x,y");
  cells.amount<trading::price>("open");
  cells.amount<trading::price>("high");
  cells.refuse("something else");
  EXPECT_FALSE(cells.complete());
  EXPECT_EQ(cells.reason().rfind("open: ", 0), 0U) << cells.reason();
}

} // namespace
} // namespace troupe::persistence::cell_reader_test
