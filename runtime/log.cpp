#include "runtime/log.hpp"

#include "runtime/clock.hpp"
#include "runtime/log_memory.hpp"

#include <nlohmann/json.hpp>
#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <atomic>
#include <cstdio>
#include <ctime>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <utility>

namespace troupe::runtime::log {

namespace {

// The thread that writes, its queue and where it writes to. Its end writes out what is queued.
struct backend {
  backend(const settings& wanted, spdlog::sink_ptr sink)
      : chosen(wanted), pool(std::make_shared<spdlog::details::thread_pool>(wanted.queue_lines, 1)),
        logger(std::make_shared<spdlog::async_logger>(
            "troupe", std::move(sink), pool, spdlog::async_overflow_policy::overrun_oldest)) {
    logger->set_level(spdlog::level::trace);
    logger->set_formatter(std::make_unique<spdlog::pattern_formatter>("%v"));
  }

  settings chosen;
  std::shared_ptr<spdlog::details::thread_pool> pool;
  std::shared_ptr<spdlog::async_logger> logger;
};

std::atomic<level> lowest = level::info;
std::shared_mutex access; // exclusive only while the backend is exchanged
std::unique_ptr<backend> active;
std::uint64_t dropped_before = 0; // by backends that are gone

spdlog::sink_ptr make_sink(const std::string& path) {
  if (path.empty()) {
    return std::make_shared<spdlog::sinks::stderr_sink_mt>();
  }
  return std::make_shared<spdlog::sinks::basic_file_sink_mt>(path);
}

void retire_backend() {
  if (active) {
    dropped_before += active->pool->overrun_counter();
    active.reset();
  }
}

void append_text(std::string& line, std::string_view text) {
  using json = nlohmann::json;
  line += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

void append_value(std::string& line, const field::content& value) {
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    append_text(line, *text);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    line += std::to_string(*number);
  } else if (const auto* natural = std::get_if<std::uint64_t>(&value)) {
    line += std::to_string(*natural);
  } else {
    line += std::get<bool>(value) ? "true" : "false";
  }
}

std::string timestamp(std::int64_t utc_ns) {
  const auto seconds = static_cast<std::time_t>(utc_ns / 1'000'000'000);
  const auto micros = utc_ns % 1'000'000'000 / 1'000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[40];
  const auto length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  std::snprintf(text + length, sizeof text - length, ".%06ldZ", static_cast<long>(micros));
  return text;
}

} // namespace

std::string_view to_text(level severity) {
  switch (severity) {
  case level::debug:
    return "debug";
  case level::info:
    return "info";
  case level::warning:
    return "warning";
  case level::error:
    return "error";
  case level::critical:
    return "critical";
  }
  return "unknown";
}

result<level> parse_level(std::string_view text) {
  for (const auto severity :
       {level::debug, level::info, level::warning, level::error, level::critical}) {
    if (text == to_text(severity)) {
      return severity;
    }
  }
  if (text == "warn") {
    return level::warning;
  }
  return error{"invalid_log_level", "log level '" + std::string{text} +
                                        "' is none of debug, info, warning, error, critical"};
}

result<void> open(const settings& wanted) {
  const std::unique_lock lock{access};
  retire_backend();
  try {
    active = std::make_unique<backend>(wanted, make_sink(wanted.path));
  } catch (const spdlog::spdlog_ex& failure) {
    return error{"log_file_unusable", "cannot write the log to " + wanted.path + ": " +
                                          failure.what() +
                                          "; name another file or a writable folder"};
  }
  lowest = wanted.lowest;
  return {};
}

void close() {
  const std::unique_lock lock{access};
  retire_backend();
  lowest = level::info;
}

void flush() {
  const std::unique_lock lock{access};
  if (active) {
    const auto same = active->chosen;
    const auto sink = active->logger->sinks().front();
    retire_backend();
    sink->flush();
    active = std::make_unique<backend>(same, sink);
  }
}

bool enabled(level severity) {
  return severity >= lowest.load(std::memory_order_relaxed);
}

void write(level severity, std::string_view event, std::initializer_list<field> fields) {
  if (!enabled(severity)) {
    return;
  }
  auto line = format(system_clock_source{}.utc_ns(), severity, event, fields);
  {
    const std::shared_lock lock{access};
    if (active) {
      active->logger->log(spdlog::level::info, spdlog::string_view_t{line.data(), line.size()});
    } else {
      std::fprintf(stderr, "%s\n", line.c_str());
    }
  }
  memory().keep(severity, event, std::move(line));
}

std::uint64_t dropped() {
  const std::shared_lock lock{access};
  return dropped_before + (active ? active->pool->overrun_counter() : 0);
}

std::string format(std::int64_t utc_ns, level severity, std::string_view event,
                   std::initializer_list<field> fields) {
  std::string line = R"({"ts":")" + timestamp(utc_ns) + R"(","level":")";
  line += to_text(severity);
  line += R"(","event":)";
  append_text(line, event);
  for (const auto& each : fields) {
    line += ',';
    append_text(line, each.name());
    line += ':';
    append_value(line, each.value());
  }
  line += '}';
  return line;
}

} // namespace troupe::runtime::log
