// A PostgreSQL of Debian's package on a free port, in a folder of its own; ended with the object.
// None where the package is not installed.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace troupe::persistence {

class postgres_server {
public:
  static std::unique_ptr<postgres_server> start();
  ~postgres_server();
  postgres_server(const postgres_server&) = delete;
  postgres_server& operator=(const postgres_server&) = delete;

  std::string url() const;

private:
  postgres_server(std::filesystem::path programs, std::filesystem::path folder, int port)
      : programs_(std::move(programs)), folder_(std::move(folder)), port_(port) {}

  std::filesystem::path programs_;
  std::filesystem::path folder_;
  int port_;
};

} // namespace troupe::persistence
