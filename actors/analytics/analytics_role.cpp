#include "actors/analytics/analytics_role.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace troupe::actors {

namespace read_side = persistence::read_side;

namespace {

constexpr int low_priority = 10;
constexpr std::chrono::milliseconds check_interval{200};
constexpr std::chrono::milliseconds first_pause{500};
constexpr std::chrono::milliseconds longest_pause{15'000};
const error busy{"read_side_busy", "the read side's thread has too much to do"};
const error broken{"read_side_refused", "the read side's thread failed"};

std::shared_ptr<read_side::read_store> store_of(const config::settings& settings) {
  auto opened = read_side::open_read_store(settings.database_url, settings.home);
  if (!opened)
    throw std::invalid_argument(opened.failure().message);
  return std::move(opened).value();
}

replay_request journal_of(const config::settings& settings) {
  replay_request asked;
  asked.folder = settings.home + "/journal/" + settings.trading.account_id;
  asked.fallback = settings;
  return asked;
}

} // namespace

analytics_role::analytics_role(caf::actor_config& config, role_context given)
    : role(config, std::move(given)), store_(store_of(settings())),
      side_(std::make_unique<side_thread>(context().lane->io(), 2)),
      days_(std::make_unique<parity_reporter>(context().lane->io(), journal_of(settings()))),
      journal_(context(),
               {.waits_for = {{"journal", 0}},
                .types = event_types<trading::session_started, trading::bar, trading::history_bar,
                                     trading::decision, trading::intent, trading::order_event,
                                     trading::adjustment, trading::command,
                                     trading::configuration, trading::operator_order>(),
                .live = true,
                .on_record = [this](const auto& told) { on_record(told); },
                .on_caught_up = [this] { days_->begin(); },
                .on_waiting = [this](std::string whom) { wait_because(std::move(whom)); },
                .has_room = [this] { return projector_.waiting() < rows_max; }}),
      projector_(settings().trading.account_id), pause_(first_pause),
      timer_(context().lane->io()), retry_timer_(context().lane->io()),
      rows_(context().metrics->make_counter("troupe_read_side_rows_total",
                                            "Rows that the read side's database took.")),
      failures_(context().metrics->make_counter(
          "troupe_read_side_failures_total", "Attempts that the read side's database failed.")),
      lag_(context().metrics->make_gauge("troupe_read_side_lag_records",
                                         "Records read that are not in the database yet.")) {}

analytics_role::behavior_type analytics_role::make_behavior() {
  ::setpriority(PRIO_PROCESS, 0, low_priority); // of this thread alone
  become_ready();
  open();
  return {[this](const journal_page& page) { journal_.accept(page); }};
}

void analytics_role::open() {
  side_->run<position>(
      [store = store_, account = settings().trading.account_id]() -> result<position> {
        ::setpriority(PRIO_PROCESS, 0, low_priority);
        if (auto prepared = store->prepare(); !prepared)
          return prepared.failure();
        return store->position_of(account);
      },
      guarded([this](const result<position>& told) {
        if (!told)
          return on_failure(told.failure(), [this] { open(); });
        stored_ = *told;
        pause_ = first_pause;
        journal_.start();
        check();
      }),
      busy, broken);
}

void analytics_role::on_failure(const error& why, std::function<void()> again) {
  failures_.add();
  runtime::log::write(runtime::log::level::warning, "read_side_failed",
                      {{"code", why.code}, {"why", why.message},
                       {"again_in_ms", static_cast<std::int64_t>(pause_.count())}});
  retry_timer_.expires_after(pause_);
  pause_ = std::min(pause_ * 2, longest_pause);
  retry_timer_.async_wait(guarded([again = std::move(again)](const auto& failed) {
    if (!failed)
      again();
  }));
}

// Rows of a journal that began at another time are another journal's.
void analytics_role::on_record(const persistence::journal::record& told) {
  if (!std::exchange(begun_, true)) {
    forget_first_ = stored_->last_seq > 0 && stored_->journal_began_ns != told.wall_ns;
    if (forget_first_)
      stored_ = position{};
    projector_.skip_to(stored_->last_seq);
  }
  projector_.fold(told);
  days_->note(told);
}

void analytics_role::check() {
  const auto behind = projector_.last_seq() - std::min(projector_.last_seq(), stored_->last_seq);
  lag_.set(static_cast<std::int64_t>(behind));
  if (!storing_ && projector_.waiting() > 0) {
    storing_ = true;
    store(std::make_shared<const batch>(projector_.take()), std::exchange(forget_first_, false));
    journal_.go_on();
  }
  timer_.expires_after(check_interval);
  timer_.async_wait(guarded([this](const auto& failed) {
    if (!failed)
      check();
  }));
}

void analytics_role::store(std::shared_ptr<const batch> rows, bool forget_first) {
  side_->run<bool>(
      [store = store_, rows, forget_first]() -> result<bool> {
        if (auto prepared = store->prepare(); !prepared)
          return prepared.failure();
        if (forget_first)
          if (auto forgotten = store->forget(rows->account); !forgotten)
            return forgotten.failure();
        if (auto stored = store->store(*rows); !stored)
          return stored.failure();
        return true;
      },
      guarded([this, rows, forget_first](const result<bool>& told) {
        if (!told)
          return on_failure(told.failure(),
                            [this, rows, forget_first] { store(rows, forget_first); });
        pause_ = first_pause;
        storing_ = false;
        stored_->last_seq = rows->last_seq;
        rows_.add(rows->size());
      }),
      busy, broken);
}

void analytics_role::on_exit() {
  role::on_exit();
  journal_.stop();
  timer_.cancel();
  retry_timer_.cancel();
  store_->interrupt();
  side_.reset();
  days_.reset();
}

} // namespace troupe::actors
