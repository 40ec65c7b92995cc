// What of a limit was given out here and is not yet told to others: a sum for each name.
//
// Bound: names_max names; what of more was spent is counted, and limits those names here alone.
// Belongs to one lane.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

namespace troupe::actors {

class spending_record {
public:
  static constexpr std::size_t names_max = 4'096;
  using sums = std::unordered_map<std::string, std::int64_t>; // ns

  void add(const std::string& name, std::int64_t cost_ns) {
    if (const auto found = sums_.find(name); found != sums_.end())
      found->second += cost_ns;
    else if (sums_.size() < names_max)
      sums_.emplace(name, cost_ns);
    else
      ++lost_;
  }
  sums take() { return std::exchange(sums_, {}); }
  bool empty() const { return sums_.empty(); }
  std::uint64_t take_lost() { return std::exchange(lost_, 0); }

private:
  sums sums_;
  std::uint64_t lost_ = 0;
};

} // namespace troupe::actors
