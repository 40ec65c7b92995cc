// Which sector each symbol belongs to, as the configuration says. Small; looked up once for each
// symbol that comes into the books.
#pragma once

#include "trading/market/symbol_order.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace troupe::trading {

class sector_table {
public:
  // From words like "AAPL=technology". Errors: `invalid_sector`, `invalid_symbol`.
  static result<sector_table> parse(std::span<const std::string> words) {
    sector_table made;
    for (const auto& word : words) {
      const auto sign = word.find('=');
      if (sign == std::string::npos || sign + 1 == word.size())
        return error{"invalid_sector",
                     '"' + word + "\" is no sector; write SYMBOL=sector, as AAPL=technology"};
      const auto name = symbol::parse(word.substr(0, sign));
      if (!name)
        return name.failure();
      const auto sector = word.substr(sign + 1);
      std::size_t index = 0;
      while (index < made.names_.size() && made.names_[index] != sector)
        ++index;
      if (index == made.names_.size())
        made.names_.push_back(sector);
      made.indices_[*name] = index;
    }
    return made;
  }

  bool empty() const { return names_.empty(); }
  std::size_t size() const { return names_.size(); }
  // Empty for a symbol that the table does not name.
  std::optional<std::size_t> index_of(const symbol& name) const {
    const auto found = indices_.find(name);
    return found == indices_.end() ? std::nullopt : std::optional(found->second);
  }

private:
  std::vector<std::string> names_;
  std::map<symbol, std::size_t, symbol_order> indices_;
};

} // namespace troupe::trading
