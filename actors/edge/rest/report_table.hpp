// A list of equal rows, as an answer: the same cells as JSON or as CSV.
//
// JSON is {"items":[…],"next_page_token":…}. CSV is RFC 4180 with a header line, and the next
// page's token in the header X-Next-Page-Token; a text that a spreadsheet would take for a formula
// begins with an apostrophe there. A cell without a value is null, or empty.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/call.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::actors {

struct report_cell {
  enum class kind : std::uint8_t { text, amount, integer, null };

  kind of = kind::null;
  std::string value{};

  static report_cell text(std::string_view value) { return {kind::text, std::string(value)}; }
  template <class Tag>
  static report_cell amount(trading::fixed<Tag> value) { return {kind::amount, value.text()}; }
  static report_cell integer(std::uint64_t value) {
    return {kind::integer, std::to_string(value)};
  }
  static report_cell time(trading::time_ns at) {
    return {kind::text, trading::format_time(at)};
  }
  static report_cell text_or_null(std::string_view value) {
    return value.empty() ? report_cell{} : text(value);
  }
};

struct report_table {
  std::string_view name; // of the file that a CSV is saved as
  std::vector<std::string_view> columns;
  std::vector<std::vector<report_cell>> rows; // each as long as columns
  std::uint64_t next = 0;                     // page, 0: none
};

enum class report_format : std::uint8_t { json, csv };

// By `format`, else by the header Accept. Error: `invalid_parameter`.
result<report_format> format_of(const call& asked);

std::string csv_text(const report_table& table);
net::http::response table_reply(const report_table& table, report_format format);

} // namespace troupe::actors
