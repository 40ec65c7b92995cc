// Seeds: each a market at sixty times its speed with an operator, a venue with faults and harms of
// every kind, then quiet until the books can be compared. A seed is a run to the last bit:
//
//   TROUPE_SIMULATION_SEEDS=17 build/release/tests/simulation --gtest_filter='mishaps.*'
//   TROUPE_SIMULATION_SEEDS=1-2000 …            or: make simulate SEEDS=1-2000
#include "tests/simulation/branches.hpp"
#include "tests/simulation/invariants.hpp"
#include "tests/simulation/mishaps.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <string>

namespace troupe::simulation {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t trouble_ns = 32 * second; // thirty minutes of the market, and the start
constexpr int quiet_periods = 8;

struct seed_range {
  std::uint64_t first = 1;
  std::uint64_t last = 200;
};

seed_range wanted_seeds() {
  const auto* text = std::getenv("TROUPE_SIMULATION_SEEDS");
  if (text == nullptr)
    return {};
  char* behind = nullptr;
  const auto first = std::strtoull(text, &behind, 10);
  return {first, *behind == '-' ? std::strtoull(behind + 1, nullptr, 10) : first};
}

std::vector<std::string> run_seed(std::uint64_t seed, bool tells) {
  world run{troubled_options(seed)};
  mishaps trouble{run, seed};
  run.before_each_step([&] { trouble.strike(); });
  run.until([] { return false; }, trouble_ns);
  run.before_each_step(nullptr);
  trouble.cease();
  std::vector<std::string> violations;
  for (int period = 0; period < quiet_periods; ++period) {
    run.until([] { return false; }, 10 * second);
    violations = violations_of(run);
    if (!run.trading().is_ready())
      violations.push_back("is not ready: " + run.trading().waits_for());
    if (violations.empty())
      break;
  }
  if (tells) {
    std::cout << "seed " << seed << ": " << run.steps() << " steps, " << run.requests().size()
              << " orders sent";
    for (const auto& [what, count] : trouble.counts())
      std::cout << ", " << count << " " << what;
    std::cout << std::endl;
  }
  return violations;
}

TEST(mishaps, leave_books_that_agree_for_every_seed) {
  const auto seeds = wanted_seeds();
  branches copies("mishaps", seeds.first != seeds.last);
  for (auto seed = seeds.first; seed <= seeds.last; ++seed)
    if (copies.split("seed " + std::to_string(seed),
                     "TROUPE_SIMULATION_SEEDS=" + std::to_string(seed)))
      copies.finish(run_seed(seed, seeds.first == seeds.last));
  copies.wait_for_all();
  std::cout << copies.made() << " seeds, " << copies.failures().size() << " failed\n";
  for (const auto& each : copies.failures())
    ADD_FAILURE() << each;
}

} // namespace
} // namespace troupe::simulation
