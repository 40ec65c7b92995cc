#include "cli/indicators.hpp"

#include "persistence/csv/market_files.hpp"
#include "trading/indicators/catalogue.hpp"
#include "trading/result.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <ostream>
#include <string_view>

namespace troupe::cli {

namespace {

constexpr int decimals = 10;

struct column {
  const trading::indicator_definition* kind;
  trading::parameter_values parameters;
  trading::indicator_update update;
};

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos)
      return parts;
    text.remove_prefix(end + 1);
  }
}

error bad_column(const std::string& spec, const std::string& why) {
  return {"invalid_column", "--columns " + spec + ": " + why};
}

result<column> parse_column(const std::string& spec, trading::asset_class assets) {
  const auto parts = split(spec, ':');
  const auto found = trading::find_indicator(parts[0]);
  if (!found)
    return bad_column(spec, found.failure().message);
  const auto& taken = (*found)->parameters;
  if (parts.size() > taken.size() + 1)
    return bad_column(spec, "takes " + std::to_string(taken.size()) + " parameters");
  trading::parameter_values given;
  for (std::size_t index = 1; index < parts.size(); ++index) {
    const auto name = taken[index - 1].name;
    const auto value = trading::parse_parameter(taken, name, parts[index]);
    if (!value)
      return bad_column(spec, value.failure().message);
    given.emplace(name, *value);
  }
  const auto values = trading::complete(taken, given);
  if (!values)
    return bad_column(spec, values.failure().message);
  return column{*found, *values, (*found)->make(*values, assets)};
}

result<std::vector<column>> parse_columns(const std::string& specs, trading::asset_class assets) {
  std::vector<column> columns;
  for (const auto& spec : split(specs, ',')) {
    auto parsed = parse_column(spec, assets);
    if (!parsed)
      return parsed.failure();
    columns.push_back(std::move(*parsed));
  }
  return columns;
}

void write_header(const std::vector<column>& columns, std::ostream& out) {
  out << "timestamp";
  for (const auto& each : columns) {
    const auto same = [&](const column& other) { return other.kind == each.kind; };
    std::string name(each.kind->name);
    if (std::count_if(columns.begin(), columns.end(), same) > 1)
      for (const auto& parameter : each.kind->parameters)
        name += "_" + each.parameters.find(parameter.name)->second.text();
    for (const auto& ending : each.kind->outputs)
      out << ',' << name << ending;
  }
  out << '\n';
}

void write_cell(const std::optional<double>& value, std::ostream& out) {
  out << ',';
  if (!value)
    return;
  std::array<char, 512> text{};
  const auto written = std::to_chars(text.data(), text.data() + text.size(), *value,
                                     std::chars_format::fixed, decimals);
  std::string_view number(text.data(), static_cast<std::size_t>(written.ptr - text.data()));
  number = number.substr(0, number.find_last_not_of('0') + 1);
  if (number.ends_with('.'))
    number.remove_suffix(1);
  out << number;
}

result<persistence::csv_bars> read_data(const std::vector<std::string>& data) {
  const auto files = persistence::csv_files({data.begin(), data.end()});
  if (!files)
    return files.failure();
  if (files->size() != 1)
    return error{"one_file_wanted", "--data names " + std::to_string(files->size()) +
                                        " files; name one CSV file of bars"};
  return persistence::read_bars(files->front());
}

void write_rows(const std::vector<trading::bar>& bars, std::vector<column>& columns,
                std::ostream& out) {
  for (const auto& candle : bars) {
    out << trading::format_time(candle.start_ns);
    const auto figures = trading::figures_of(candle);
    for (auto& each : columns)
      for (const auto& value : each.update(figures))
        write_cell(value, out);
    out << '\n';
  }
}

} // namespace

int indicators(const indicators_options& options, std::ostream& out, std::ostream& err) {
  constexpr int wrong_usage = 2;
  const auto refuse = [&](const error& failure) {
    err << failure.message << '\n';
    return wrong_usage;
  };
  // What is wrong with the columns is told before a file is looked for.
  if (const auto columns = parse_columns(options.columns, trading::asset_class::crypto); !columns)
    return refuse(columns.failure());
  const auto bars = read_data(options.data);
  if (!bars)
    return refuse(bars.failure());
  const auto assets =
      bars->rows.empty() ? trading::asset_class::crypto : bars->rows.front().symbol.kind();
  auto columns = parse_columns(options.columns, assets).value();
  write_header(columns, out);
  write_rows(bars->rows, columns, out);
  return 0;
}

std::string indicator_list() {
  std::string list = "Indicators, with their parameters' defaults:\n";
  for (const auto& each : trading::indicators()) {
    std::string spec(each.name);
    for (const auto& parameter : each.parameters)
      spec += ":" + parameter.initial.text();
    constexpr std::size_t wide = 34;
    spec.resize(std::max(wide, spec.size() + 1), ' ');
    list += "  " + spec + std::string(each.meaning) + '\n';
  }
  return list;
}

} // namespace troupe::cli
