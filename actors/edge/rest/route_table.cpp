#include "actors/edge/rest/route_table.hpp"

#include <optional>
#include <set>
#include <stdexcept>

namespace troupe::actors {

namespace {

using segments_type = std::vector<std::string>;

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{');
}

bool matches(const segments_type& pattern, const segments_type& given) {
  if (pattern.size() != given.size())
    return false;
  for (std::size_t index = 0; index < pattern.size(); ++index)
    if (!is_parameter(pattern[index]) && pattern[index] != given[index])
      return false;
  return true;
}

// '{' comes after every letter, so the smaller pattern is the one with a word where the other has
// a parameter.
bool is_closer(const segments_type& pattern, const segments_type& other) {
  return pattern < other;
}

std::map<std::string, std::string> parameters_of(const segments_type& pattern,
                                                 const segments_type& given) {
  std::map<std::string, std::string> found;
  for (std::size_t index = 0; index < pattern.size(); ++index)
    if (is_parameter(pattern[index]))
      found.emplace(pattern[index].substr(1, pattern[index].size() - 2), given[index]);
  return found;
}

} // namespace

void route_table::add(std::string method, std::string pattern, user_role needed,
                      route_handler handler, request_body body) {
  for (const auto& each : routes_)
    if (each.method == method && each.pattern == pattern)
      throw std::invalid_argument("two routes for " + method + " " + pattern);
  patterns_.push_back(net::http::split_target(pattern).segments);
  routes_.push_back({std::move(method), std::move(pattern), needed, std::move(handler), body});
}

void route_table::guard(std::string_view method, std::string_view pattern) {
  for (auto& each : routes_)
    if (each.method == method && each.pattern == pattern) {
      each.guarded = true;
      return;
    }
  throw std::invalid_argument("no route " + std::string(method) + " " + std::string(pattern));
}

route_match route_table::find(std::string_view method, const segments_type& segments) const {
  if (method == "HEAD")
    method = "GET";
  std::optional<std::size_t> best;
  std::set<std::string> others;
  for (std::size_t index = 0; index < routes_.size(); ++index) {
    if (!matches(patterns_[index], segments))
      continue;
    others.insert(routes_[index].method);
    if (routes_[index].method == method && (!best || is_closer(patterns_[index], patterns_[*best])))
      best = index;
  }
  if (best)
    return matched_route{&routes_[*best], parameters_of(patterns_[*best], segments)};
  if (others.empty())
    return no_such_path{};
  std::string allowed;
  for (const auto& each : others)
    allowed += (allowed.empty() ? "" : ", ") + each;
  return no_such_method{allowed};
}

} // namespace troupe::actors
