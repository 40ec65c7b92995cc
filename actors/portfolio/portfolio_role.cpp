#include "actors/portfolio/portfolio_role.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace troupe::actors {

namespace {

constexpr std::chrono::milliseconds books_interval{100};

} // namespace

portfolio_role::portfolio_role(caf::actor_config& config, role_context given)
    : role(config, std::move(given)),
      journal_(context(),
               {.waits_for = {{"journal", 0}},
                .live = true,
                .on_record = [this](const auto& told) { fold(told.event); },
                .on_caught_up = [this] { become_ready(); },
                .on_waiting = [this](std::string whom) { wait_because(std::move(whom)); }}),
      edge_(reach<edge_actor>("edge", 0, runtime::readiness::accept_unready)),
      edge_timer_(context().lane->io()),
      unprotected_(context().metrics->make_gauge(
          "troupe_unprotected_seconds",
          "Market time that a position has stood without a stop at the venue until now.")),
      unprotected_total_(context().metrics->make_counter(
          "troupe_unprotected_seconds_total",
          "Market time that positions stood without a stop at the venue, all together.")) {
  for (std::uint32_t shard = 0; shard < context().shards(); ++shard)
    signals_.push_back(reach<signal_actor>("signal", shard, runtime::readiness::accept_unready));
}

portfolio_role::behavior_type portfolio_role::make_behavior() {
  journal_.start();
  tell_edge_again();
  return {
      [this](const journal_page& page) {
        journal_.accept(page);
        answer_settles();
      },
      [this](const settle& asked) {
        settles_.push_back(asked);
        answer_settles();
      },
      [this](const portfolio_request&) {
        for (const auto& [name, held] : ledger_.books().positions())
          changed_.insert(name);
        account_changed_ = true;
        tell_edge();
      },
      [this](const portfolio_question& asked) {
        tell(edge_, portfolio_answer{asked.request_id, trading::report_of(ledger_, asked.wanted)});
      },
  };
}

void portfolio_role::fold(const trading::event& happened) {
  const auto* started = std::get_if<trading::session_started>(&happened);
  if (started != nullptr && started->broker_account != ledger_.books().broker_account())
    protection_.begin_account();
  ledger_.fold(happened);
  market_ns_ = std::max(market_ns_, trading::market_time(happened));
  account_changed_ = true;
  if (const auto* reported = std::get_if<trading::order_event>(&happened)) {
    tell_position(reported->symbol);
  } else if (const auto* adjusted = std::get_if<trading::adjustment>(&happened)) {
    tell_position(adjusted->symbol);
  } else if (const auto* candle = std::get_if<trading::bar>(&happened)) {
    changed_.insert(candle->symbol);
  } else if (const auto* quote = std::get_if<trading::quote>(&happened)) {
    changed_.insert(quote->symbol);
  } else if (const auto* ordered = std::get_if<trading::command>(&happened)) {
    switch_.fold(*ordered);
  } else if (const auto* session = std::get_if<trading::session_started>(&happened)) {
    switch_.fold(*session);
    simulated_ = session->simulated;
    market_ns_ = session->market_ns;
  }
  watch_protection(happened);
}

void portfolio_role::watch_protection(const trading::event& happened) {
  if (const auto* reported = std::get_if<trading::order_event>(&happened))
    protection_.look(ledger_.books(), reported->symbol, market_ns_);
  else if (const auto* adjusted = std::get_if<trading::adjustment>(&happened))
    protection_.look(ledger_.books(), adjusted->symbol, market_ns_);
  else
    protection_.advance(market_ns_);
  unprotected_.set(protection_.bare_for_ns() / trading::second_ns);
  const auto told = static_cast<std::int64_t>(unprotected_total_.value());
  if (const auto total = protection_.total_ns() / trading::second_ns; total > told)
    unprotected_total_.add(static_cast<std::uint64_t>(total - told));
}

void portfolio_role::tell_position(const trading::symbol& name) {
  if (name.empty())
    return;
  changed_.insert(name);
  if (ready())
    tell(signals_[name.hash() % signals_.size()],
         position_update{ledger_.books().position_of(name)});
}

void portfolio_role::answer_settles() {
  std::erase_if(settles_, [this](const settle& asked) {
    const bool folded = journal_.next_seq() > asked.after_seq;
    if (folded)
      for (auto& each : signals_)
        tell(each, asked);
    return folded;
  });
}

void portfolio_role::tell_edge() {
  if (edge_.get() == nullptr)
    return;
  for (const auto& name : std::exchange(changed_, {}))
    if (ledger_.books().positions().contains(name))
      tell(edge_, position_update{ledger_.books().position_of(name)});
  if (std::exchange(account_changed_, false))
    tell(edge_, account());
}

void portfolio_role::tell_edge_again() {
  tell_edge();
  edge_timer_.expires_after(books_interval);
  edge_timer_.async_wait(guarded([this](const auto& failed) {
    if (!failed)
      tell_edge_again();
  }));
}

account_update portfolio_role::account() const {
  account_update told;
  told.broker_account = ledger_.books().broker_account();
  told.cash = ledger_.books().cash();
  told.equity = ledger_.books().equity();
  told.day_start_equity = ledger_.books().day_start_equity();
  told.realised = ledger_.books().realised();
  told.simulated = simulated_;
  told.trading_enabled = switch_.enabled();
  told.halted = switch_.halted();
  told.market_ns = market_ns_;
  return told;
}

void portfolio_role::on_exit() {
  role::on_exit();
  journal_.stop();
  edge_timer_.cancel();
}

} // namespace troupe::actors
