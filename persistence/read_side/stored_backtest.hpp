// A backtest as the table `backtests` has it. What is JSON is kept as its text.
#pragma once

#include <cstdint>
#include <string>

namespace troupe::persistence::read_side {

struct stored_backtest {
  static constexpr std::int64_t kept_max = 1'000; // of an account

  std::string account;
  std::string id; // in the order of their making
  std::string name; // of the experiment that it belongs to; may be empty
  std::string who;
  std::string strategy;
  std::string state; // "queued", "running", "done", "failed", "aborted"
  std::string created_at; // RFC 3339, UTC
  std::string finished_at; // or empty
  std::string asked; // JSON: what it was asked for
  std::string figures; // JSON, once it is done
  std::string error_code;
  std::string error_message;
  std::string outcome; // JSON, once it is done

  friend bool operator==(const stored_backtest&, const stored_backtest&) = default;
};

} // namespace troupe::persistence::read_side
