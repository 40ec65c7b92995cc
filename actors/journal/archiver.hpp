// Moves old segments of the journal to its archive (persistence/journal/archive.hpp) while it is
// written: journal.keep_days days of the market stay, and 0 keeps all.
//
// It looks once a day of the market, in UTC, as the records' instants tell it, the first time with
// the first record after a start. The files are moved on a thread of their own with a low priority,
// so that no append waits; a failure is a line in the log and a count, and the next day tries
// again. Whatever was moved is the journal's as before. Belongs to a lane.
#pragma once

#include "actors/role/side_thread.hpp"
#include "runtime/metrics.hpp"
#include "trading/market/time.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace troupe::actors {

class archiver {
public:
  archiver(boost::asio::io_context& lane, std::filesystem::path folder, std::int64_t keep_days,
           runtime::metrics& metrics);
  // Waits for the segment that is being moved.
  ~archiver() { *ending_ = true; }
  archiver(const archiver&) = delete;
  archiver& operator=(const archiver&) = delete;

  // Of each record that is written.
  void note(trading::time_ns market_ns) {
    if (keep_days_ > 0 && market_ns >= next_look_ns_)
      look(market_ns);
  }
  // Waits for no task, and says whether one is under way.
  bool busy() const { return busy_; }

private:
  void look(trading::time_ns market_ns);

  boost::asio::io_context& lane_;
  std::filesystem::path folder_;
  std::int64_t keep_days_;
  trading::time_ns next_look_ns_ = 1;
  bool busy_ = false;
  runtime::counter& segments_;
  runtime::counter& failures_;
  std::shared_ptr<std::atomic<bool>> ending_;
  std::optional<side_thread> worker_; // from the first look on; last: it looks at the others
};

} // namespace troupe::actors
