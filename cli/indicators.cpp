#include "cli/indicators.hpp"

#include "persistence/csv/market_files.hpp"
#include "trading/indicators/exponential_moving_average.hpp"
#include "trading/indicators/simple_moving_average.hpp"
#include "trading/indicators/stochastic_rsi.hpp"
#include "trading/indicators/wilder_rsi.hpp"
#include "trading/result.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <optional>
#include <ostream>
#include <string_view>

namespace troupe::cli {

namespace {

using cells = std::vector<std::optional<double>>;

constexpr std::size_t longest = 10'000;
constexpr int decimals = 10;

struct column {
  std::string kind;
  std::vector<std::size_t> lengths;
  std::vector<std::string> outputs; // endings of the columns' names
  std::function<cells(double)> update;
};

struct column_kind {
  std::string_view name;
  std::vector<std::size_t> lengths; // when none is given
  std::vector<std::string> outputs;
  std::function<cells(double)> (*make)(const std::vector<std::size_t>& lengths);
};

template <class Indicator>
std::function<cells(double)> single(const std::vector<std::size_t>& lengths) {
  return [machine = Indicator(lengths[0])](double value) mutable -> cells {
    return {machine.update(value)};
  };
}

std::function<cells(double)> stochastic(const std::vector<std::size_t>& lengths) {
  const trading::stochastic_rsi_lengths chosen{lengths[0], lengths[1], lengths[2], lengths[3]};
  return [machine = trading::stochastic_rsi(chosen)](double value) mutable -> cells {
    const auto lines = machine.update(value);
    return {lines.k, lines.d};
  };
}

const std::vector<column_kind>& column_kinds() {
  static const std::vector<column_kind> kinds{
      {"rsi", {14}, {""}, single<trading::wilder_rsi>},
      {"stochrsi", {14, 14, 3, 3}, {"_k", "_d"}, stochastic},
      {"ema", {20}, {""}, single<trading::exponential_moving_average>},
      {"sma", {20}, {""}, single<trading::simple_moving_average>},
  };
  return kinds;
}

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

result<column> parse_column(const std::string& spec) {
  const auto parts = split(spec, ':');
  const auto& kinds = column_kinds();
  const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                 [&](const auto& each) { return each.name == parts[0]; });
  if (kind == kinds.end())
    return bad_column(spec, "unknown indicator; use rsi, stochrsi, ema or sma");
  auto lengths = kind->lengths;
  if (parts.size() > 1 && parts.size() != lengths.size() + 1)
    return bad_column(spec, "takes " + std::to_string(lengths.size()) + " lengths");
  for (std::size_t index = 1; index < parts.size(); ++index) {
    const auto& text = parts[index];
    auto& length = lengths[index - 1];
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (failure != std::errc{} || end != text.data() + text.size() || length == 0 ||
        length > longest)
      return bad_column(spec, "a length is a whole number from 1 to " + std::to_string(longest));
  }
  return column{parts[0], lengths, kind->outputs, kind->make(lengths)};
}

result<std::vector<column>> parse_columns(const std::string& specs) {
  std::vector<column> columns;
  for (const auto& spec : split(specs, ',')) {
    auto parsed = parse_column(spec);
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
    auto name = each.kind;
    if (std::count_if(columns.begin(), columns.end(), same) > 1)
      for (const auto length : each.lengths)
        name += "_" + std::to_string(length);
    for (const auto& ending : each.outputs)
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

} // namespace

int indicators(const indicators_options& options, std::ostream& out, std::ostream& err) {
  constexpr int wrong_usage = 2;
  auto columns = parse_columns(options.columns);
  if (!columns) {
    err << columns.failure().message << '\n';
    return wrong_usage;
  }
  const auto bars = read_data(options.data);
  if (!bars) {
    err << bars.failure().message << '\n';
    return wrong_usage;
  }
  write_header(*columns, out);
  for (const auto& candle : bars->rows) {
    out << trading::format_time(candle.start_ns);
    for (auto& each : *columns)
      for (const auto& value : each.update(candle.close.to_double()))
        write_cell(value, out);
    out << '\n';
  }
  return 0;
}

} // namespace troupe::cli
