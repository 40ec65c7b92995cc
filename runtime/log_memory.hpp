// The last lines of the log, kept in memory for who asks what has just happened (GET /api/logs).
//
// Bounds: lines_max lines of bytes_max bytes together; the oldest go first and are counted
// (`forgotten`). A line is kept when it is written, whether or not the log's own file takes it. Of
// this process alone, and gone with it. May be used from any thread: a writer waits for no reader
// longer than it takes to copy lines_max pointers.
#pragma once

#include "runtime/log.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::runtime::log {

struct kept_line {
  std::uint64_t seq = 0; // from 1, without gaps
  level severity = level::info;
  std::string event;
  std::string text; // as log::format makes it: one JSON object
};

// What is empty asks for all.
struct line_query {
  level least = level::debug;
  std::string event;
  std::string role; // of the field `role`
  std::string text; // somewhere in the line, capitals or not
  std::uint64_t before_seq = std::numeric_limits<std::uint64_t>::max(); // the page before
  std::size_t limit = 200;
};

struct line_page {
  std::vector<std::shared_ptr<const kept_line>> lines; // the latest first
  std::uint64_t next_before_seq = 0;                   // 0: there are no more
};

class line_memory {
public:
  static constexpr std::size_t lines_max = 4'096;
  static constexpr std::size_t bytes_max = 4 * 1'024 * 1'024;

  void keep(level severity, std::string_view event, std::string text);
  line_page find(const line_query& wanted) const;
  std::uint64_t forgotten() const;

private:
  mutable std::mutex access_;
  std::deque<std::shared_ptr<const kept_line>> lines_; // the oldest first
  std::size_t bytes_ = 0;
  std::uint64_t last_seq_ = 0;
};

// Of what log::write writes.
line_memory& memory();

} // namespace troupe::runtime::log
