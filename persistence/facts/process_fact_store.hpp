// The store where there is no Redis: in this process. It outlives the edge's restarts within the
// process, and is gone with the process. Thread-safe.
#pragma once

#include "persistence/facts/fact_store.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace troupe::persistence::facts {

class process_fact_store : public fact_store {
public:
  // `steady_ns` is the process's steady clock; called from any thread.
  explicit process_fact_store(std::function<std::int64_t()> steady_ns)
      : steady_ns_(std::move(steady_ns)) {}

  bool is_shared() const override { return false; }
  result<endings_answer> exchange(const endings_question& asked) override;
  result<std::vector<std::int64_t>> spend(const std::vector<spending>& spent) override;
  result<void> publish(const std::string& kind, const std::vector<fact>& facts,
                       std::int64_t lifetime_ms) override;
  result<void> withdraw(const std::string& kind, const std::string& name) override;
  result<std::vector<fact>> published(const std::string& kind) override;

private:
  struct known_ending {
    std::int64_t until_s = 0;
    std::uint64_t number = 0;
  };
  struct known_fact {
    std::string value;
    std::int64_t ends_us = 0;
  };
  std::int64_t now_us() const { return steady_ns_() / 1'000; }
  bool add(const ending& told);
  void forget(std::int64_t now_s);

  std::function<std::int64_t()> steady_ns_;
  std::mutex mutex_;
  std::map<std::string, known_ending> endings_;
  std::map<std::uint64_t, std::string> by_number_;
  std::set<std::pair<std::int64_t, std::string>> by_end_;
  std::uint64_t last_number_ = 0;
  std::map<std::string, std::int64_t> full_at_us_;
  std::map<std::string, std::map<std::string, known_fact>> facts_;
};

} // namespace troupe::persistence::facts
