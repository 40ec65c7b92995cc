// A state log in memory: what it holds outlives the venues that write it, as a folder would.
#pragma once

#include "net/venue/state/state_log.hpp"

#include <cstddef>
#include <vector>

namespace troupe::net::venue {

class memory_log final : public state_log {
public:
  result<void> rewind() override {
    next_ = 0;
    opened_with_ = entries.size();
    return {};
  }
  result<std::optional<std::string>> next() override {
    if (next_ == opened_with_)
      return std::optional<std::string>{};
    return std::optional(entries[next_++]);
  }
  result<void> append(std::string_view entry, trading::time_ns) override {
    if (full)
      return error{"disk_full", "no space is left"};
    entries.emplace_back(entry);
    return {};
  }
  result<void> sync() override { return {}; }

  std::vector<std::string> entries;
  bool full = false;

private:
  std::size_t next_ = 0;
  std::size_t opened_with_ = 0;
};

} // namespace troupe::net::venue
