#include "actors/edge/json/backtest_entry_json.hpp"

#include "actors/backtest/backtest_json.hpp"

#include <iterator>

namespace troupe::actors {

namespace {

constexpr std::size_t snapshot_max = 20;

void raw_or_null(json_writer& json, std::string_view name, const std::string& value) {
  json.key(name);
  value.empty() ? json.null() : json.raw(value);
}

} // namespace

void write_backtest_members(json_writer& json, const backtest_desk::entry& told) {
  const auto& row = told.row;
  json.key("id").text(row.id).key("name").text(row.name).key("who").text(row.who);
  json.key("strategy").text(row.strategy).key("state").text(row.state);
  json.key("progress").raw(ratio_text(told.progress, 3));
  json.key("created_at").text(row.created_at).key("finished_at");
  row.finished_at.empty() ? json.null() : json.text(row.finished_at);
  raw_or_null(json, "asked", row.asked);
  raw_or_null(json, "figures", row.figures);
  json.key("error");
  if (row.error_code.empty())
    json.null();
  else
    json.object().key("code").text(row.error_code).key("message").text(row.error_message)
        .end_object();
}

std::string backtest_entry_json(const backtest_desk::entry& told) {
  json_writer json;
  json.object();
  write_backtest_members(json, told);
  json.end_object();
  return json.take();
}

std::string backtests_snapshot(const backtest_desk& desk) {
  json_writer json;
  json.array();
  const auto& all = desk.all();
  std::size_t told = 0;
  for (auto each = all.rbegin(); each != all.rend() && told < snapshot_max; ++each, ++told)
    json.raw(backtest_entry_json(each->second));
  json.end_array();
  return json.take();
}

} // namespace troupe::actors
