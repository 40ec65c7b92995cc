// Copies of this process that go another way: each runs to its end and says what it found wrong.
//
// At most `at_once` run beside each other; the original waits for one before it makes a further
// one. A copy never returns to the caller's test: it ends in finish().
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace troupe::simulation {

class branches {
public:
  // Of a test suite. Quiet copies log nothing: of a thousand, nobody reads it.
  branches(std::string suite, bool quiet, std::size_t at_once = 2)
      : suite_(std::move(suite)), quiet_(quiet), at_once_(at_once) {}
  ~branches() { wait_for_all(); }
  branches(const branches&) = delete;
  branches& operator=(const branches&) = delete;

  // True in the copy. `title` begins the report of what it found, and the setting that makes the
  // same copy alone, as "NAME=value", ends it.
  bool split(std::string title, std::string alone);
  bool is_copy() const { return output_ >= 0; }
  // Of the copy: ends it. It has failed if there is a violation.
  [[noreturn]] void finish(const std::vector<std::string>& violations);

  void wait_for_all();
  std::uint64_t made() const { return made_; }
  // Of the copies that failed, or died; each with the one command that does it again.
  const std::vector<std::string>& failures() const { return failures_; }

private:
  struct child {
    pid_t process = 0;
    int input = -1;
    std::string title;
    std::string alone;
  };
  void wait_for_one();

  std::string suite_;
  bool quiet_;
  std::size_t at_once_;
  int output_ = -1; // of the copy
  std::vector<child> running_;
  std::uint64_t made_ = 0;
  std::vector<std::string> failures_;
};

} // namespace troupe::simulation
