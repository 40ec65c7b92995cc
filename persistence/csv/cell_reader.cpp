#include "persistence/csv/cell_reader.hpp"

#include <utility>

namespace troupe::persistence {

trading::time_ns cell_reader::time(std::string_view column) {
  const auto cell = next(column);
  if (!cell)
    return 0;
  const auto parsed = trading::parse_time(*cell);
  if (!parsed) {
    refuse(std::string(column) + ": " + parsed.failure().message);
    return 0;
  }
  return *parsed;
}

void cell_reader::refuse(std::string reason) {
  if (!reason_)
    reason_ = std::move(reason);
}

bool cell_reader::complete() {
  if (!exhausted_)
    refuse("more cells than columns");
  return !reason_;
}

std::int64_t cell_reader::units(std::string_view column) {
  const auto cell = next(column);
  if (!cell)
    return 0;
  const auto parsed = trading::exact::parse(*cell);
  if (!parsed) {
    refuse(std::string(column) + ": " + parsed.failure().message);
    return 0;
  }
  return *parsed;
}

std::optional<std::string_view> cell_reader::next(std::string_view column) {
  if (reason_)
    return std::nullopt;
  if (exhausted_) {
    refuse("no cell for column " + std::string(column));
    return std::nullopt;
  }
  const auto comma = rest_.find(',');
  const auto cell = rest_.substr(0, comma);
  exhausted_ = comma == std::string_view::npos;
  rest_.remove_prefix(exhausted_ ? rest_.size() : comma + 1);
  return cell;
}

} // namespace troupe::persistence
