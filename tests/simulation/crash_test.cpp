// Crash everywhere: a market in lockstep is traded to its end, and at every write to the journal
// the process is copied, and each copy dies there in another way, starts again from what its disk
// kept, and trades to the end. Nothing may be lost or doubled, and what was done in the end has to
// be what was done without a crash: by the journal's digest where the process was killed. Where the
// power failed, decisions that had not been synced may be missing, since only intents wait for the
// disk; every intent and every fill has to be there, and nothing else.
//
// At a write of n records there are 2n + 3 places: the process dies with 0 … n of the records in
// the file; with 0 … n - 1 of them and half of the next; the power fails, and nothing that was not
// synced is there; and the power fails, and each page and name that was not synced is there or not,
// by a seeded coin.
#include "tests/simulation/branches.hpp"
#include "tests/simulation/deeds.hpp"
#include "tests/simulation/invariants.hpp"
#include "tests/simulation/world.hpp"

#include "persistence/journal/digest.hpp"
#include "persistence/journal/layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <variant>

namespace troupe::simulation {
namespace {

namespace journal = persistence::journal;

constexpr std::uint64_t seed = 20260727;

world_options scenario() {
  world_options wanted;
  wanted.seed = seed;
  wanted.market_seed = 3;
  wanted.symbols = 3;
  wanted.minutes = 60;
  return wanted;
}

struct outcome {
  std::string digest;
  deed_list deeds;
};

outcome outcome_of(world& run) {
  auto digest = journal::digest(run.trading().journal());
  std::vector<std::string> damages;
  return {digest ? *digest : digest.failure().message,
          deeds_of(read_journal(run.trading().journal(), damages))};
}

// What a stop without power may leave behind: of the decisions not synced, and of nothing else.
bool is_excused(const deed_list& expected, const deed_list& done, const deed_list& lost) {
  const auto missing = only_in(expected, done);
  return only_in(done, expected).empty() &&
         std::all_of(missing.begin(), missing.end(), [&lost](const auto& each) {
           return is_decision(each) && lost.contains(each);
         });
}

// Where each record of a group ends.
std::vector<std::size_t> ends_in(std::string_view group) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < group.size(); ends.push_back(at))
    at += journal::parse_record_header(group.data() + at).record_size();
  return ends;
}

class survey {
public:
  explicit survey(std::uint64_t only) : copies_("crash", only == 0), only_(only) {}

  void watch(world& run) {
    run.hardware().storage().on_write(".journal", [&](std::string_view, std::string_view group) {
      return crashing_ ? group.size() : visit(run, group);
    });
  }

  // Of a copy: dies here, starts again, and goes on to the end.
  [[noreturn]] void crash(world& run, const outcome& expected) {
    const auto journal = run.trading().journal();
    std::vector<std::string> damages;
    const auto before = deeds_of(read_journal(journal, damages));
    const auto left = home_ + journal.substr(run.home().size());
    deed_list lost = before;
    if (std::filesystem::exists(left))
      lost = only_in(before, deeds_of(read_journal(left, damages)));
    run.crash_to(home_);
    const bool ended = run.until([&] { return run.is_over(); });
    auto violations = violations_of(run);
    violations.insert(violations.end(), damages.begin(), damages.end());
    if (!ended)
      violations.push_back("does not come to the end: " + run.trading().waits_for());
    else if (const auto done = outcome_of(run);
             done.digest != expected.digest &&
             (keeps_all_ || !is_excused(expected.deeds, done.deeds, lost)))
      violations.push_back("the digest differs: " + difference_between(expected.deeds, done.deeds));
    std::filesystem::remove_all(home_);
    copies_.finish(violations);
  }

  bool is_crashing() const { return crashing_; }
  branches& copies() { return copies_; }
  std::uint64_t places() const { return place_; }
  std::uint64_t records() const { return records_; }

private:
  std::size_t visit(world& run, std::string_view group) {
    const auto ends = ends_in(group);
    std::size_t begin = 0;
    for (const auto end : ends) {
      if (dies(run, begin, all_survives{}) || dies(run, begin + (end - begin) / 2, all_survives{}))
        return kept_;
      begin = end;
    }
    if (dies(run, group.size(), all_survives{}) || dies(run, 0, none_survives{}) ||
        dies(run, group.size(), pages_survive{seed + place_}))
      return kept_;
    records_ += ends.size();
    return group.size();
  }

  // Whether this is the copy that dies with so much of the group written.
  bool dies(world& run, std::size_t kept, const survivors& rule) {
    ++place_;
    if (only_ != 0 && place_ != only_)
      return false;
    static const char* const words[] = {"killed", "without power", "with some pages"};
    const auto number = std::to_string(place_);
    if (!copies_.split("place " + number + " (" + words[rule.index()] + ")",
                       "TROUPE_SIMULATION_PLACE=" + number))
      return false;
    crashing_ = true;
    keeps_all_ = std::holds_alternative<all_survives>(rule);
    kept_ = kept;
    home_ = run.next_home();
    run.hardware().storage().freeze([this, &run, rule] {
      run.hardware().storage().leave(run.home(), home_, rule);
    });
    run.die();
    return true;
  }

  branches copies_;
  std::uint64_t only_;
  std::uint64_t place_ = 0;
  std::uint64_t records_ = 0;
  bool crashing_ = false;
  bool keeps_all_ = false; // what was handed to the kernel
  std::size_t kept_ = 0;
  std::string home_;
};

TEST(crash, at_every_record_of_the_journal_loses_and_doubles_nothing) {
  outcome expected;
  {
    world run{scenario()};
    ASSERT_TRUE(run.until([&] { return run.is_over(); })) << run.trading().waits_for();
    EXPECT_EQ(violations_of(run), std::vector<std::string>{});
    EXPECT_GT(run.requests().size(), 10u) << "the market is too quiet to show anything";
    expected = outcome_of(run);
  }
  const auto* wanted = std::getenv("TROUPE_SIMULATION_PLACE");
  survey visited(wanted == nullptr ? 0 : std::strtoull(wanted, nullptr, 10));
  world run{scenario()};
  visited.watch(run);
  run.until([&] { return visited.is_crashing() || run.is_over(); });
  if (visited.is_crashing())
    visited.crash(run, expected);
  visited.copies().wait_for_all();
  EXPECT_EQ(outcome_of(run).digest, expected.digest);
  std::cout << visited.records() << " records, " << run.requests().size() << " orders; crashed at "
            << visited.copies().made() << " of " << visited.places() << " places, "
            << visited.copies().failures().size() << " failed\n";
  for (const auto& each : visited.copies().failures())
    ADD_FAILURE() << each;
}

} // namespace
} // namespace troupe::simulation
