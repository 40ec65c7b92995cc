// A redis-server of the tests' own, on a free port of the loopback, without files. Ended with the
// object.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdint>
#include <fcntl.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace troupe::persistence {

class redis_server {
public:
  static bool is_installed() { return ::access(program, X_OK) == 0; }

  explicit redis_server(std::string password = {}) : password_(std::move(password)) { start(); }
  ~redis_server() { stop(); }
  redis_server(const redis_server&) = delete;
  redis_server& operator=(const redis_server&) = delete;

  std::uint16_t port() const { return port_; }
  void signal(int what) const { ::kill(process_, what); }

  // Empty again, on the same port once it had one.
  void start() {
    for (int tries = 0; tries < 5 && process_ == 0; ++tries) {
      if (!chosen_)
        port_ = free_port();
      launch();
      if (!wait_until_it_listens())
        stop();
    }
    chosen_ = true;
  }
  void stop() {
    if (process_ == 0)
      return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }

private:
  static constexpr const char* program = "/usr/bin/redis-server";

  static sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(port);
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return where;
  }
  static std::uint16_t free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    auto where = loopback(0);
    ::bind(socket, reinterpret_cast<const sockaddr*>(&where), sizeof where);
    socklen_t size = sizeof where;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&where), &size);
    ::close(socket);
    return ntohs(where.sin_port);
  }
  void launch() {
    std::vector<std::string> words{"redis-server", "--bind", "127.0.0.1", "--port",
                                   std::to_string(port_), "--save", "", "--appendonly", "no"};
    if (!password_.empty())
      words.insert(words.end(), {"--requirepass", password_});
    std::vector<char*> arguments;
    for (auto& each : words)
      arguments.push_back(each.data());
    arguments.push_back(nullptr);
    process_ = ::fork();
    if (process_ != 0)
      return;
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, 1);
    ::dup2(nowhere, 2);
    ::execv(program, arguments.data());
    ::_exit(127);
  }
  bool wait_until_it_listens() const {
    for (int turn = 0; turn < 500; ++turn) {
      const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
      const auto where = loopback(port_);
      const bool open =
          ::connect(socket, reinterpret_cast<const sockaddr*>(&where), sizeof where) == 0;
      ::close(socket);
      if (open)
        return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }

  std::string password_;
  std::uint16_t port_ = 0;
  bool chosen_ = false;
  pid_t process_ = 0;
};

} // namespace troupe::persistence
