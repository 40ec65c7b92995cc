// A small store of short-lived facts that several edges share: sessions that have ended, how much
// of a limit was spent, and what is published for whoever wants to know (open streams, the latest
// quotes). Losing all of it loses no trade.
//
// Every call may wait, for a bounded time, so none is made on a lane. Two kinds of store behave
// alike: one in this process and one in Redis. Every fact ends by itself; a store that was emptied
// says so by another generation, and who knows what ended tells it again.
//
// Errors of all calls: `redis_unreachable` (also while it is not tried again yet), `redis_refused`.
// After an error it is not known whether the call was carried out.
#pragma once

#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace troupe::persistence::facts {

// What does not count any more: a session that was logged out, a refresh token that was redeemed.
// Of no interest after until_s (UTC).
struct ending {
  std::string name;
  std::int64_t until_s = 0;
};

// How far somebody has heard of endings.
struct hearing {
  std::string generation; // empty: nothing yet
  std::uint64_t number = 0;
};

struct endings_question {
  std::vector<ending> told; // at most endings_page
  hearing heard;
  std::int64_t now_s = 0;
  std::size_t wanted = 0; // at most endings_page; 0: only to tell
};

struct endings_answer {
  std::size_t added = 0; // of those told, how many were not known
  std::vector<ending> news;
  hearing heard; // with the news; another generation than before: the store was empty meanwhile
};

// A part of a limit: tokens that one bucket has given out, as the time that they take to come back.
struct spending {
  std::string bucket;
  std::int64_t cost_us = 0; // below 0: given back
  std::int64_t most_us = 0; // no bucket is emptier than that
};

// `name` is unique among those of a kind.
struct fact {
  std::string name;
  std::string value;
};

class fact_store {
public:
  static constexpr std::size_t endings_page = 1'000;
  static constexpr std::size_t endings_max = 262'144; // beyond, those that end first are forgotten
  static constexpr std::size_t facts_max = 1'000;     // of a kind that are told

  virtual ~fact_store() = default;

  // Whether anybody else can be at the other end.
  virtual bool is_shared() const = 0;
  virtual result<endings_answer> exchange(const endings_question& asked) = 0;
  // For each bucket, the time in microseconds until it is full again, this spending included.
  virtual result<std::vector<std::int64_t>> spend(const std::vector<spending>& spent) = 0;
  // Replaces what the names had before; each lives so long from now on.
  virtual result<void> publish(const std::string& kind, const std::vector<fact>& facts,
                               std::int64_t lifetime_ms) = 0;
  virtual result<void> withdraw(const std::string& kind, const std::string& name) = 0;
  // In the order of their ends, then names; at most facts_max.
  virtual result<std::vector<fact>> published(const std::string& kind) = 0;
};

} // namespace troupe::persistence::facts
