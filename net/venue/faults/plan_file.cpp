#include "net/venue/faults/plan_file.hpp"

#include <toml++/toml.h>

#include <fstream>
#include <sstream>
#include <utility>

namespace troupe::net::venue {

namespace {

result<std::string> text_of(const std::filesystem::path& file) {
  std::ifstream opened(file, std::ios::binary);
  std::string text(fault_file_bytes_max + 1, '\0');
  opened.read(text.data(), static_cast<std::streamsize>(text.size()));
  const auto bytes = static_cast<std::size_t>(opened.gcount());
  if (opened.bad() || !opened.eof())
    return error{"faults_unreadable", file.string() + ": cannot be read, or is not a file of at "
                                                      "most 1 MiB"};
  text.resize(bytes);
  return text;
}

result<std::string> json_of(const std::string& text, const std::filesystem::path& file) {
  try {
    const auto table = toml::parse(text);
    std::ostringstream json;
    json << toml::json_formatter(table);
    return json.str();
  } catch (const toml::parse_error& failed) {
    const auto at = failed.source().begin;
    return error{"faults_syntax", file.string() + ":" + std::to_string(at.line) + ":" +
                                      std::to_string(at.column) + ": " +
                                      std::string(failed.description())};
  }
}

} // namespace

result<fault_plan> read_fault_plan(const std::filesystem::path& file) {
  auto text = text_of(file);
  if (!text)
    return text.failure();
  if (file.extension() == ".toml") {
    auto json = json_of(*text, file);
    if (!json)
      return json.failure();
    *text = std::move(*json);
  }
  auto plan = parse_fault_plan(*text);
  if (!plan)
    return error{plan.failure().code, file.string() + ": " + plan.failure().message};
  return plan;
}

} // namespace troupe::net::venue
