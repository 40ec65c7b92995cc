#include "actors/journal/archiver.hpp"

#include "persistence/journal/archive.hpp"
#include "runtime/log.hpp"

#include <sys/resource.h>

#include <utility>

namespace troupe::actors {

namespace journal = persistence::journal;

namespace {

constexpr int archive_priority = 15;
const error archive_busy{"archive_busy", "the archiver's thread has something to do"};
const error archive_failed{"archive_failed", "the archiver's thread failed"};

} // namespace

archiver::archiver(boost::asio::io_context& lane, std::filesystem::path folder,
                   std::int64_t keep_days, runtime::metrics& metrics)
    : lane_(lane), folder_(std::move(folder)), keep_days_(keep_days),
      segments_(metrics.make_counter("troupe_journal_archived_segments_total",
                                     "Files of the journal that were moved to its archive.")),
      failures_(metrics.make_counter("troupe_journal_archive_failures_total",
                                     "Attempts to move old files to the archive that failed.")),
      ending_(std::make_shared<std::atomic<bool>>(false)) {}

// While one look is under way the day is not passed over: the next record asks again.
void archiver::look(trading::time_ns market_ns) {
  if (busy_)
    return;
  next_look_ns_ = (market_ns / trading::day_ns + 1) * trading::day_ns;
  const auto before_ns = market_ns - keep_days_ * trading::day_ns;
  if (before_ns <= 0)
    return;
  busy_ = true;
  if (!worker_)
    worker_.emplace(lane_, 1);
  worker_->run<journal::archived>(
      [folder = folder_, before_ns, ending = ending_] {
        ::setpriority(PRIO_PROCESS, 0, archive_priority); // of this thread alone
        return journal::archive_before(folder, before_ns, [&] { return ending->load(); });
      },
      [this, before_ns](const result<journal::archived>& moved) {
        busy_ = false;
        const auto before = trading::format_time(before_ns);
        if (!moved) {
          failures_.add();
          return runtime::log::write(
              runtime::log::level::warning, "journal_archive_failed",
              {{"before", before},
               {"code", moved.failure().code},
               {"why", moved.failure().message}});
        }
        if (moved->segments == 0)
          return;
        segments_.add(moved->segments);
        runtime::log::write(runtime::log::level::info, "journal_archived",
                            {{"before", before},
                             {"segments", static_cast<std::int64_t>(moved->segments)},
                             {"bytes", static_cast<std::int64_t>(moved->bytes)}});
      },
      archive_busy, archive_failed);
}

} // namespace troupe::actors
