// Keys for machines: what a program sends as its bearer token instead of logging in.
//
// A key reads troupe_<id>_<secret>: the id is public and names it, the secret is 256 random bits,
// shown once and kept as a hash (BLAKE2b), which needs no slowness where nothing can be guessed.
// A key has a role, a name that tells in journal and audit log who acted, and an end.
#pragma once

#include "actors/edge/auth/user.hpp"
#include "actors/edge/auth/web_token.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::actors {

inline constexpr std::int64_t key_days_default = 365;
inline constexpr std::int64_t key_days_max = 3'650;
inline constexpr std::size_t keys_max = 256;

struct api_key {
  std::string id; // 16 hexadecimal digits
  std::string name;
  user_role role = user_role::viewer;
  std::string hash; // of the secret, hexadecimal
  std::string made_by;
  std::int64_t made_s = 0; // since 1970
  std::int64_t expires_s = 0;

  // As claims and logs have it. No user's name has a colon.
  std::string subject() const { return "key:" + name; }
  std::string session() const { return "key:" + id; }
};

struct new_api_key {
  api_key kept;
  std::string text; // the whole key
};

// Of letters, digits, _ . and -, at most 48. Error: `invalid_name`.
result<void> check_key_name(std::string_view name);
new_api_key make_api_key(const std::string& name, user_role role, const std::string& made_by,
                         std::int64_t now_s, std::int64_t days);
// Whether it looks like a key, and not like a web token.
bool is_api_key(std::string_view token);
// Whether a key's session, and not a login's.
bool is_key_session(std::string_view session);

// The keys that hold.
class api_key_ring {
public:
  void set(const std::vector<api_key>& keys);
  const std::map<std::string, api_key>& keys() const { return keys_; } // by id
  // Compares in constant time. Errors: `invalid_token`, `token_expired`.
  result<token_claims> check(std::string_view token, std::int64_t now_s) const;

private:
  std::map<std::string, api_key> keys_;
};

} // namespace troupe::actors
