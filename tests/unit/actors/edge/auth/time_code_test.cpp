#include "actors/edge/auth/time_code.hpp"

#include <gtest/gtest.h>
#include <set>

namespace troupe::actors::time_code_test {

namespace {

constexpr std::string_view of_the_rfc = "12345678901234567890";

} // namespace

// RFC 6238, appendix B: the last six of its eight digits.
TEST(time_code, is_what_the_rfc_says) {
  const std::pair<std::int64_t, std::string_view> known[] = {
      {59, "287082"},         {1'111'111'109, "081804"}, {1'111'111'111, "050471"},
      {1'234'567'890, "005924"}, {2'000'000'000, "279037"}, {20'000'000'000, "353130"}};
  for (const auto& [at_s, code] : known)
    EXPECT_EQ(time_code(of_the_rfc, at_s / time_step_s), code) << at_s;
}

TEST(time_code, holds_for_its_half_minute_and_for_the_ones_beside_it) {
  constexpr std::int64_t step = 40'000'000;
  const auto code = time_code(of_the_rfc, step);
  for (std::int64_t now_s = (step - 3) * time_step_s; now_s < (step + 4) * time_step_s; ++now_s) {
    const auto found = step_of_code(of_the_rfc, code, now_s);
    const bool near = now_s >= (step - 1) * time_step_s && now_s < (step + 2) * time_step_s;
    EXPECT_EQ(found.has_value(), near) << now_s - step * time_step_s;
    if (found) {
      EXPECT_EQ(*found, step);
    }
  }
}

TEST(time_code, is_six_digits_and_nothing_else) {
  const std::int64_t now_s = 1'234'567'890;
  EXPECT_TRUE(step_of_code(of_the_rfc, "005924", now_s));
  for (const auto* wrong : {"", "5924", "005925", "0059240", "00592 ", "-05924", "００５９２４"})
    EXPECT_FALSE(step_of_code(of_the_rfc, wrong, now_s)) << wrong;
}

TEST(time_secret, is_read_as_rfc_4648_says) {
  EXPECT_EQ(decode_time_secret("MZXW6YTBOI").value(), "foobar");
  EXPECT_EQ(decode_time_secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").value(), of_the_rfc);
  for (const auto* wrong : {"mzxw6", "MZXW1", "MZXW6===", "MZ XW"})
    EXPECT_FALSE(decode_time_secret(wrong)) << wrong;
}

TEST(time_secret, is_another_one_each_time_and_has_160_bits) {
  std::set<std::string> seen;
  for (int count = 0; count < 100; ++count) {
    const auto secret = random_time_secret();
    EXPECT_EQ(decode_time_secret(secret).value().size(), 20u);
    EXPECT_TRUE(seen.insert(secret).second);
  }
}

TEST(time_secret, comes_to_an_authenticator_as_a_uri) {
  EXPECT_EQ(enrolment_uri("ann@desk", "ABC"),
            "otpauth://totp/troupe:ann%40desk?secret=ABC&issuer=troupe");
}

} // namespace troupe::actors::time_code_test
