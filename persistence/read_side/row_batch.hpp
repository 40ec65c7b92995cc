// Rows on their way to a database, and up to which record of the journal they go. A row that is
// there already, by its key, is replaced.
#pragma once

#include "persistence/read_side/table.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace troupe::persistence::read_side {

class row_batch {
public:
  void put(table_id where, row values);

  const std::vector<row>& of(table_id where) const {
    return rows_[static_cast<std::size_t>(where)];
  }
  std::size_t size() const { return size_; }

  std::string account{};
  std::int64_t journal_began_ns = 0; // wall time of its first record: which journal this is
  std::uint64_t last_seq = 0;

private:
  std::array<std::vector<row>, tables> rows_;
  std::array<std::map<std::string, std::size_t>, tables> places_; // by key
  std::size_t size_ = 0;
};

} // namespace troupe::persistence::read_side
