#include "persistence/journal/segment_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace troupe::persistence::journal {

namespace {

result<void> write_all(int file, const std::filesystem::path& path, std::string_view bytes,
                       std::uint64_t offset) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return from_errno("write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  return {};
}

} // namespace

result<segment_file> segment_file::create(const std::filesystem::path& path,
                                          std::string_view header) {
  auto unfinished = path;
  unfinished += ".tmp";
  auto file = file_descriptor::open(unfinished, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file)
    return file.failure();
  if (const auto written = write_all(file->get(), unfinished, header, 0); !written)
    return written.failure();
  if (::fdatasync(file->get()) != 0)
    return from_errno("sync", unfinished);
  if (::rename(unfinished.c_str(), path.c_str()) != 0)
    return from_errno("rename", unfinished);
  if (const auto synced = sync_folder(path.parent_path()); !synced)
    return synced.failure();
  return segment_file(std::move(*file), path, header.size());
}

result<segment_file> segment_file::reopen(const std::filesystem::path& path, std::uint64_t size) {
  auto file = file_descriptor::open(path, O_WRONLY);
  if (!file)
    return file.failure();
  segment_file reopened(std::move(*file), path, size);
  if (const auto cut = reopened.cut(); !cut)
    return cut.failure();
  if (const auto synced = reopened.sync(); !synced)
    return synced.failure();
  return reopened;
}

segment_file::~segment_file() {
  if (file_ && reserved_ > size_)
    static_cast<void>(cut());
}

result<void> segment_file::append(std::string_view bytes) {
  if (auto written = write_all(file_.get(), path_, bytes, size_); !written) {
    reserved_ = size_;
    static_cast<void>(cut()); // the next append writes over what is left, should this fail
    return written;
  }
  size_ += bytes.size();
  if (reserved_ < size_)
    reserved_ = size_;
  return {};
}

void segment_file::reserve(std::uint64_t bytes, std::uint64_t ahead) {
  if (ahead == 0 || size_ + bytes <= reserved_)
    return;
  const auto wanted = size_ + bytes + ahead;
  if (::fallocate(file_.get(), 0, 0, static_cast<off_t>(wanted)) == 0)
    reserved_ = wanted;
}

result<void> segment_file::sync() {
  if (::fdatasync(file_.get()) != 0)
    return from_errno("sync", path_);
  return {};
}

result<void> segment_file::seal() {
  if (auto cut_to_size = cut(); !cut_to_size)
    return cut_to_size;
  return sync();
}

result<void> segment_file::cut() {
  if (::ftruncate(file_.get(), static_cast<off_t>(size_)) != 0)
    return from_errno("cut", path_);
  reserved_ = size_;
  return {};
}

} // namespace troupe::persistence::journal
