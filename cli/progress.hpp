// How far long work is: a bar that is drawn over itself on a terminal, a line a tenth elsewhere.
// Nothing is shown of work that takes less than a second. On standard error.
#pragma once

#include "runtime/clock.hpp"

#include <cstdint>
#include <ostream>
#include <string>
#include <unistd.h>
#include <utility>

namespace troupe::cli {

class progress {
public:
  progress(std::string what, std::ostream& output)
      : what_(std::move(what)), output_(output), terminal_(::isatty(STDERR_FILENO) == 1),
        began_ns_(clock_.steady_ns()) {}
  ~progress() {
    if (terminal_ && shown_ >= 0)
      output_ << '\n';
  }
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;

  // Of 1.
  void show(double done) {
    constexpr int width = 40;
    constexpr std::int64_t quiet_ns = 1'000'000'000;
    const int steps = static_cast<int>(done * (terminal_ ? 100 : 10));
    if (steps == shown_ || clock_.steady_ns() - began_ns_ < quiet_ns)
      return;
    shown_ = steps;
    if (!terminal_) {
      output_ << what_ << ": " << steps * 10 << " %\n" << std::flush;
      return;
    }
    const auto filled = static_cast<std::size_t>(done * width);
    output_ << '\r' << what_ << " [" << std::string(filled, '#')
            << std::string(width - filled, ' ') << "] " << steps << " %" << std::flush;
  }

private:
  std::string what_;
  std::ostream& output_;
  bool terminal_;
  runtime::system_clock_source clock_;
  std::int64_t began_ns_;
  int shown_ = -1;
};

} // namespace troupe::cli
