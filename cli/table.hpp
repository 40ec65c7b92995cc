// Rows of text in columns that are as wide as their widest cell.
#pragma once

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace troupe::cli {

class table {
public:
  explicit table(std::vector<std::string> heads) { add(std::move(heads)); }

  // As many cells as there are heads.
  void add(std::vector<std::string> cells) {
    widths_.resize(cells.size());
    for (std::size_t column = 0; column < cells.size(); ++column)
      widths_[column] = std::max(widths_[column], cells[column].size());
    rows_.push_back(std::move(cells));
  }

  void print(std::ostream& output) const {
    for (const auto& cells : rows_) {
      std::string line;
      for (std::size_t column = 0; column < cells.size(); ++column)
        line += cells[column] + std::string(widths_[column] - cells[column].size() + 2, ' ');
      output << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
    }
  }

private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;
};

} // namespace troupe::cli
