#include "actors/edge/auth/web_token.hpp"

#include "actors/edge/auth/token_authority.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sodium.h>

namespace troupe::actors::web_token_test {

namespace {

constexpr std::int64_t now_s = 1'714'560'000;
const signing_key key{1, 2, 3};

token_claims claims_of(user_role role) {
  return {"ann", role, token_use::access, "session", now_s, now_s + 60};
}

std::string base64(const std::string& text) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string encoded(sodium_base64_encoded_len(text.size(), variant), '\0');
  sodium_bin2base64(encoded.data(), encoded.size(),
                    reinterpret_cast<const unsigned char*>(text.data()), text.size(), variant);
  encoded.pop_back();
  return encoded;
}

// What an attacker writes who wants to be admin.
std::string body_of_an_admin() {
  return base64(nlohmann::json{
      {"sub", "eve"},
      {"role", "admin"},
      {"use", "access"},
      {"sid", "session"},
      {"iat", now_s},
      {"exp",
       now_s + 60}}.dump());
}

std::string code_of(const result<token_claims>& outcome) {
  return outcome ? "accepted" : outcome.failure().code;
}

std::string hmac(const std::string& text) {
  std::string signature(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(signature.data()),
                         reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                         key.data());
  return base64(signature);
}

} // namespace

TEST(web_token, gives_back_the_claims_that_were_signed) {
  for (const auto role : {user_role::viewer, user_role::trader, user_role::admin}) {
    const auto claims = claims_of(role);
    const auto read = verify(sign(claims, key), key, now_s);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, claims);
  }
}

TEST(web_token, is_refused_when_any_of_its_letters_is_changed) {
  const auto token = sign(claims_of(user_role::viewer), key);
  for (std::size_t place = 0; place < token.size(); ++place) {
    auto forged = token;
    forged[place] = forged[place] == 'A' ? 'B' : 'A';
    EXPECT_EQ(code_of(verify(forged, key, now_s)), "invalid_token") << "at letter " << place;
  }
}

// A decoder may take a byte that is no letter for one: a token that is spent would have twins.
TEST(web_token, is_refused_with_any_other_byte_in_its_signature) {
  const auto token = sign(claims_of(user_role::viewer), key);
  for (auto at = token.rfind('.') + 1; at < token.size(); ++at)
    for (int byte = 0; byte < 256; ++byte) {
      auto changed = token;
      changed[at] = static_cast<char>(byte);
      EXPECT_EQ(bool(verify(changed, key, now_s)), changed == token) << at << " " << byte;
    }
}

TEST(web_token, is_refused_with_no_algorithm_or_another_one) {
  for (const auto* algorithm : {"none", "None", "HS512", "RS256", ""}) {
    const auto head = base64(nlohmann::json{{"alg", algorithm}, {"typ", "JWT"}}.dump());
    const auto text = head + "." + body_of_an_admin();
    EXPECT_EQ(code_of(verify(text + ".", key, now_s)), "invalid_token") << algorithm;
    EXPECT_EQ(code_of(verify(text + "." + hmac(text), key, now_s)), "invalid_token") << algorithm;
  }
}

TEST(web_token, is_refused_when_another_key_signed_it) {
  EXPECT_EQ(code_of(verify(sign(claims_of(user_role::admin), signing_key{9}), key, now_s)),
            "invalid_token");
}

TEST(web_token, is_refused_from_the_second_of_its_expiry_on) {
  const auto token = sign(claims_of(user_role::viewer), key);
  EXPECT_EQ(code_of(verify(token, key, now_s + 59)), "accepted");
  EXPECT_EQ(code_of(verify(token, key, now_s + 60)), "token_expired");
}

TEST(web_token, is_refused_when_it_is_no_token_at_all) {
  for (const auto* text : {"", ".", "..", "a.b", "a.b.c", "a.b.c.d", "\xff\xfe.\xff.\xff"})
    EXPECT_EQ(code_of(verify(text, key, now_s)), "invalid_token") << text;
  EXPECT_EQ(code_of(verify(std::string(1 << 20, 'a'), key, now_s)), "invalid_token");
}

TEST(token_authority, takes_each_token_for_its_own_use_only) {
  const token_authority authority(key, std::make_shared<revocation_list>());
  const auto made = authority.issue({"ann", user_role::trader, ""}, now_s);
  const auto check = [&](const std::string& token, token_use use) {
    return code_of(authority.check(token, use, now_s));
  };
  EXPECT_EQ(check(made.access, token_use::access), "accepted");
  EXPECT_EQ(check(made.refresh, token_use::refresh), "accepted");
  EXPECT_EQ(check(made.access, token_use::refresh), "invalid_token");
  EXPECT_EQ(check(made.refresh, token_use::access), "invalid_token");
}

TEST(token_authority, ends_every_token_of_a_session_and_of_no_other) {
  const auto revoked = std::make_shared<revocation_list>();
  token_authority authority(key, revoked);
  const user ann{"ann", user_role::trader, ""};
  const auto ended = authority.issue(ann, now_s);
  const auto other = authority.issue(ann, now_s);
  const auto session = authority.check(ended.access, token_use::access, now_s)->session;
  const auto renewed = authority.renew(ann, session, now_s + 1);
  authority.end_session(session, now_s + 2);
  for (const auto& token : {ended.access, renewed.access})
    EXPECT_EQ(code_of(authority.check(token, token_use::access, now_s + 2)), "session_ended");
  EXPECT_EQ(code_of(authority.check(renewed.refresh, token_use::refresh, now_s + 2)),
            "session_ended");
  EXPECT_EQ(code_of(authority.check(other.access, token_use::access, now_s + 2)), "accepted");
  const token_authority restarted(key, revoked);
  EXPECT_EQ(code_of(restarted.check(ended.access, token_use::access, now_s + 2)), "session_ended");
}

TEST(revocation_list, forgets_what_has_expired_and_stays_within_its_bound) {
  revocation_list revoked;
  for (std::size_t index = 0; index <= revocation_list::sessions_max; ++index)
    revoked.revoke(std::to_string(index), static_cast<std::int64_t>(index));
  EXPECT_EQ(revoked.size(), revocation_list::sessions_max);
  EXPECT_FALSE(revoked.contains("0"));
  revoked.forget_expired(100);
  EXPECT_FALSE(revoked.contains("100"));
  EXPECT_TRUE(revoked.contains("101"));
}

} // namespace troupe::actors::web_token_test
