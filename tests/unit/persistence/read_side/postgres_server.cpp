#include "tests/unit/persistence/read_side/postgres_server.hpp"

#include <cstdlib>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace troupe::persistence {

namespace fs = std::filesystem;

namespace {

int free_port() {
  const int made = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (::bind(made, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
      ::getsockname(made, reinterpret_cast<sockaddr*>(&address), &length) != 0)
    throw std::runtime_error("no free port");
  ::close(made);
  return ntohs(address.sin_port);
}

fs::path installed() {
  const fs::path root = "/usr/lib/postgresql";
  if (fs::is_directory(root))
    for (const auto& version : fs::directory_iterator(root))
      if (fs::exists(version.path() / "bin/initdb"))
        return version.path() / "bin";
  return {};
}

// PostgreSQL does not run as root.
void run(const std::string& command) {
  const auto whole =
      (::geteuid() == 0 ? "runuser -u postgres -- " : "") + command + " >/dev/null 2>&1";
  if (std::system(whole.c_str()) != 0)
    throw std::runtime_error("failed: " + whole);
}

} // namespace

std::unique_ptr<postgres_server> postgres_server::start() {
  const auto programs = installed();
  if (programs.empty())
    return nullptr;
  const auto port = free_port();
  const auto folder = fs::temp_directory_path() / ("troupe-postgres-" + std::to_string(port));
  fs::create_directory(folder);
  fs::permissions(folder, fs::perms::all);
  std::unique_ptr<postgres_server> made(new postgres_server(programs, folder, port));
  const auto data = (folder / "data").string();
  run((programs / "initdb").string() + " -D " + data + " -U troupe -A trust --no-sync");
  run((programs / "pg_ctl").string() + " -D " + data + " -w -o \"-p " + std::to_string(port) +
      " -h 127.0.0.1 -k " + folder.string() + " -F\" start");
  return made;
}

postgres_server::~postgres_server() {
  try {
    run((programs_ / "pg_ctl").string() + " -D " + (folder_ / "data").string() +
        " -m immediate stop");
  } catch (const std::exception&) {
  }
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string postgres_server::url() const {
  return "postgresql://troupe@127.0.0.1:" + std::to_string(port_) + "/postgres";
}

} // namespace troupe::persistence
