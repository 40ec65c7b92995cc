// Gives out tokens and says whose a token is. Access tokens last 15 minutes, refresh tokens a day;
// both carry the session (the login) that they come from, and a logout ends the session. A refresh
// token is good once: one that comes again was stolen, from its owner or by him, and ends its
// session.
#pragma once

#include "actors/edge/auth/api_key.hpp"
#include "actors/edge/auth/revocation_list.hpp"
#include "actors/edge/auth/user_ring.hpp"
#include "actors/edge/auth/web_token.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace troupe::actors {

inline constexpr std::int64_t access_lifetime_s = 15 * 60;
inline constexpr std::int64_t refresh_lifetime_s = 24 * 60 * 60;

struct token_pair {
  std::string access;
  std::string refresh;
  std::int64_t access_expires_s = 0;
};

class token_authority {
public:
  token_authority(const signing_key& key, std::shared_ptr<revocation_list> revoked)
      : key_(key), revoked_(std::move(revoked)) {}

  // For a new session.
  token_pair issue(const user& whom, std::int64_t now_s) const;
  // For a session that goes on, with the role that the user has now. The refresh token that it is
  // renewed by must have been redeemed.
  token_pair renew(const user& whom, const std::string& session, std::int64_t now_s) const;
  // Takes a refresh token in. Errors: those of check(), and `session_ended` for one that was
  // redeemed before, whose session ends with it and is told to `on_end`.
  result<token_claims> redeem(std::string_view refresh, std::int64_t now_s,
                              const std::function<void(const std::string& session)>& on_end);

  // An API key is an access token. The role is the one that the user has now.
  // Errors: `invalid_token`, `token_expired`, `session_ended`, `user_gone`.
  result<token_claims> check(std::string_view token, token_use wanted, std::int64_t now_s) const;

  // The API keys that hold.
  api_key_ring& keys() { return keys_; }
  const api_key_ring& keys() const { return keys_; }
  // The users that there are.
  user_ring& users() { return users_; }

  // `session_ended`, for a refresh token that comes again.
  static error redeemed_before();

  void end_session(const std::string& session, std::int64_t now_s);

private:
  signing_key key_;
  std::shared_ptr<revocation_list> revoked_;
  api_key_ring keys_;
  user_ring users_;
};

} // namespace troupe::actors
