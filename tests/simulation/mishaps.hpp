// What befalls a run, drawn from its seed: an operator who orders, changes, cancels, halts and
// resumes; roles that die, processes that are killed, power that fails, a disk that is full, a
// clock that is set, connections that break or stand still, cores that are busy; and a venue with
// faults of its own: answers lost, late and broken, order events lost, late, twice and out of
// order.
#pragma once

#include "tests/simulation/world.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace troupe::simulation {

// A run of this seed, in which some of it can happen.
world_options troubled_options(std::uint64_t seed);

class mishaps {
public:
  mishaps(world& run, std::uint64_t seed);

  // Whatever is due now; between two steps of the run.
  void strike();
  // Ends what lasts: there is room on the disk, connections move again.
  void cease();
  // How often each befell it.
  const std::map<std::string, std::uint64_t>& counts() const { return counts_; }

private:
  std::int64_t draw_ns(std::int64_t most_ns);
  bool one_in(std::uint64_t chances) { return chance_.below(chances) == 0; }
  void hear_replies();
  void act_as_operator();
  trading::price price_near(std::size_t symbol);
  void order_by_hand();
  void change_an_order();
  void harm();
  void crash();

  world& run_;
  trading::splitmix64 chance_;
  std::uint64_t kinds_; // bits: which harms this seed has
  std::int64_t next_order_ns_;
  std::int64_t next_harm_ns_;
  std::int64_t room_again_ns_ = 0;
  std::uint64_t request_ = 0;
  std::uint64_t halt_request_ = 0; // whose answer is waited for
  std::size_t heard_ = 0;          // replies of this life
  std::uint64_t heard_in_ = 0;     // which life
  bool halted_ = false;
  std::vector<std::string> orders_; // by client order id, as replies told them
  std::map<std::string, std::uint64_t> counts_;
};

} // namespace troupe::simulation
