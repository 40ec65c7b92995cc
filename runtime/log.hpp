// Structured logs: one JSON object a line, e.g.
//   {"ts":"2024-05-01T12:00:00.123456Z","level":"info","event":"link_up","peer":"b","rtt_us":80}
//
// `write` never waits for a disk or a terminal: it formats the line and hands it to a background
// thread through a queue of `queue_lines` lines. When that is full the oldest line is given up and
// counted (`dropped`). Lines of one thread keep their order. Until `open`, lines go straight to
// stderr from level info on.
#pragma once

#include "trading/result.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace troupe::runtime::log {

enum class level : std::uint8_t { debug, info, warning, error, critical };
std::string_view to_text(level severity);
// "debug", "info", "warning" or "warn", "error", "critical"; error `invalid_log_level`.
result<level> parse_level(std::string_view text);

// A name and what it holds; lives no longer than the call of write.
class field {
public:
  using content = std::variant<std::string_view, std::int64_t, std::uint64_t, bool>;

  field(std::string_view name, std::string_view value) : name_(name), value_(value) {}
  field(std::string_view name, const char* value) : name_(name), value_(std::string_view{value}) {}
  field(std::string_view name, const std::string& value)
      : name_(name), value_(std::string_view{value}) {}
  field(std::string_view name, bool value) : name_(name), value_(value) {}
  template <std::signed_integral Number>
  field(std::string_view name, Number value) : name_(name), value_(std::int64_t{value}) {}
  template <std::unsigned_integral Number>
  requires(!std::same_as<Number, bool>) field(std::string_view name, Number value)
      : name_(name), value_(std::uint64_t{value}) {}

  std::string_view name() const { return name_; }
  const content& value() const { return value_; }

private:
  std::string_view name_;
  content value_;
};

struct settings {
  level lowest = level::info;
  std::string path = {}; // of the file, appended to; empty: stderr
  std::size_t queue_lines = 8'192;
};

// Starts the background thread. Error: `log_file_unusable`.
result<void> open(const settings& wanted);
// Writes out what is queued, ends the thread; back to the state before open.
void close();

bool enabled(level severity);
// The event is a snake_case word; what varies goes into fields.
void write(level severity, std::string_view event, std::initializer_list<field> fields = {});
void flush();
std::uint64_t dropped();

// The line that write would log, without its line end.
std::string format(std::int64_t utc_ns, level severity, std::string_view event,
                   std::initializer_list<field> fields);

} // namespace troupe::runtime::log
