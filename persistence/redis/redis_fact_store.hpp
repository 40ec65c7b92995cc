// The store of facts in a Redis (6.2 or newer), shared by every process that names the same prefix.
//
// Each call is one script, carried out whole or not at all, and one round trip. Time is Redis's
// own, so that the clocks of the edges need not agree. Keys, all under "<prefix>:":
//   generation, endings:last, endings:numbers, endings:ends   what has ended
//   limit:<bucket>                                            when a bucket is full, in µs
//   <kind>, <kind>:<name>                                     what is published
//
// Thread-safe: one call at a time.
#pragma once

#include "persistence/facts/fact_store.hpp"
#include "persistence/redis/redis_connection.hpp"

#include <mutex>

namespace troupe::persistence::redis {

class redis_fact_store : public facts::fact_store {
public:
  // `generation` is this process's proposal where the store is empty: random.
  redis_fact_store(redis_address where, std::string prefix, std::string generation,
                   std::function<std::int64_t()> steady_ns)
      : prefix_(std::move(prefix)), generation_(std::move(generation)),
        connection_(std::move(where), std::move(steady_ns)) {}

  bool is_shared() const override { return true; }
  result<facts::endings_answer> exchange(const facts::endings_question& asked) override;
  result<std::vector<std::int64_t>> spend(const std::vector<facts::spending>& spent) override;
  result<void> publish(const std::string& kind, const std::vector<facts::fact>& told,
                       std::int64_t lifetime_ms) override;
  result<void> withdraw(const std::string& kind, const std::string& name) override;
  result<std::vector<facts::fact>> published(const std::string& kind) override;

private:
  std::string key(const std::string& rest) const { return prefix_ + ":" + rest; }
  result<reply> run(const char* script, std::vector<std::string> keys,
                    std::vector<std::string> arguments);

  std::string prefix_;
  std::string generation_;
  std::mutex mutex_;
  redis_connection connection_;
};

} // namespace troupe::persistence::redis
