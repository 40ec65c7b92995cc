// Reads a file that may grow, through a window of its bytes in memory.
//
// The window is small at first and after forget(), and twice as large at each reading that follows,
// up to step_bytes: who reads a long past reads in large steps, and who follows the end of a
// segment, which has room in front of it, does not read that room at every record.
//
// Reading, not mapping: a file that is cut behind a reader's back then gives fewer bytes, not a
// signal.
#pragma once

#include "persistence/journal/file_descriptor.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace troupe::persistence::journal {

class file_window {
public:
  static constexpr std::size_t first_step_bytes = 4 << 10;
  static constexpr std::size_t step_bytes = 256 << 10;

  static result<file_window> open(const std::filesystem::path& path);

  // The bytes from offset on: at least wanted of them, or what the file has. The view holds until
  // the next call.
  result<std::string_view> at(std::uint64_t offset, std::size_t wanted);
  // The next call of at() reads the file anew.
  void forget() {
    bytes_.clear();
    next_step_bytes_ = first_step_bytes;
  }
  result<std::uint64_t> size() const;

private:
  file_window(file_descriptor file, std::filesystem::path path)
      : file_(std::move(file)), path_(std::move(path)) {}
  result<void> fill(std::uint64_t offset, std::size_t wanted);

  file_descriptor file_;
  std::filesystem::path path_;
  std::uint64_t begin_ = 0;
  std::string bytes_;
  std::size_t next_step_bytes_ = first_step_bytes;
};

} // namespace troupe::persistence::journal
