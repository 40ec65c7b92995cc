#include "actors/edge/rest/report_table.hpp"

#include <algorithm>

namespace troupe::actors {

namespace {

void add_cell(std::string& line, const report_cell& cell) {
  auto value = cell.value;
  const bool is_text = cell.of == report_cell::kind::text;
  if (is_text && value.find_first_of("=+-@\t\r") == 0)
    value.insert(0, 1, '\'');
  if (value.find_first_of(",\"\r\n") == std::string::npos) {
    line += value;
    return;
  }
  line += '"';
  for (const char letter : value) {
    if (letter == '"')
      line += '"';
    line += letter;
  }
  line += '"';
}

void write_cell(json_writer& json, const report_cell& cell) {
  switch (cell.of) {
  case report_cell::kind::text:
  case report_cell::kind::amount:
    json.text(cell.value);
    return;
  case report_cell::kind::integer:
    json.raw(cell.value);
    return;
  case report_cell::kind::null:
    json.null();
    return;
  }
}

std::string json_text(const report_table& table) {
  json_writer json;
  json.object().key("items").array();
  for (const auto& row : table.rows) {
    json.object();
    for (std::size_t column = 0; column < table.columns.size(); ++column)
      write_cell(json.key(table.columns[column]), row[column]);
    json.end_object();
  }
  json.end_array().key("next_page_token");
  table.next == 0 ? json.null() : json.text(std::to_string(table.next));
  json.end_object();
  return json.take();
}

} // namespace

result<report_format> format_of(const call& asked) {
  const auto format = asked.parameter("format");
  if (format == "csv")
    return report_format::csv;
  if (format == "json")
    return report_format::json;
  if (!format.empty())
    return error{"invalid_parameter", "format must be json or csv"};
  const bool wants_csv = asked.header("Accept").find("text/csv") != std::string_view::npos;
  return wants_csv ? report_format::csv : report_format::json;
}

std::string csv_text(const report_table& table) {
  std::string text;
  for (const auto column : table.columns)
    text.append(text.empty() ? "" : ",").append(column);
  text += "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (column > 0)
        text += ',';
      add_cell(text, row[column]);
    }
    text += "\r\n";
  }
  return text;
}

net::http::response table_reply(const report_table& table, report_format format) {
  if (format == report_format::json)
    return json_reply(json_text(table));
  net::http::response reply{
      200,
      {{"Content-Type", "text/csv; charset=utf-8"},
       {"Content-Disposition",
        "attachment; filename=\"" + std::string(table.name) + ".csv\""},
       {"Cache-Control", "no-store"}},
      csv_text(table)};
  if (table.next != 0)
    reply.headers.push_back({"X-Next-Page-Token", std::to_string(table.next)});
  return reply;
}

} // namespace troupe::actors
