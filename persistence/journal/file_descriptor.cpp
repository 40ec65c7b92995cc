#include "persistence/journal/file_descriptor.hpp"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace troupe::persistence::journal {

file_descriptor::~file_descriptor() {
  if (number_ >= 0)
    ::close(number_);
}

result<file_descriptor> file_descriptor::open(const std::filesystem::path& path, int flags) {
  constexpr mode_t owner_writes_group_reads = 0640;
  file_descriptor file(::open(path.c_str(), flags | O_CLOEXEC, owner_writes_group_reads));
  if (!file)
    return from_errno("open", path);
  return file;
}

error from_errno(std::string_view doing, const std::filesystem::path& path) {
  const int number = errno;
  const bool no_room = number == ENOSPC || number == EDQUOT || number == EFBIG;
  return {no_room ? "disk_full" : "io_error", "cannot " + std::string(doing) + " " + path.string() +
                                                  ": " + std::generic_category().message(number) +
                                                  (no_room ? "; make room, and it goes on" : "")};
}

result<void> sync_folder(const std::filesystem::path& folder) {
  const auto opened = file_descriptor::open(folder, O_RDONLY | O_DIRECTORY);
  if (!opened)
    return opened.failure();
  if (::fsync(opened->get()) != 0)
    return from_errno("sync", folder);
  return {};
}

} // namespace troupe::persistence::journal
