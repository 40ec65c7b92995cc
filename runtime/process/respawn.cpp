#include "runtime/process/respawn.hpp"

#include "runtime/clock.hpp"
#include "runtime/log.hpp"
#include "runtime/random.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <optional>

namespace troupe::runtime::process {

namespace {

constexpr int exit_done = 0;
constexpr int exit_failed = 1;
constexpr int exit_wrong_usage = 2;
constexpr int exit_not_started = 127;
constexpr std::int64_t ns_per_ms = 1'000'000;

// Keeps SIGINT, SIGTERM and SIGCHLD from their default effect, so that they can be waited for.
class blocked_signals {
public:
  blocked_signals() {
    sigemptyset(&set_);
    for (const int number : {SIGINT, SIGTERM, SIGCHLD}) {
      sigaddset(&set_, number);
    }
    sigprocmask(SIG_BLOCK, &set_, &before_);
  }
  ~blocked_signals() { restore(); }
  blocked_signals(const blocked_signals&) = delete;
  blocked_signals& operator=(const blocked_signals&) = delete;

  void restore() const { sigprocmask(SIG_SETMASK, &before_, nullptr); }

  // The next signal's number; 0 when none came in time. Without a time it waits for ever.
  int wait(std::optional<std::int64_t> timeout_ms) const {
    const timespec limit{timeout_ms.value_or(0) / 1'000,
                         timeout_ms.value_or(0) % 1'000 * ns_per_ms};
    const int number = sigtimedwait(&set_, nullptr, timeout_ms ? &limit : nullptr);
    return std::max(number, 0);
  }

private:
  sigset_t set_{};
  sigset_t before_{};
};

class parent {
public:
  explicit parent(const respawn_options& options) : options_(options), random_(options.seed) {
    for (const auto& word : options.command) {
      if (word != "--respawn") {
        arguments_.push_back(const_cast<char*>(word.c_str()));
      }
    }
    arguments_.push_back(nullptr);
  }

  int run() {
    for (std::uint32_t failures = 0;;) {
      const auto started_ns = clock_.steady_ns();
      const auto child = start();
      if (child < 0) {
        log::write(log::level::critical, "child_not_started", {{"what", std::strerror(errno)}});
        return exit_failed;
      }
      const int status = attend(child);
      const bool exited = WIFEXITED(status);
      const int code = exited ? WEXITSTATUS(status) : exit_failed;
      if (stopping_ || (exited && (code == exit_done || code == exit_wrong_usage))) {
        return code;
      }
      const auto ran_ms = (clock_.steady_ns() - started_ns) / ns_per_ms;
      failures = ran_ms >= options_.reset_after_ms ? 1 : failures + 1;
      const auto wait_ms = delay_ms(failures);
      log::write(log::level::error, "child_died",
                 {{"pid", child},
                  {exited ? "exit_code" : "signal", exited ? code : WTERMSIG(status)},
                  {"ran_ms", ran_ms},
                  {"restart_in_ms", wait_ms}});
      if (told_to_stop_within(wait_ms)) {
        return code;
      }
    }
  }

private:
  pid_t start() const {
    const pid_t own = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
      // A group of its own: the terminal's Ctrl-C reaches it once, through us.
      ::setpgid(0, 0);
      ::prctl(PR_SET_PDEATHSIG, SIGTERM);
      if (::getppid() != own) {
        ::_exit(exit_failed);
      }
      signals_.restore();
      ::execv(options_.program.c_str(), arguments_.data());
      ::_exit(exit_not_started);
    }
    return child;
  }

  // Waits for the child's end and hands signals on to it; returns its wait status.
  int attend(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
      if (const int number = signals_.wait(std::nullopt); number == SIGINT || number == SIGTERM) {
        stopping_ = true;
        ::kill(child, number);
      }
    }
    return status;
  }

  bool told_to_stop_within(std::int64_t wait_ms) const {
    const auto until_ns = clock_.steady_ns() + wait_ms * ns_per_ms;
    for (auto left_ms = wait_ms; left_ms > 0;
         left_ms = (until_ns - clock_.steady_ns()) / ns_per_ms) {
      if (const int number = signals_.wait(left_ms); number == SIGINT || number == SIGTERM) {
        return true;
      }
    }
    return false;
  }

  std::int64_t delay_ms(std::uint32_t failures) {
    const auto doublings = std::min(failures - 1, 30U);
    const auto delay = std::min(options_.initial_delay_ms << doublings, options_.maximum_delay_ms);
    return delay +
           static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(delay / 5 + 1)));
  }

  const respawn_options& options_;
  system_clock_source clock_;
  generator random_;
  blocked_signals signals_;
  std::vector<char*> arguments_;
  bool stopping_ = false;
};

} // namespace

int respawn(const respawn_options& options) {
  return parent{options}.run();
}

} // namespace troupe::runtime::process
