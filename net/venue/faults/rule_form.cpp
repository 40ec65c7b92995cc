#include "net/venue/faults/rule_form.hpp"

#include <algorithm>
#include <array>

namespace troupe::net::venue {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;
// The server closes a connection whose answer takes 30 seconds.
constexpr std::int64_t delay_most_ms = 25'000;

constexpr std::array<std::string_view, 6> methods{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"};
constexpr std::array<std::string_view, 2> streams{"orders", "data"};

constexpr std::array<std::string_view, 2> directions{"in", "out"};

constexpr std::array<rule_key, 13> all_keys{{
    {"after", whole_key{&fault_rule::after, 0, 1'000'000'000}},
    {"method", text_key{&fault_rule::method, methods}},
    {"path", text_key{&fault_rule::path, {}}},
    {"status", whole_key{&fault_rule::status, 200, 599}},
    {"retry_after_s", whole_key{&fault_rule::retry_after_s, 0, 3600}},
    {"delay_ms", whole_key{&fault_rule::delay_ms, 1, delay_most_ms}},
    {"piece_bytes", whole_key{&fault_rule::piece_bytes, 1, 1 << 20}},
    {"skew_ms", whole_key{&fault_rule::skew_ms, -day_ms, day_ms}},
    {"event", text_key{&fault_rule::event, {}}},
    {"stream", text_key{&fault_rule::stream, streams}},
    {"direction", text_key{&fault_rule::direction, directions}},
    {"after_bytes", whole_key{&fault_rule::after_bytes, 0, 1 << 30}},
    {"duration_ms", whole_key{&fault_rule::duration_ms, 0, day_ms}},
}};
constexpr rule_key symbol_row{"symbol", symbol_key{}};

std::vector<rule_form> make_forms() {
  fault_rule html;
  html.status = 502;
  fault_rule lost;
  lost.method = "POST";
  lost.path = "/v2/orders";
  fault_rule slow;
  slow.delay_ms = 50;
  fault_rule stale;
  stale.duration_ms = 60'000;
  fault_rule halted;
  halted.duration_ms = 300'000; // as a pause for volatility
  fault_rule creeping;
  creeping.delay_ms = 10;
  creeping.piece_bytes = 1;
  std::vector<rule_form> forms{
      {fault_kind::status, "status", {"method", "path", "status", "retry_after_s"}, {}},
      {fault_kind::html, "html", {"method", "path", "status"}, html},
      {fault_kind::truncated_json, "truncated_json", {"method", "path"}, {}},
      {fault_kind::delay_answer, "delay_answer", {"method", "path", "delay_ms"}, {}},
      {fault_kind::lose_answer, "lose_answer", {"method", "path"}, lost},
      {fault_kind::slow_answer, "slow_answer", {"method", "path", "delay_ms", "piece_bytes"}, slow},
      {fault_kind::clock_skew, "clock_skew", {"skew_ms"}, {}},
      {fault_kind::drop_event, "drop_event", {"event", "symbol"}, {}},
      {fault_kind::delay_event, "delay_event", {"event", "symbol", "delay_ms"}, {}},
      {fault_kind::duplicate_event, "duplicate_event", {"event", "symbol"}, {}},
      {fault_kind::reorder_events, "reorder_events", {"event", "symbol", "delay_ms"}, {}},
      {fault_kind::mute_stream, "mute_stream", {"stream", "duration_ms"}, {}},
      {fault_kind::disconnect_storm, "disconnect_storm", {"stream", "duration_ms"}, {}},
      {fault_kind::stale_quotes, "stale_quotes", {"symbol", "duration_ms"}, stale},
      {fault_kind::crossed_quotes, "crossed_quotes", {"symbol", "duration_ms"}, {}},
      {fault_kind::halt, "halt", {"symbol", "duration_ms"}, halted},
      {fault_kind::partial_fill, "partial_fill", {"symbol"}, {}},
      {fault_kind::late_fill, "late_fill", {"symbol"}, {}},
      {fault_kind::slow_socket, "slow_socket", {"direction", "piece_bytes", "delay_ms"}, creeping},
      {fault_kind::reset_socket, "reset_socket", {"after_bytes"}, {}}};
  for (auto& form : forms) {
    form.defaults.kind = form.kind;
    form.keys.insert(form.keys.begin(), "after");
  }
  return forms;
}

const std::vector<rule_form>& all_forms() {
  static const auto forms = make_forms();
  return forms;
}

} // namespace

const rule_key& rule_key_named(std::string_view name) {
  if (name == symbol_row.name)
    return symbol_row;
  return *std::find_if(all_keys.begin(), all_keys.end(),
                       [&](const auto& key) { return key.name == name; });
}

const rule_form* find_rule_form(std::string_view kind) {
  const auto& forms = all_forms();
  const auto found =
      std::find_if(forms.begin(), forms.end(), [&](const auto& form) { return form.name == kind; });
  return found == forms.end() ? nullptr : &*found;
}

const rule_form& rule_form_of(fault_kind kind) {
  return all_forms()[static_cast<std::size_t>(kind)]; // in the order of the kinds
}

std::string rule_kinds() {
  std::string names;
  for (const auto& form : all_forms())
    names += (names.empty() ? "" : ", ") + std::string(form.name);
  return names;
}

} // namespace troupe::net::venue
