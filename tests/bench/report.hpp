// The rows of a bench run, as a table for people and as JSON for programs.
#pragma once

#include "tests/bench/latency_figures.hpp"

#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace troupe::bench {

struct machine {
  unsigned cores = 0;
  std::string kernel;
};
machine this_machine();

// Per second, over the samples of a row.
struct rate_figures {
  double median = 0;
  double lowest = 0;
  double highest = 0;
  std::size_t count = 0;
};

class report {
public:
  // Samples of the same name are put together. Rows stay in the order of their first samples.
  void add(std::string_view name, const latency_samples& samples_ns);
  // Zeros for what was never added.
  latency_figures figures(std::string_view name) const;

  // The same for what is done in a second: one sample a call.
  void add_rate(std::string_view name, double per_second);
  rate_figures rate(std::string_view name) const;

  void print(std::ostream& out) const;
  // {"machine":{…},"rows":[{"name":…,"p50_ns":…,"p99_ns":…,"p999_ns":…,"count":…},…],
  //  "rates":[{"name":…,"per_second":…,"lowest":…,"highest":…,"count":…},…]}
  void write_json(std::ostream& out) const;

private:
  std::vector<std::pair<std::string, latency_samples>> rows_;
  std::vector<std::pair<std::string, std::vector<double>>> rates_;
};

} // namespace troupe::bench
