// A segment that is being written: the operating system's side of it.
#pragma once

#include "persistence/journal/file_descriptor.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace troupe::persistence::journal {

class segment_file {
public:
  segment_file() = default;
  segment_file(segment_file&&) noexcept = default;
  segment_file& operator=(segment_file&&) noexcept = default;
  // Gives back what was asked for ahead.
  ~segment_file();

  // The file appears under its name whole and durable, or not at all. Errors: `disk_full`,
  // `io_error`.
  static result<segment_file> create(const std::filesystem::path& path, std::string_view header);
  // An existing one, cut at size: nothing behind it is left.
  static result<segment_file> reopen(const std::filesystem::path& path, std::uint64_t size);

  // Appends; on failure the file is as it was.
  result<void> append(std::string_view bytes);
  // Asks the disk for so many bytes behind the end, if that many are not there already; a disk
  // that cannot is none the worse.
  void reserve(std::uint64_t bytes, std::uint64_t ahead);
  // Everything that was appended is on the disk when this returns.
  result<void> sync();
  // Syncs, and gives back what was asked for ahead: the segment is complete.
  result<void> seal();

  explicit operator bool() const { return static_cast<bool>(file_); }
  std::uint64_t size() const { return size_; }

private:
  segment_file(file_descriptor file, std::filesystem::path path, std::uint64_t size)
      : file_(std::move(file)), path_(std::move(path)), size_(size), reserved_(size) {}
  result<void> cut();

  file_descriptor file_;
  std::filesystem::path path_;
  std::uint64_t size_ = 0;
  std::uint64_t reserved_ = 0; // the file's length, zeros behind size_
};

} // namespace troupe::persistence::journal
