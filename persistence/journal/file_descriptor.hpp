// An open file of the operating system, closed with its owner.
#pragma once

#include "trading/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace troupe::persistence::journal {

class file_descriptor {
public:
  file_descriptor() = default;
  explicit file_descriptor(int number) : number_(number) {}
  file_descriptor(file_descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  file_descriptor& operator=(file_descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~file_descriptor();

  // flags as of open(2). Error: as from_errno().
  static result<file_descriptor> open(const std::filesystem::path& path, int flags);

  int get() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

private:
  int number_ = -1;
};

// errno as an error: `disk_full` when there is no room, and `io_error`.
error from_errno(std::string_view doing, const std::filesystem::path& path);

// Makes the names of the files in a folder durable.
result<void> sync_folder(const std::filesystem::path& folder);

} // namespace troupe::persistence::journal
