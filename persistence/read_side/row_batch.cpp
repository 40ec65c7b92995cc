#include "persistence/read_side/row_batch.hpp"

#include <stdexcept>
#include <utility>

namespace troupe::persistence::read_side {

void row_batch::put(table_id where, row values) {
  const auto& shape = table_of(where);
  if (values.size() != shape.columns.size())
    throw std::invalid_argument("a row of " + std::string(shape.name) + " has " +
                                std::to_string(shape.columns.size()) + " columns, not " +
                                std::to_string(values.size()));
  std::string key;
  for (std::size_t index = 0; index < shape.key_columns; ++index)
    key += values[index].value() + '\0';
  const auto at = static_cast<std::size_t>(where);
  const auto [place, added] = places_[at].emplace(std::move(key), rows_[at].size());
  if (!added) {
    rows_[at][place->second] = std::move(values);
    return;
  }
  rows_[at].push_back(std::move(values));
  ++size_;
}

} // namespace troupe::persistence::read_side
