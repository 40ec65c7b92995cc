#include "actors/edge/audit/audit_entry.hpp"

#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/json/printable.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace troupe::actors {

namespace {

void write_text(json_writer& json, std::string_view name, const std::string& text) {
  json.key(name);
  if (text.size() > audit_text_bytes_max) {
    json.object().key("left_out_bytes").integer(static_cast<std::int64_t>(text.size()));
    json.end_object();
    return;
  }
  if (!nlohmann::json::accept(text)) {
    json.null();
    return;
  }
  auto line = text; // a line break can only be white space there
  std::replace_if(
      line.begin(), line.end(), [](char letter) { return letter == '\n' || letter == '\r'; }, ' ');
  json.raw(line);
}

} // namespace

std::string to_line(const audit_entry& entry) {
  json_writer json;
  json.object().key("time").time(entry.time_ns);
  json.key("request_id").text(entry.request_id).key("who").text(printable(entry.who));
  json.key("role").text(to_text(entry.role)).key("address").text(entry.address);
  json.key("method").text(entry.method).key("path").text(printable(entry.path));
  json.key("status").integer(entry.status);
  write_text(json, "asked", entry.asked);
  write_text(json, "before", entry.before);
  write_text(json, "after", entry.after);
  json.end_object();
  return json.take();
}

} // namespace troupe::actors
