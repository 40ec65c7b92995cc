#include "actors/edge/json/metrics_json.hpp"

#include "actors/edge/json/json_writer.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace troupe::actors {

namespace {

using labels_type = std::map<std::string, std::string>;

struct histogram_sample {
  std::vector<std::pair<std::string, double>> buckets; // upper bound as text, cumulative
  std::string count;
  std::string sum;
};

struct family {
  std::string name;
  std::string type = "untyped";
  std::string help;
  std::map<labels_type, std::string> values;
  std::map<labels_type, histogram_sample> histograms;
};

struct sample_line {
  std::string_view name;
  labels_type labels;
  std::string_view value;
};

// {a="b",c="d"}; an escaped character stands for itself.
bool read_labels(std::string_view& rest, labels_type& into) {
  if (!rest.starts_with('{'))
    return true;
  rest.remove_prefix(1);
  while (!rest.empty() && !rest.starts_with('}')) {
    const auto sign = rest.find("=\"");
    if (sign == std::string_view::npos)
      return false;
    const std::string name(rest.substr(0, sign));
    rest.remove_prefix(sign + 2);
    std::string value;
    while (!rest.empty() && rest.front() != '"') {
      if (rest.front() == '\\')
        rest.remove_prefix(1);
      if (rest.empty())
        return false;
      value += rest.front();
      rest.remove_prefix(1);
    }
    if (rest.empty())
      return false;
    rest.remove_prefix(1);
    into[name] = value;
    if (rest.starts_with(','))
      rest.remove_prefix(1);
  }
  if (rest.empty())
    return false;
  rest.remove_prefix(1);
  return true;
}

std::optional<sample_line> read_sample(std::string_view line) {
  sample_line found;
  found.name = line.substr(0, line.find_first_of("{ "));
  auto rest = line.substr(found.name.size());
  if (!read_labels(rest, found.labels) || !rest.starts_with(' '))
    return std::nullopt;
  found.value = rest.substr(1);
  return found;
}

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

class exposition_reader {
public:
  explicit exposition_reader(std::string_view prefix) : prefix_(prefix) {}

  void read(std::string_view line) {
    constexpr std::string_view help = "# HELP ";
    constexpr std::string_view type = "# TYPE ";
    if (line.starts_with(help))
      return note(line.substr(help.size()), &family::help);
    if (line.starts_with(type))
      return note(line.substr(type.size()), &family::type);
    if (line.empty() || line.starts_with('#'))
      return;
    if (auto sample = read_sample(line))
      take(std::move(*sample));
  }

  const std::vector<family>& families() const { return families_; }

private:
  void note(std::string_view rest, std::string family::*member) {
    const auto name = rest.substr(0, rest.find(' '));
    if (auto* known = family_of(name))
      known->*member = rest.substr(std::min(rest.size(), name.size() + 1));
  }

  // The last one, or a new one; null for a name that is not wanted.
  family* family_of(std::string_view name) {
    if (!name.starts_with(prefix_))
      return nullptr;
    if (families_.empty() || families_.back().name != name)
      families_.emplace_back().name = name;
    return &families_.back();
  }

  void take(sample_line sample) {
    if (!families_.empty() && families_.back().type == "histogram" &&
        sample.name.starts_with(families_.back().name + "_"))
      return take_part(families_.back(), sample);
    if (auto* known = family_of(sample.name); known != nullptr && number_in(sample.value))
      known->values[sample.labels] = sample.value;
  }

  static void take_part(family& known, sample_line& sample) {
    const auto part = sample.name.substr(known.name.size() + 1);
    const auto bound = sample.labels.extract("le");
    auto& histogram = known.histograms[sample.labels];
    const auto value = number_in(sample.value);
    if (!value)
      return;
    if (part == "bucket" && bound)
      histogram.buckets.emplace_back(bound.mapped(), *value);
    else if (part == "count")
      histogram.count = sample.value;
    else if (part == "sum")
      histogram.sum = sample.value;
  }

  std::string_view prefix_;
  std::vector<family> families_;
};

void write_percentile(json_writer& json, const histogram_sample& seen, std::string_view name,
                      double share) {
  json.key(name);
  const auto total = number_in(seen.count).value_or(0);
  for (const auto& [bound, cumulative] : seen.buckets)
    if (total > 0 && cumulative >= share * total && number_in(bound)) {
      json.raw(bound);
      return;
    }
  json.null();
}

void write_labels(json_writer& json, const labels_type& labels) {
  json.key("labels").object();
  for (const auto& [name, value] : labels)
    json.key(name).text(value);
  json.end_object();
}

void write_family(json_writer& json, const family& known) {
  json.object().key("name").text(known.name).key("type").text(known.type);
  json.key("help").text(known.help).key("samples").array();
  for (const auto& [labels, value] : known.values) {
    json.object();
    write_labels(json, labels);
    json.key("value").raw(value).end_object();
  }
  for (const auto& [labels, seen] : known.histograms) {
    json.object();
    write_labels(json, labels);
    json.key("count").raw(seen.count.empty() ? "0" : seen.count);
    json.key("sum").raw(seen.sum.empty() ? "0" : seen.sum);
    write_percentile(json, seen, "p50", 0.5);
    write_percentile(json, seen, "p90", 0.9);
    write_percentile(json, seen, "p99", 0.99);
    json.end_object();
  }
  json.end_array().end_object();
}

} // namespace

std::string metrics_json(std::string_view exposition, std::string_view prefix) {
  exposition_reader reader(prefix);
  while (!exposition.empty()) {
    const auto end = std::min(exposition.find('\n'), exposition.size());
    reader.read(exposition.substr(0, end));
    exposition.remove_prefix(std::min(end + 1, exposition.size()));
  }
  json_writer json;
  json.object().key("items").array();
  for (const auto& each : reader.families())
    if (!each.values.empty() || !each.histograms.empty())
      write_family(json, each);
  json.end_array().key("next_page_token").null().end_object();
  return json.take();
}

} // namespace troupe::actors
