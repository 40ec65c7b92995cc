#include "tests/simulation/machine/disk.hpp"

#include "trading/matching/splitmix64.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace troupe::simulation {

namespace {

std::uint64_t size_of(int number) {
  struct stat found {};
  return ::fstat(number, &found) == 0 ? static_cast<std::uint64_t>(found.st_size) : 0;
}

int no_room() {
  errno = ENOSPC;
  return -1;
}

} // namespace

void disk::on_write(std::string ending, write_hook hook) {
  ending_ = std::move(ending);
  hook_ = std::move(hook);
}

int disk::open(const char* path, int flags, unsigned mode) {
  const auto number =
      static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
  if (number < 0)
    return number;
  open_[number] = path;
  if ((flags & O_DIRECTORY) != 0 || (flags & O_ACCMODE) == O_RDONLY)
    return number;
  auto& content = files_[path];
  if ((flags & O_TRUNC) != 0)
    content.since.push_back({0, std::nullopt});
  return number;
}

std::int64_t disk::write(int number, std::string_view bytes,
                         std::optional<std::uint64_t> offset) {
  if (frozen_)
    return static_cast<std::int64_t>(bytes.size());
  const auto& path = open_.at(number);
  const auto end = size_of(number);
  const auto at = offset.value_or(end); // without one, files are only written from their start
  if (full_ && at + bytes.size() > end)
    return no_room();
  const auto kept = hook_ && path.ends_with(ending_) ? hook_(path, bytes) : bytes.size();
  // Whole, whatever is kept: until it is gone the writer must read what it was told is written.
  const auto written = ::syscall(SYS_pwrite64, number, bytes.data(), bytes.size(), at);
  if (written < 0)
    return written;
  files_[path].since.push_back({at, std::string(bytes.substr(0, kept))});
  if (freezing_) {
    frozen_ = true;
    std::exchange(freezing_, nullptr)();
  }
  return static_cast<std::int64_t>(bytes.size());
}

int disk::truncate(int number, std::uint64_t size) {
  if (frozen_)
    return 0;
  if (::syscall(SYS_ftruncate, number, size) != 0)
    return -1;
  files_[open_.at(number)].since.push_back({size, std::nullopt});
  return 0;
}

int disk::allocate(int number, std::uint64_t size) {
  if (size <= size_of(number))
    return 0;
  return full_ ? no_room() : truncate(number, size);
}

int disk::sync(int number) {
  if (frozen_)
    return 0;
  const auto& path = open_.at(number);
  if (const auto found = files_.find(path); found != files_.end()) {
    for (const auto& each : found->second.since)
      apply(found->second.synced, each);
    found->second.since.clear();
    return 0;
  }
  const std::filesystem::path folder(path);
  for (auto& [name, each] : files_)
    if (std::filesystem::path(name).parent_path() == folder)
      each.name_synced = true;
  return 0;
}

int disk::rename(const char* from, const char* to) {
  if (frozen_)
    return 0;
  if (::syscall(SYS_rename, from, to) != 0)
    return -1;
  if (auto moved = files_.extract(from)) {
    moved.mapped().name_synced = false;
    files_[to] = std::move(moved.mapped());
  }
  for (auto& [number, path] : open_)
    if (path == from)
      path = to;
  return 0;
}

void disk::apply(std::string& content, const change& made) {
  if (!made.bytes) {
    content.resize(made.offset, '\0');
    return;
  }
  if (content.size() < made.offset + made.bytes->size())
    content.resize(made.offset + made.bytes->size(), '\0');
  content.replace(made.offset, made.bytes->size(), *made.bytes);
}

std::string disk::content_of(const file& left, const survivors& rule) {
  auto written = left.synced;
  for (const auto& each : left.since)
    apply(written, each);
  if (std::holds_alternative<all_survives>(rule))
    return written;
  if (std::holds_alternative<none_survives>(rule))
    return left.synced;
  trading::splitmix64 coin(std::get<pages_survive>(rule).seed);
  auto found = left.synced;
  found.resize(coin.below(2) == 0 ? left.synced.size() : written.size(), '\0');
  for (std::size_t at = 0; at < found.size(); at += page_bytes) {
    const bool kept = coin.below(2) == 0;
    for (std::size_t each = at; kept && each < std::min(at + page_bytes, found.size()); ++each)
      found[each] = each < written.size() ? written[each] : '\0';
  }
  return found;
}

bool disk::holds(const std::string& below, std::string_view ending, std::string_view text) const {
  return std::any_of(files_.begin(), files_.end(), [&](const auto& each) {
    return each.first.starts_with(below + "/") && each.first.ends_with(ending) &&
           each.second.synced.rfind(text) != std::string::npos;
  });
}

void disk::leave(const std::string& from, const std::string& into, const survivors& rule) {
  trading::splitmix64 coin(std::holds_alternative<pages_survive>(rule)
                               ? std::get<pages_survive>(rule).seed ^ 0x5bd1e995
                               : 0);
  std::map<std::string, file> left;
  for (const auto& [path, each] : files_) {
    if (!path.starts_with(from + "/"))
      continue;
    const bool named = each.name_synced || std::holds_alternative<all_survives>(rule) ||
                       (std::holds_alternative<pages_survive>(rule) && coin.below(2) == 0);
    if (!named)
      continue;
    const auto target = into + path.substr(from.size());
    const auto content = content_of(each, rule);
    std::filesystem::create_directories(std::filesystem::path(target).parent_path());
    std::ofstream(target, std::ios::binary) << content;
    left[target] = {content, true, {}};
  }
  files_.merge(left);
}

} // namespace troupe::simulation
