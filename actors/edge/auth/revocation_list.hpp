// Sessions that were logged out, and refresh tokens that were redeemed, before they expired. In
// memory: it outlives the edge's restarts within the process, and a restart of the process forgets
// it.
//
// Bounded by the logins of a day; beyond sessions_max the one that expires first is forgotten.
// For one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace troupe::actors {

class revocation_list {
public:
  static constexpr std::size_t sessions_max = 65'536;

  // Until then every token of the session has expired.
  void revoke(const std::string& session, std::int64_t until_s);
  bool contains(const std::string& session) const { return until_s_.contains(session); }
  void forget_expired(std::int64_t now_s);
  std::size_t size() const { return until_s_.size(); }

private:
  std::map<std::string, std::int64_t> until_s_;
};

} // namespace troupe::actors
