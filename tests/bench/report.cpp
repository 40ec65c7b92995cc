#include "tests/bench/report.hpp"

#include <sys/utsname.h>

#include <iomanip>
#include <thread>

namespace troupe::bench {

namespace {

constexpr int name_width = 50;
constexpr int figure_width = 11;

std::ostream& microseconds(std::ostream& out, std::int64_t ns) {
  return out << std::setw(figure_width) << static_cast<double>(ns) / 1000.0;
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

void report::print(std::ostream& out) const {
  const auto where = this_machine();
  out << where.cores << " cores, " << where.kernel << "; microseconds\n"
      << std::left << std::setw(name_width) << "" << std::right << std::setw(figure_width) << "p50"
      << std::setw(figure_width) << "p99" << std::setw(figure_width) << "p99.9"
      << std::setw(figure_width) << "count" << '\n'
      << std::fixed << std::setprecision(2);
  for (const auto& [name, samples_ns] : rows_) {
    const auto found = figures_of(samples_ns);
    out << std::left << std::setw(name_width) << name << std::right;
    for (const auto each : {found.p50_ns, found.p99_ns, found.p999_ns})
      microseconds(out, each);
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
  out << "\n]}\n";
}

} // namespace troupe::bench
