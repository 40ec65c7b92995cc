#include "tests/simulation/branches.hpp"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <stdexcept>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace troupe::simulation {

bool branches::split(std::string title, std::string alone) {
  while (running_.size() >= at_once_)
    wait_for_one();
  int ends[2];
  if (::pipe(ends) != 0)
    throw std::runtime_error("no pipe");
  std::fflush(nullptr);
  const auto process = ::fork();
  if (process < 0)
    throw std::runtime_error("no further process");
  if (process == 0) {
    ::close(ends[0]);
    output_ = ends[1];
    if (quiet_)
      ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
    return true;
  }
  ::close(ends[1]);
  running_.push_back({process, ends[0], std::move(title), std::move(alone)});
  ++made_;
  return false;
}

void branches::finish(const std::vector<std::string>& violations) {
  std::string text;
  for (const auto& each : violations)
    text += "\n  " + each;
  static_cast<void>(::syscall(SYS_write, output_, text.data(), text.size()));
  std::_Exit(violations.empty() ? 0 : 1);
}

// The oldest; what it says is read to its end before it is waited for.
void branches::wait_for_one() {
  auto first = std::move(running_.front());
  running_.erase(running_.begin());
  std::string text;
  char piece[4096];
  for (ssize_t got = 0; (got = ::read(first.input, piece, sizeof piece)) > 0;)
    text.append(piece, static_cast<std::size_t>(got));
  ::close(first.input);
  int status = 0;
  ::waitpid(first.process, &status, 0);
  if (WIFSIGNALED(status))
    text += "\n  died of signal " + std::to_string(WTERMSIG(status));
  if (status != 0)
    failures_.push_back(first.title + ":" + text + "\n  again with: " + first.alone +
                        " build/release/tests/simulation --gtest_filter='" + suite_ + ".*'");
}

void branches::wait_for_all() {
  while (!running_.empty())
    wait_for_one();
}

} // namespace troupe::simulation
