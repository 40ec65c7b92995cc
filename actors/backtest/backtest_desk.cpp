#include "actors/backtest/backtest_desk.hpp"

#include "trading/market/time.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace troupe::actors {

namespace {

constexpr int low_priority = 10;
const error too_many{"backtest_busy", "too many backtests wait; try again when one is done"};
const error store_busy{"read_side_busy", "the database has too much to do"};
const error store_failed{"read_side_refused", "the database's thread failed"};

bool is_under_way(const std::string& state) {
  return state == "queued" || state == "running";
}

} // namespace

backtest_desk::backtest_desk(boost::asio::io_context& lane, const runtime::process_clock& clock,
                             std::string account,
                             std::shared_ptr<persistence::read_side::read_store> store, roads to)
    : clock_(clock), account_(std::move(account)), store_(std::move(store)), to_(std::move(to)),
      writer_(std::make_unique<side_thread>(lane, writes_max)),
      worker_(std::make_unique<side_thread>(lane, waiting_max)) {}

backtest_desk::~backtest_desk() {
  for (const auto& [id, each] : jobs_)
    each->stopped = true;
  worker_.reset();
  if (store_)
    store_->interrupt();
  writer_.reset();
}

void backtest_desk::open() {
  if (!store_)
    return;
  writer_->run<std::vector<stored>>(
      [store = store_, account = account_]() -> result<std::vector<stored>> {
        ::setpriority(PRIO_PROCESS, 0, low_priority);
        if (auto prepared = store->prepare(); !prepared)
          return prepared.failure();
        return store->backtests_of(account);
      },
      [this](const result<std::vector<stored>>& told) {
        opened_ = static_cast<bool>(told);
        if (told)
          return take_stored(*told);
        again_ns_ = clock_.steady_ns() + retry_ns;
        to_.on_store_failed(told.failure());
      },
      store_busy, store_failed);
}

void backtest_desk::take_stored(std::vector<stored> rows) {
  for (auto& each : rows) {
    if (entries_.contains(each.id))
      continue;
    if (is_under_way(each.state)) {
      each.state = "aborted";
      each.error_code = "restarted";
      each.error_message = "the process or the edge ended before it was done";
      each.finished_at = trading::format_time(clock_.utc_ns());
      keep(each);
    }
    const auto id = each.id;
    entries_.emplace(id, entry{std::move(each), 1});
  }
  forget_oldest();
}

// Rising, whatever the clock does within this process.
std::string backtest_desk::new_id() {
  last_id_ = std::max(last_id_ + 1, clock_.utc_ns());
  return std::to_string(last_id_);
}

