#include "persistence/private_file.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

namespace troupe::persistence {

namespace {

error unwritable(const std::filesystem::path& path, std::string_view why) {
  return {"file_unwritable", "cannot write " + path.string() + ": " + std::string(why)};
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0;
}

} // namespace

result<void> write_private_file(const std::filesystem::path& path, std::string_view text) {
  std::error_code failed;
  if (path.has_parent_path())
    std::filesystem::create_directories(path.parent_path(), failed);
  if (failed)
    return unwritable(path, failed.message());
  auto fresh = path.string() + ".XXXXXX";
  const int file = ::mkstemp(fresh.data()); // creates with mode 0600
  if (file < 0)
    return unwritable(path, std::strerror(errno));
  const bool written = write_all(file, text);
  const auto cause = errno;
  ::close(file);
  if (!written) {
    ::unlink(fresh.c_str());
    return unwritable(path, std::strerror(cause));
  }
  std::filesystem::rename(fresh, path, failed);
  if (failed)
    return unwritable(path, failed.message());
  return {};
}

result<std::string> read_private_file(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path))
    return error{"file_not_found", path.string() + " does not exist"};
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || file.bad())
    return error{"file_unreadable", "cannot read " + path.string()};
  return text;
}

} // namespace troupe::persistence
