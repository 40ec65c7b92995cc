// The cells of one line of a CSV file, read from left to right.
//
// Cells are parted by commas and hold numbers and times only: there is no quoting, so a quotation
// mark is an invalid cell. Numbers may have an exponent, as other programs write small ones
// (6.527e-05); they must be exact in nine decimals all the same. The first cell that cannot be read
// decides the error; every later read yields zero and changes nothing.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/time.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace troupe::persistence {

class cell_reader {
public:
  // The line must outlive the reader.
  explicit cell_reader(std::string_view line) : rest_(line) {}

  trading::time_ns time(std::string_view column);
  template <class Fixed>
  Fixed amount(std::string_view column) {
    return Fixed{units(column)};
  }
  // Says that a row that could be read makes no sense.
  void refuse(std::string reason);
  // Nothing failed, and no cell is left. Sets a reason otherwise.
  bool complete();
  const std::string& reason() const { return *reason_; }
  bool failed() const { return reason_.has_value(); }

private:
  std::int64_t units(std::string_view column);
  std::optional<std::string_view> next(std::string_view column);

  std::string_view rest_;
  bool exhausted_ = false;
  std::optional<std::string> reason_;
};

} // namespace troupe::persistence
