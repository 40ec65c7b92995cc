// The users as their file has them now: who is not among them has no session, and each has the
// role that he has there, whatever his token says. A token is bound to the password that it was
// given for: another password ends all sessions of its user.
//
// Until it has been told the users it knows nothing and takes every token at its word.
#pragma once

#include "actors/edge/auth/user.hpp"
#include "actors/edge/auth/web_token.hpp"
#include "trading/result.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace troupe::actors {

// Of a password's hash, and telling nothing of it: 16 hexadecimal digits. Empty for none.
std::string password_mark(const std::string& password_hash);

class user_ring {
public:
  struct member {
    user_role role = user_role::viewer;
    std::string mark; // of the password

    friend bool operator==(const member&, const member&) = default;
  };

  // The names of those whose sessions do not go on as they were: gone, or with another role or
  // password.
  std::vector<std::string> set(const std::vector<user>& users);
  // Who has just logged in is in the file as it is now, which set() may not have told yet: he
  // counts as he is there until it does. (At most as many as there are users.)
  void welcome(const user& whom);
  // Nothing for one who is not known.
  std::optional<user_role> role_of(const std::string& name) const;
  // With the role that the user has now. Errors: `user_gone`, `session_ended`.
  result<token_claims> check(token_claims claims) const;

private:
  std::optional<std::map<std::string, member>> members_; // by name
  std::map<std::string, member> welcome_;                // since set()
};

} // namespace troupe::actors
