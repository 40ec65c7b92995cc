#include "cli/config.hpp"

#include "cli/load_configuration.hpp"
#include "config/describe.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace troupe::cli {

namespace {

constexpr int success = 0;
constexpr int wrong_configuration = 2;

int refuse(const error& failure, std::ostream& err) {
  err << failure.message << '\n';
  return wrong_configuration;
}

} // namespace

int config_check(const std::filesystem::path& file, std::ostream& out, std::ostream& err) {
  const auto loaded = load_file({file, {}, {}});
  if (!loaded)
    return refuse(loaded.failure(), err);
  out << file.string() << ": fine\n";
  return success;
}

int config_show(const config::sources& from, bool json, std::ostream& out, std::ostream& err) {
  const auto loaded = load_configuration(from);
  if (!loaded)
    return refuse(loaded.failure(), err);
  const auto values = config::describe(*loaded);
  if (json) {
    auto object = nlohmann::ordered_json::object();
    for (const auto& each : values)
      object[each.key] = {{"value", each.value}, {"origin", each.origin}};
    out << object.dump(2) << '\n';
    return success;
  }
  std::size_t key_width = 0;
  std::size_t value_width = 0;
  for (const auto& each : values) {
    key_width = std::max(key_width, each.key.size());
    value_width = std::max(value_width, each.value.size());
  }
  for (const auto& each : values)
    out << each.key << std::string(key_width - each.key.size() + 2, ' ') << each.value
        << std::string(value_width - each.value.size() + 2, ' ') << each.origin << '\n';
  return success;
}

} // namespace troupe::cli
