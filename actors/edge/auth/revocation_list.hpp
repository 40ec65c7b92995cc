// Sessions that were logged out, and refresh tokens that were redeemed, before they expired. In
// memory: it outlives the edge's restarts within the process, and a restart of the process forgets
// it, unless there is a Redis that remembers (facts/fact_exchange.hpp).
//
// Bounded by the logins of a day; beyond sessions_max the one that expires first is forgotten.
// For one thread at a time.
#pragma once

#include "persistence/facts/fact_store.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace troupe::actors {

class revocation_list {
public:
  static constexpr std::size_t sessions_max = 65'536;

  // Until then every token of the session has expired.
  void revoke(const std::string& session, std::int64_t until_s);
  // Of one that ended at another edge. Whether it was not known here.
  bool hear(const std::string& session, std::int64_t until_s);
  bool contains(const std::string& session) const { return until_s_.contains(session); }
  void forget_expired(std::int64_t now_s);
  std::size_t size() const { return until_s_.size(); }

  // What was revoked here since this was asked last; all() where that was too much to keep.
  std::vector<persistence::facts::ending> take_news();
  bool has_news() const { return news_lost_ || !news_.empty(); }
  std::vector<persistence::facts::ending> all() const;

private:
  static constexpr std::size_t news_max = 4'096;
  void keep(const std::string& session, std::int64_t until_s);

  std::map<std::string, std::int64_t> until_s_;
  std::vector<persistence::facts::ending> news_;
  bool news_lost_ = false;
};

} // namespace troupe::actors
