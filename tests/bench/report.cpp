#include "tests/bench/report.hpp"

#include <sys/utsname.h>

#include <array>
#include <cmath>
#include <iomanip>
#include <thread>

namespace troupe::bench {

namespace {

constexpr int name_width = 50;
constexpr int figure_width = 11;

std::ostream& microseconds(std::ostream& out, std::int64_t ns) {
  return out << std::setw(figure_width) << static_cast<double>(ns) / 1000.0;
}

rate_figures rate_of(std::vector<double> samples) {
  if (samples.empty())
    return {};
  std::sort(samples.begin(), samples.end());
  return {samples[samples.size() / 2], samples.front(), samples.back(), samples.size()};
}

// Wide enough for a header of every section.
void print_heading(std::ostream& out, std::string_view unit,
                   const std::array<std::string_view, 4>& columns) {
  out << std::left << std::setw(name_width) << unit << std::right;
  for (const auto column : columns)
    out << std::setw(figure_width) << column;
  out << '\n';
}

} // namespace

machine this_machine() {
  utsname names{};
  uname(&names);
  return {std::thread::hardware_concurrency(),
          std::string(names.sysname) + " " + names.release + " " + names.machine};
}

void report::add(std::string_view name, const latency_samples& samples_ns) {
  auto row = std::find_if(rows_.begin(), rows_.end(),
                          [name](const auto& each) { return each.first == name; });
  if (row == rows_.end())
    row = rows_.insert(row, {std::string(name), {}});
  row->second.insert(row->second.end(), samples_ns.begin(), samples_ns.end());
}

latency_figures report::figures(std::string_view name) const {
  for (const auto& [known, samples_ns] : rows_)
    if (known == name)
      return figures_of(samples_ns);
  return {};
}

void report::add_rate(std::string_view name, double per_second) {
  auto row = std::find_if(rates_.begin(), rates_.end(),
                          [name](const auto& each) { return each.first == name; });
  if (row == rates_.end())
    row = rates_.insert(row, {std::string(name), {}});
  row->second.push_back(per_second);
}

rate_figures report::rate(std::string_view name) const {
  for (const auto& [known, samples] : rates_)
    if (known == name)
      return rate_of(samples);
  return {};
}

void report::print(std::ostream& out) const {
  const auto where = this_machine();
  out << where.cores << " cores, " << where.kernel << '\n' << std::fixed << std::setprecision(2);
  print_heading(out, "microseconds", {"p50", "p99", "p99.9", "count"});
  for (const auto& [name, samples_ns] : rows_) {
    const auto found = figures_of(samples_ns);
    out << std::left << std::setw(name_width) << name << std::right;
    for (const auto each : {found.p50_ns, found.p99_ns, found.p999_ns})
      microseconds(out, each);
    out << std::setw(figure_width) << found.count << '\n';
  }
  if (!rates_.empty())
    print_heading(out, "millions in a second", {"median", "lowest", "highest", "count"});
  for (const auto& [name, samples] : rates_) {
    const auto found = rate_of(samples);
    out << std::left << std::setw(name_width) << name << std::right;
    for (const auto each : {found.median, found.lowest, found.highest})
      out << std::setw(figure_width) << each / 1e6;
    out << std::setw(figure_width) << found.count << '\n';
  }
}

void report::write_json(std::ostream& out) const {
  const auto where = this_machine();
  out << R"({"machine":{"cores":)" << where.cores << R"(,"kernel":")" << where.kernel
      << "\"},\n\"rows\":[";
  std::string_view between = "\n";
  for (const auto& [name, samples_ns] : rows_) {
    const auto found = figures_of(samples_ns);
    out << between << R"({"name":")" << name << R"(","p50_ns":)" << found.p50_ns << R"(,"p99_ns":)"
        << found.p99_ns << R"(,"p999_ns":)" << found.p999_ns << R"(,"count":)" << found.count
        << '}';
    between = ",\n";
  }
  out << "\n],\n\"rates\":[";
  between = "\n";
  for (const auto& [name, samples] : rates_) {
    const auto found = rate_of(samples);
    out << between << R"({"name":")" << name << R"(","per_second":)" << std::llround(found.median)
        << R"(,"lowest":)" << std::llround(found.lowest) << R"(,"highest":)"
        << std::llround(found.highest) << R"(,"count":)" << found.count << '}';
    between = ",\n";
  }
  out << "\n]}\n";
}

} // namespace troupe::bench
