// How often an address may try passwords: a token bucket for each. A try takes a token, and a
// login that succeeds gives it back, so that only failures count. Where several edges share the
// limit, see rest/request_throttle.hpp.
#pragma once

#include "actors/edge/rest/spending_record.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace troupe::actors {

class login_throttle {
public:
  static constexpr std::int64_t tries_max = 5;
  static constexpr std::int64_t refill_ns = 12'000'000'000; // for one try: five a minute
  // Beyond these, those that have not tried for longest are forgotten.
  static constexpr std::size_t addresses_max = 10'000;

  // 0 and a token taken, or how long to wait. Time is the process's steady clock.
  std::int64_t wait_ns(const std::string& address, std::int64_t now_ns);
  void give_back(const std::string& address);
  std::size_t addresses() const { return free_at_ns_.size(); }

  void keep(spending_record& record) { record_ = &record; }
  void hear(const std::string& address, std::int64_t full_at_ns, std::int64_t now_ns);

private:
  std::int64_t& bucket_of(const std::string& address, std::int64_t now_ns);

  // A bucket as the instant at which it is full again: a try moves it on by refill_ns.
  std::map<std::string, std::int64_t> free_at_ns_;
  spending_record* record_ = nullptr;
};

} // namespace troupe::actors
