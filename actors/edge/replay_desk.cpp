#include "actors/edge/replay_desk.hpp"

#include "trading/market/time.hpp"

#include <utility>

namespace troupe::actors {

void replay_desk::run(task wanted, on_done done) {
  worker_.run<std::string>(
      [this, wanted = std::move(wanted)] {
        const auto deadline_ns = clock_.steady_ns() + longest_s * trading::second_ns;
        return wanted(
            [this, deadline_ns] { return ending_ || clock_.steady_ns() > deadline_ns; });
      },
      std::move(done), {"replay_busy", "too many replays wait; try again when one is done"},
      {"replay_failed", "the replay did not run"});
}

} // namespace troupe::actors
