#include "persistence/journal/file_window.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace troupe::persistence::journal {

result<file_window> file_window::open(const std::filesystem::path& path) {
  auto file = file_descriptor::open(path, O_RDONLY);
  if (!file)
    return file.failure();
  return file_window(std::move(*file), path);
}

result<std::string_view> file_window::at(std::uint64_t offset, std::size_t wanted) {
  const bool held = offset >= begin_ && offset + wanted <= begin_ + bytes_.size();
  if (!held) {
    if (const auto filled = fill(offset, std::max(wanted, next_step_bytes_)); !filled)
      return filled.failure();
    next_step_bytes_ = std::min(2 * next_step_bytes_, step_bytes);
  }
  return std::string_view(bytes_).substr(static_cast<std::size_t>(offset - begin_));
}

result<void> file_window::fill(std::uint64_t offset, std::size_t wanted) {
  bytes_.resize(wanted);
  begin_ = offset;
  std::size_t have = 0;
  while (have < wanted) {
    const auto got = ::pread(file_.get(), bytes_.data() + have, wanted - have,
                             static_cast<off_t>(offset + have));
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0) {
      bytes_.clear();
      return from_errno("read", path_);
    }
    if (got == 0)
      break;
    have += static_cast<std::size_t>(got);
  }
  bytes_.resize(have);
  return {};
}

result<std::uint64_t> file_window::size() const {
  struct stat found {};
  if (::fstat(file_.get(), &found) != 0)
    return from_errno("measure", path_);
  return static_cast<std::uint64_t>(found.st_size);
}

} // namespace troupe::persistence::journal
