// Prometheus' text format as JSON: {"items":[{"name","type","help","samples":[{"labels",…}]}]}. A
// counter's or gauge's sample has a `value`; a histogram's has `count`, `sum`, and p50, p90, p99 as
// the upper bounds of the buckets that hold them, null without observations or beyond the last.
#pragma once

#include <string>
#include <string_view>

namespace troupe::actors {

// Of the names that begin with `prefix`. A line that is none of the format is left out.
std::string metrics_json(std::string_view exposition, std::string_view prefix);

} // namespace troupe::actors
