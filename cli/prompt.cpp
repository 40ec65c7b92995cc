#include "cli/prompt.hpp"

#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace troupe::cli {

namespace {

class without_echo {
public:
  without_echo() : on_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!on_terminal_)
      return;
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
  }
  ~without_echo() {
    if (on_terminal_)
      ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
  }
  without_echo(const without_echo&) = delete;
  without_echo& operator=(const without_echo&) = delete;
  bool on_terminal() const { return on_terminal_; }

private:
  termios before_{};
  bool on_terminal_;
};

} // namespace

result<std::string> read_secret(const std::string& what) {
  const without_echo silence;
  if (silence.on_terminal())
    std::cerr << what << ": " << std::flush;
  std::string line;
  const bool read = static_cast<bool>(std::getline(std::cin, line));
  if (silence.on_terminal())
    std::cerr << '\n';
  if (!read || line.empty())
    return error{"no_input", "no " + what + " was given; type it, or pass it on standard input"};
  return line;
}

} // namespace troupe::cli
