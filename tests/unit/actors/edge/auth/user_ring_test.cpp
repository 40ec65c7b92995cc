#include "actors/edge/auth/user_ring.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::user_ring_test {

namespace {

const user ann{"ann", user_role::viewer, "$argon2id$one"};
const user bob{"bob", user_role::trader, "$argon2id$two"};

token_claims claims_of(const user& whom) {
  token_claims claims{whom.name, whom.role, token_use::access, "session", 0, 60};
  claims.password_mark = password_mark(whom.password_hash);
  return claims;
}

std::string code_of(const result<token_claims>& told) {
  return told ? "" : told.failure().code;
}

} // namespace

TEST(user_ring, takes_tokens_at_their_word_until_it_has_been_told_the_users) {
  const user_ring ring;
  EXPECT_EQ(code_of(ring.check(claims_of(ann))), "");
}

TEST(user_ring, knows_who_is_gone_and_whose_password_is_another_and_gives_the_role_of_now) {
  user_ring ring;
  EXPECT_TRUE(ring.set({ann, bob}).empty());
  const user promoted{"ann", user_role::admin, ann.password_hash};
  EXPECT_EQ(ring.set({promoted, {"bob", bob.role, "$argon2id$three"}}),
            (std::vector<std::string>{"ann", "bob"}));
  EXPECT_EQ(ring.check(claims_of(ann))->role, user_role::admin);
  EXPECT_EQ(code_of(ring.check(claims_of(bob))), "session_ended");
  EXPECT_EQ(ring.set({promoted}), std::vector<std::string>{"bob"});
  EXPECT_EQ(code_of(ring.check(claims_of(bob))), "user_gone");
}

TEST(user_ring, knows_who_has_just_logged_in_until_it_is_told_the_users_again) {
  user_ring ring;
  ring.set({ann});
  EXPECT_EQ(code_of(ring.check(claims_of(bob))), "user_gone");
  ring.welcome(bob);
  EXPECT_EQ(ring.check(claims_of(bob))->role, user_role::trader);
  const user renewed{"ann", user_role::trader, "$argon2id$three"};
  ring.welcome(renewed);
  EXPECT_EQ(ring.check(claims_of(renewed))->role, user_role::trader);
  EXPECT_EQ(ring.set({renewed}), std::vector<std::string>{"ann"}) << "old sessions end";
  EXPECT_EQ(code_of(ring.check(claims_of(ann))), "session_ended");
  EXPECT_EQ(code_of(ring.check(claims_of(bob))), "user_gone");
}

} // namespace troupe::actors::user_ring_test
