// How many requests one of many may send: a token bucket for each name, filled with so many tokens
// a second, holding two seconds' worth.
//
// Bound: at least the last names_max names are remembered, at most twice as many; who is forgotten
// starts with a full bucket. Time is the process's steady clock. Belongs to one lane.
//
// Where several edges share a limit, each keeps a record of what it gives out, and hears how empty
// a bucket is with what the others gave out.
#pragma once

#include "actors/edge/rest/spending_record.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace troupe::actors {

class request_throttle {
public:
  static constexpr std::size_t names_max = 32'768;
  static constexpr std::int64_t burst_s = 2;

  // 0: any number.
  explicit request_throttle(std::int64_t requests_per_s);

  // 0 and a token taken, or how long to wait.
  std::int64_t wait_ns(const std::string& name, std::int64_t now_ns);
  std::size_t names() const { return young_.size() + old_.size(); }

  // From now on what is given out is added to `record`, which must outlive this.
  void keep(spending_record& record) { record_ = &record; }
  // The bucket is not full before then.
  void hear(const std::string& name, std::int64_t full_at_ns, std::int64_t now_ns);

private:
  // A bucket as the instant at which it is full again.
  using buckets = std::unordered_map<std::string, std::int64_t>;
  std::int64_t& bucket_of(const std::string& name, std::int64_t now_ns);

  std::int64_t cost_ns_; // of one request; 0: none
  buckets young_;        // asked for since the other ones were put aside
  buckets old_;
  spending_record* record_ = nullptr;
};

// What one client is told apart by: an IPv4 address, or the /64 of an IPv6 address, in which every
// address may be his.
std::string client_of(const std::string& address);

} // namespace troupe::actors
