#include "actors/journal/journal_role.hpp"

#include <boost/asio/post.hpp>

#include <chrono>
#include <stdexcept>

namespace troupe::actors {

namespace journal = persistence::journal;

namespace {

constexpr std::chrono::seconds disk_retry_interval{1};

journal::writer open_writer(const journal_role::place& where, const config::settings& settings) {
  journal::writer_options options;
  options.segment_bytes = static_cast<std::uint64_t>(settings.journal.segment_mb) << 20;
  auto opened =
      journal::writer::open(where.folder, settings.trading.account_id, where.epoch, options);
  if (!opened)
    throw std::runtime_error(opened.failure().code + ": " + opened.failure().message);
  return std::move(opened).value();
}

} // namespace

journal_role::journal_role(caf::actor_config& config, role_context given, place where)
    : role(config, std::move(given)), where_(std::move(where)),
      writer_(open_writer(where_, settings())),
      pages_(where_.folder,
             [this](const std::string& to, std::uint32_t shard, journal_page page) {
               const auto entry = context().directory->find({to, shard});
               if (entry)
                 caf::anon_send(entry->handle, std::move(page));
               return entry.has_value();
             }),
      archiver_(std::make_unique<archiver>(context().lane->io(), where_.folder,
                                           settings().journal.keep_days, *context().metrics)),
      executor_(reach<executor_actor>("executor", 0, runtime::readiness::accept_unready)),
      portfolio_(reach<portfolio_actor>("portfolio")), lease_timer_(context().lane->io()),
      retry_timer_(context().lane->io()),
      records_(context().metrics->make_counter("troupe_journal_records_total",
                                               "Records appended to the journal.")),
      refused_records_(context().metrics->make_counter(
          "troupe_journal_refused_records_total",
          "Events that the journal could not take, because the disk was full or failed.")),
      commit_time_(context().metrics->make_histogram(
          "troupe_journal_commit_seconds", "From a group's flush to its being on the disk.")) {}

journal_role::behavior_type journal_role::make_behavior() {
  if (writer_->healed())
    runtime::log::write(runtime::log::level::warning, "journal_tail_healed",
                        {{"place", journal::to_text(*writer_->healed())}});
  pages_.publish(writer_->flushed_seq());
  keep_lease();
  become_ready();
  return {
      [this](const record_events& told) {
        for (const auto& each : told.events) {
          sync_wanted_ = sync_wanted_ || std::holds_alternative<trading::command>(each);
          static_cast<void>(append(each)); // counted there
        }
        schedule_flush();
      },
      [this](const record_intents& told) {
        for (const auto& each : told.intents)
          if (const auto taken = append(each); !taken) {
            tell(executor_,
                 intents_refused{told.token, taken.failure().code, taken.failure().message});
            return schedule_flush();
          }
        waiting_tokens_.push_back(told.token);
        schedule_flush();
      },
      [this](const settle& asked) {
        waiting_settles_.push_back({asked.step, writer_->last_seq()});
        schedule_flush();
      },
      [this](const subscribe_journal& wanted) { pages_.subscribe(wanted); },
      [this](const page_done& told) { pages_.acknowledge(told); },
  };
}

result<void> journal_role::append(const trading::event& happened) {
  const auto seq = writer_->append(happened, context().clock->utc_ns());
  if (seq) {
    records_.add();
    archiver_->note(trading::market_time(happened));
    return {};
  }
  refused_records_.add();
  has_gap_ = true;
  runtime::log::write(runtime::log::level::error, "journal_refused_record",
                      {{"code", seq.failure().code}, {"why", seq.failure().message}});
  return seq.failure();
}

// Posted behind the messages that wait already: they all go into this group.
void journal_role::schedule_flush() {
  if (flush_scheduled_)
    return;
  flush_scheduled_ = true;
  boost::asio::post(context().lane->io(), guarded([this] { flush(); }));
}

void journal_role::flush() {
  flush_scheduled_ = false;
  if (!waiting_tokens_.empty() && !may_commit())
    return;
  const auto began = steady_ns();
  const auto written_before = writer_->flushed_seq();
  const bool waited_for = !waiting_tokens_.empty() || std::exchange(sync_wanted_, false);
  const auto flushed = writer_->flush(settings().journal.fsync && waited_for);
  if (!flushed) {
    const bool had_intents = !waiting_tokens_.empty();
    refuse_intents(flushed.failure());
    if (flushed.failure().code != "disk_full")
      return fail(flushed.failure().code, flushed.failure().message);
    if (had_intents)
      forget_group();
    wait_because(flushed.failure().message);
    retry_timer_.expires_after(disk_retry_interval);
    retry_timer_.async_wait(guarded([this](const auto& failed) {
      if (!failed)
        flush();
    }));
    return;
  }
  commit_time_.observe_ns(steady_ns() - began);
  answer_intents();
  pages_.publish(writer_->flushed_seq());
  for (const auto& each : waiting_settles_)
    tell(portfolio_, each);
  waiting_settles_.clear();
  if (has_gap_ && writer_->flushed_seq() > written_before)
    fail("journal_gap", "there is room again, but records were refused meanwhile; every role "
                        "starts anew from what is written and what the venue tells");
}

// An intent that was refused must not be found in the journal later: it would be sent then.
void journal_role::forget_group() {
  refused_records_.add(writer_->last_seq() - writer_->flushed_seq());
  writer_->forget_waiting();
  has_gap_ = true;
}

bool journal_role::may_commit() {
  if (settings().executor.fence == config::fence::strict) {
    if (const auto checked = where_.lease->check(where_.epoch); !checked) {
      refuse_intents(checked.failure());
      fail(checked.failure().code, checked.failure().message);
      return false;
    }
  } else if (!where_.lease->held()) {
    refuse_intents({"lease_expired", "the lease of this account has expired"});
    fail("lease_expired", "the lease of this account has expired");
    return false;
  }
  return true;
}

void journal_role::answer_intents() {
  for (const auto token : waiting_tokens_)
    tell(executor_, intents_durable{token});
  waiting_tokens_.clear();
}

void journal_role::refuse_intents(const error& why) {
  for (const auto token : waiting_tokens_)
    tell(executor_, intents_refused{token, why.code, why.message});
  waiting_tokens_.clear();
}

void journal_role::keep_lease() {
  if (!where_.lease->renew())
    return fail("lease_lost", "another process has taken over the account");
  lease_timer_.expires_after(std::chrono::milliseconds(settings().lease.ttl_ms / 5));
  lease_timer_.async_wait(guarded([this](const auto& failed) {
    if (!failed)
      keep_lease();
  }));
}

void journal_role::on_exit() {
  role::on_exit();
  lease_timer_.cancel();
  retry_timer_.cancel();
  archiver_.reset();
  if (const auto written = writer_->flush(settings().journal.fsync); !written)
    runtime::log::write(runtime::log::level::error, "journal_not_flushed",
                        {{"why", written.failure().message}});
  writer_.reset();
}

} // namespace troupe::actors
