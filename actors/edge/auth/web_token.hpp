// JSON Web Tokens (RFC 7519), signed with HMAC-SHA-256 and with nothing else: a token that names
// another algorithm, or none, is refused.
#pragma once

#include "actors/edge/auth/signing_key.hpp"
#include "actors/edge/auth/user.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::actors {

enum class token_use : std::uint8_t { access, refresh };

struct token_claims {
  std::string subject; // the user's name
  user_role role = user_role::viewer;
  token_use use = token_use::access;
  std::string session;       // the login that it comes from
  std::int64_t issued_s = 0; // since 1970
  std::int64_t expires_s = 0;
  std::string id = {};            // of a refresh token, which is good once
  std::string password_mark = {}; // of the password that it was given for (user_ring.hpp)

  friend bool operator==(const token_claims&, const token_claims&) = default;
};

std::string sign(const token_claims& claims, const signing_key& key);
// Compares in constant time. Errors: `invalid_token`, `token_expired`.
result<token_claims> verify(std::string_view token, const signing_key& key, std::int64_t now_s);

} // namespace troupe::actors