result<std::string> backtest_desk::begin(stored row, work wanted) {
  if (jobs_.size() >= waiting_max)
    return too_many;
  row.account = account_;
  row.id = new_id();
  row.state = "queued";
  row.created_at = trading::format_time(clock_.utc_ns());
  const auto id = row.id;
  keep(row);
  auto made = std::make_shared<job>();
  jobs_.emplace(id, made);
  const auto& known = entries_.emplace(id, entry{std::move(row), 0}).first->second;
  to_.on_change(known);
  worker_->run<done_work>(
      [made, wanted = std::move(wanted)]() -> result<done_work> {
        ::setpriority(PRIO_PROCESS, 0, low_priority);
        const error stopped{"backtest_stopped", "the backtest was stopped before its end"};
        if (made->stopped)
          return stopped;
        made->begun = true;
        return wanted({[made] { return made->stopped.load(); },
                       [made](double done) { made->permille = static_cast<int>(done * 1'000); }});
      },
      [this, id, made](const result<done_work>& outcome) { finish(id, made, outcome); }, too_many,
      {"backtest_failed", "the backtest did not run"});
  forget_oldest();
  return id;
}

void backtest_desk::finish(const std::string& id, const std::shared_ptr<job>& of,
                           const result<done_work>& outcome) {
  jobs_.erase(id);
  const auto found = entries_.find(id);
  if (found == entries_.end())
    return;
  auto& known = found->second;
  known.row.finished_at = trading::format_time(clock_.utc_ns());
  if (!outcome) {
    known.row.error_code = outcome.failure().code;
    known.row.error_message = outcome.failure().message;
    return change(known, of->stopped ? "aborted" : "failed");
  }
  known.progress = 1;
  known.row.figures = outcome->figures;
  known.row.state = "done";
  auto whole = known.row;
  whole.outcome = outcome->outcome;
  keep(std::move(whole));
  if (!store_) // nobody else has it
    known.row.outcome = outcome->outcome;
  to_.on_change(known);
}

void backtest_desk::change(entry& of, std::string state) {
  of.row.state = std::move(state);
  keep(of.row);
  to_.on_change(of);
}

result<void> backtest_desk::abort(const std::string& id) {
  const auto found = entries_.find(id);
  if (found == entries_.end())
    return error{"backtest_not_found", "there is no backtest " + id.substr(0, 64)};
  const auto under_way = jobs_.find(id);
  if (under_way == jobs_.end())
    return error{"backtest_finished", "the backtest has ended: it is " + found->second.row.state};
  under_way->second->stopped = true;
  return {};
}

const backtest_desk::entry* backtest_desk::find(const std::string& id) const {
  const auto found = entries_.find(id);
  return found == entries_.end() ? nullptr : &found->second;
}

void backtest_desk::outcome_of(const std::string& id,
                               std::function<void(result<std::string>)> answer) {
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second.row.state != "done")
    return answer(std::string("null"));
  if (!store_)
    return answer(found->second.row.outcome);
  if (const auto held = unkept_.find(id); held != unkept_.end() && !held->second.outcome.empty())
    return answer(held->second.outcome);
  writer_->run<std::string>(
      [store = store_, account = account_, id]() -> result<std::string> {
        if (auto prepared = store->prepare(); !prepared)
          return prepared.failure();
        auto read = store->backtest_outcome(account, id);
        if (!read)
          return read.failure();
        return read->value_or("null");
      },
      std::move(answer), store_busy, store_failed);
}

void backtest_desk::try_again() {
  again_ns_ = 0;
  if (!opened_)
    open();
  for (auto& [id, row] : std::exchange(unkept_, {}))
    keep(std::move(row));
}

void backtest_desk::on_time() {
  if (again_ns_ != 0 && clock_.steady_ns() >= again_ns_)
    try_again();
  for (const auto& [id, each] : jobs_) {
    auto& known = entries_.at(id);
    if (each->begun && known.row.state == "queued")
      change(known, "running");
    const double progress = each->permille / 1'000.0;
    if (progress < known.progress + 0.01)
      continue;
    known.progress = progress;
    to_.on_change(known);
  }
}

void backtest_desk::keep(stored row) {
  if (!store_)
    return;
  const auto shared = std::make_shared<const stored>(std::move(row));
  writer_->run<bool>(
      [store = store_, shared]() -> result<bool> {
        if (auto prepared = store->prepare(); !prepared)
          return prepared.failure();
        if (auto kept = store->keep(*shared); !kept)
          return kept.failure();
        return true;
      },
      [this, shared](const result<bool>& told) {
        if (told)
          return void(unkept_.erase(shared->id));
        to_.on_store_failed(told.failure());
        remember_unkept(*shared);
      },
      store_busy, store_failed);
}

void backtest_desk::remember_unkept(stored row) {
  again_ns_ = clock_.steady_ns() + retry_ns;
  if (!unkept_.contains(row.id) && unkept_.size() >= unkept_max) {
    to_.on_store_failed({"backtest_given_up", "backtest " + unkept_.begin()->first +
                                                  " could not be kept for too long"});
    unkept_.erase(unkept_.begin());
  }
  const auto id = row.id;
  unkept_.insert_or_assign(id, std::move(row));
}

void backtest_desk::forget_oldest() {
  while (entries_.size() > static_cast<std::size_t>(stored::kept_max) &&
         !jobs_.contains(entries_.begin()->first))
    entries_.erase(entries_.begin());
}

} // namespace troupe::actors
