// The right to act for an account: at most one holder at a time, each with a higher epoch than any
// before. Every intent carries the epoch and is checked against the store before it is committed.
#pragma once

#include "runtime/clock.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace troupe::runtime {

class lease {
public:
  struct grant {
    std::uint64_t epoch = 0;
  };

  virtual ~lease() = default; // releases

  // Takes the lease for `holder` (a node's name). Errors: `lease_held` (the message names who),
  // `lease_unavailable` (the store cannot be used).
  virtual result<grant> acquire(std::string_view holder) = 0;
  // Extends it by a full time to live, measured from before the store was asked; false when it is
  // lost, after which only a new acquire helps.
  virtual bool renew() = 0;
  virtual void release() = 0;
  // Whether it is ours by our own steady clock, without asking the store.
  virtual bool held() const = 0;
  // Whether `epoch` may still act, asking the store. Errors: `lease_expired`, `lease_fenced`.
  virtual result<void> check(std::uint64_t epoch) = 0;
};

// On one machine: `<directory>/<scope>.lock`, locked by flock for as long as the process lives,
// and `<directory>/<scope>.lease`, which holds epoch, holder and process id and is replaced
// durably (written aside, synced, renamed, the directory synced). The kernel frees the lock with
// the process, so a crash leaves nothing to wait for. Not for network file systems.
struct lease_file_options {
  std::string directory; // created if missing
  std::string scope = "main";
  std::int64_t time_to_live_ms = 6'000;
};
std::unique_ptr<lease> make_lease_file(lease_file_options options, const process_clock& clock);

} // namespace troupe::runtime
