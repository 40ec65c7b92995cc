#include "actors/edge/auth/token_authority.hpp"

#include "actors/edge/auth/sodium.hpp"

#include <array>

namespace troupe::actors {

namespace {

std::string random_session() {
  start_sodium();
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string hex(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.pop_back();
  return hex;
}

} // namespace

token_pair token_authority::issue(const user& whom, std::int64_t now_s) const {
  return renew(whom, random_session(), now_s);
}

token_pair token_authority::renew(const user& whom, const std::string& session,
                                  std::int64_t now_s) const {
  token_claims claims{whom.name, whom.role, token_use::access,
                      session,   now_s,     now_s + access_lifetime_s};
  claims.password_mark = password_mark(whom.password_hash);
  token_pair made{sign(claims, key_), {}, claims.expires_s};
  claims.use = token_use::refresh;
  claims.id = random_session();
  claims.expires_s = now_s + refresh_lifetime_s;
  made.refresh = sign(claims, key_);
  return made;
}

result<token_claims> token_authority::check(std::string_view token, token_use wanted,
                                            std::int64_t now_s) const {
  if (is_api_key(token) && wanted == token_use::access)
    return keys_.check(token, now_s);
  auto claims = verify(token, key_, now_s);
  if (!claims)
    return claims;
  if (claims->use != wanted)
    return error{"invalid_token", wanted == token_use::access
                                      ? "a refresh token opens nothing; send the access token"
                                      : "an access token renews nothing; send the refresh token"};
  if (revoked_->contains(claims->session))
    return error{"session_ended", "the session was logged out; log in again"};
  return users_.check(std::move(*claims));
}

result<token_claims>
token_authority::redeem(std::string_view refresh, std::int64_t now_s,
                        const std::function<void(const std::string& session)>& on_end) {
  auto claims = check(refresh, token_use::refresh, now_s);
  if (!claims)
    return claims;
  if (revoked_->contains(claims->id)) {
    end_session(claims->session, now_s);
    on_end(claims->session);
    return redeemed_before();
  }
  revoked_->revoke(claims->id, claims->expires_s);
  return claims;
}

error token_authority::redeemed_before() {
  return {"session_ended",
          "this refresh token was used before, so its session was ended; log in again"};
}

void token_authority::end_session(const std::string& session, std::int64_t now_s) {
  revoked_->forget_expired(now_s);
  revoked_->revoke(session, now_s + refresh_lifetime_s);
}

} // namespace troupe::actors
