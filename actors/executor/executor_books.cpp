// The venue's books against the executor's: at the start, whenever the order stream is back, and
// now and then, since a stream can lose a message without breaking.
#include "actors/executor/executor_role.hpp"

#include "config/journaled.hpp"
#include "net/alpaca/order_events.hpp"
#include "trading/portfolio/reconcile.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace troupe::actors {

namespace alpaca = net::alpaca;

namespace {

constexpr std::chrono::milliseconds books_retry_interval{500};
// Stamps of one venue may be so far apart for what happened at once.
constexpr trading::time_ns overlap_ns = trading::minute_ns;

std::vector<trading::position> positions_in(const venue_books& found) {
  std::vector<trading::position> held;
  for (const auto& each : found.positions)
    held.push_back({each.symbol, each.qty, each.avg_entry_price, {}, {}, each.current_price});
  return held;
}

} // namespace

// A question that is asked while another is under way is asked after it: its answer may not have
// what the second asker misses.
void executor_role::ask_books() {
  if (std::exchange(asking_books_, true)) {
    ask_books_again_ = true;
    return;
  }
  if (!ready())
    wait_because("compares its books with the venue's");
  executions_at_question_ = executions_heard_;
  ask_for_books(
      *client_,
      [this](const alpaca::account_state& account, trading::time_ns market_ns) {
        return plan_books(account, market_ns);
      },
      guarded([this](const result<venue_books>& found) {
        asking_books_ = false;
        if (!found)
          return retry(found.failure());
        take_over(*found);
      }));
}

void executor_role::retry(const error& why) {
  wait_because(why.message);
  note_account_age();
  runtime::log::write(runtime::log::level::warning, "venue_retry",
                      {{"code", why.code}, {"why", why.message}});
  ask_books_in(books_retry_interval);
}

void executor_role::ask_books_in(std::chrono::milliseconds pause) {
  retry_timer_.expires_after(pause);
  retry_timer_.async_wait(guarded([this](const auto& failed) {
    if (!failed)
      ask_books();
  }));
}

// What was told since the last comparison may be missing, and what was sent may have got there
// without a word; what is open here besides is listed as open there, or asked for by itself. At a
// start anything that is open here may have changed. Of an account that is new here, only what is
// open and held counts.
books_query executor_role::plan_books(const alpaca::account_state& account,
                                      trading::time_ns market_ns) const {
  if (new_account_ || account.broker_account != books_.broker_account())
    return {market_ns, 0};
  // What was heard since a comparison says nothing of what was not.
  const auto since_ns = compared_ns_ == 0 ? last_heard_ns_ : compared_ns_;
  books_query wanted{since_ns == 0 ? market_ns : since_ns, since_ns};
  for (const auto* each : books_.orders().open_orders())
    if (!started_ || each->order_id.empty())
      wanted.orders_after_ns = std::min(wanted.orders_after_ns, each->created_ns);
  wanted.orders_after_ns -= overlap_ns;
  if (wanted.executions_after_ns != 0)
    wanted.executions_after_ns -= overlap_ns;
  return wanted;
}

void executor_role::open_session(const venue_books& found) {
  const bool changes = found.account.broker_account != books_.broker_account();
  if (changes) {
    new_account_ = true;
    account_since_ns_ = found.market_ns;
    last_heard_ns_ = compared_ns_ = 0;
  }
  venue_ns_ = started_ ? std::max(venue_ns_, found.market_ns) : found.market_ns;
  if (!changes && epoch_ == journaled_epoch_)
    return;
  trading::session_started session;
  session.node = context().node;
  session.account_id = settings().trading.account_id;
  session.broker_account = found.account.broker_account;
  session.venue_url = context().venue->base_url;
  session.simulated = context().venue->simulated();
  session.epoch = epoch_;
  session.market_ns = found.market_ns;
  session.cash = found.account.cash;
  journaled_epoch_ = epoch_;
  publish(std::move(session));
  auto settings_now = config::deciding_settings(settings());
  if (!settings_now)
    throw std::logic_error(settings_now.failure().message);
  record(trading::configuration{found.market_ns, std::move(settings_now).value()});
}

void executor_role::take_over(const venue_books& found) {
  bool at_rest = found.at_rest && executions_at_question_ == executions_heard_;
  const auto heard_before = executions_heard_;
  open_session(found);
  account_told_ns_ = steady_ns();
  if (account_stale_)
    note_account(trading::command_kind::account_fresh, "the venue tells its account again");
  // Executions name their order by the venue's identifier: it has to be known before.
  // Legs are listed behind their order in `orders`, which says whose they are.
  for (const auto* listed : {&found.orders, &found.open})
    for (const auto& each : *listed)
      if (!books_.orders().find(each.client_order_id) && !adopt_leg(each) && concerns_us(each))
        adopt(each);
  take_in_executions(found);
  for (const auto* listed : {&found.open, &found.orders})
    for (const auto& each : *listed)
      if (books_.orders().find(each.client_order_id)) {
        take_in(each);
        at_rest = at_rest && !lacks_executions(each);
      }
  at_rest = look_up_unlisted(found) == 0 && at_rest;
  const auto missed = executions_heard_ - heard_before;
  const auto differences =
      at_rest ? differences_to(found) : std::vector<trading::adjustment>{};
  if (ask_for_causes(differences))
    return;
  correct_books(differences);
  runtime::log::write(runtime::log::level::info, "books_compared",
                      {{"orders", static_cast<std::int64_t>(found.orders.size())},
                       {"executions_missed", static_cast<std::int64_t>(missed)},
                       {"differences", static_cast<std::int64_t>(differences.size())},
                       {"at_rest", at_rest},
                       {"quarantined",
                        static_cast<std::int64_t>(books_.quarantined().reasons().size())}});
  compared_ns_ = found.market_ns;
  finish_comparison(at_rest);
}

// Not at rest: fills came in between, so positions and orders are of different moments. A start
// waits for a comparison that holds; later the next one does.
void executor_role::finish_comparison(bool at_rest) {
  if (std::exchange(ask_books_again_, false) || (!at_rest && !ready()))
    return ask_books_in(books_retry_interval);
  new_account_ = false;
  connected_ = stream_->ready();
  if (!ready() && connected_)
    confirm_books();
}

// What ended before this account was first seen is in the positions that were adopted then.
bool executor_role::concerns_us(const alpaca::order_report& report) const {
  return !trading::is_terminal(report.status) ||
         (!new_account_ && report.submitted_ns > account_since_ns_);
}

// An order that nobody here asked for: it is shown, counted by risk, and left alone by strategies.
void executor_role::adopt(const alpaca::order_report& report) {
  trading::intent found;
  found.request = alpaca::request_of(report);
  if (const auto* replaced = books_.orders().find_by_venue_id(report.replaces))
    found.request.replaces = replaced->request.client_order_id;
  found.strategy = trading::manual_strategy;
  found.market_ns = report.submitted_ns;
  adopted_.add();
  runtime::log::write(runtime::log::level::info, "order_adopted",
                      {{"client_order_id", report.client_order_id},
                       {"symbol", std::string(report.symbol.text())}});
  publish(std::move(found));
}

void executor_role::take_in(const alpaca::order_report& report) {
  admit(report);
  if (lacks_executions(report))
    look_up(report.client_order_id);
  else
    tell_state(report);
  take_in_legs(report);
}

void executor_role::admit(const alpaca::order_report& report) {
  const auto* known = books_.orders().find(report.client_order_id);
  if ((!known || known->strategy.empty()) && !adopt_leg(report))
    adopt(report);
}

// What is not known of its executions by now is told as a sum.
void executor_role::tell_state(const alpaca::order_report& report) {
  const auto* known = books_.orders().find(report.client_order_id);
  const bool same = known->status == report.status && !known->order_id.empty();
  const bool covered = !lacks_executions(report);
  const bool ends_filled = !same && report.status == trading::order_status::filled;
  if (!same || !covered)
    for (auto& each : alpaca::missed_events(report, covered && !ends_filled))
      on_event(std::move(each));
}

bool executor_role::lacks_executions(const alpaca::order_report& report) const {
  return !books_.orders().covers(report.client_order_id, report.filled_qty);
}

void executor_role::take_in(const alpaca::execution_report& report,
                            const std::string& client_order_id) {
  if (!books_.orders().covers(client_order_id, report.cumulative_qty))
    on_event(alpaca::to_event(report, client_order_id));
}

void executor_role::take_in_executions(const venue_books& found) {
  std::map<std::string_view, const std::string*> ids; // by the venue's
  for (const auto* listed : {&found.orders, &found.open})
    for (const auto& each : *listed)
      if (books_.orders().find(each.client_order_id))
        ids.emplace(each.order_id, &each.client_order_id);
  for (const auto& each : found.executions)
    if (const auto* known = books_.orders().find_by_venue_id(each.order_id))
      take_in(each, std::string(known->request.client_order_id));
    else if (const auto listed = ids.find(each.order_id); listed != ids.end())
      take_in(each, *listed->second);
}

// What is open here and not listed there has ended, or never got there. What has not been answered
// yet still is on its way, but for the start: then nothing is. What waits to be sent is not missed:
// it waits for this comparison. An order that ended before an execution of it was told is asked for
// too: who looked for that may have been an executor before this one.
std::size_t executor_role::look_up_unlisted(const venue_books& found) {
  std::size_t unlisted = 0;
  std::set<std::string_view> listed;
  for (const auto* orders : {&found.open, &found.orders})
    for (const auto& each : *orders)
      listed.insert(each.client_order_id);
  for (const auto& each : durable_)
    listed.insert(each.intent.request.client_order_id);
  std::set<std::string> missed;
  for (const auto* each : books_.orders().open_orders())
    if (!started_ || each->status != trading::order_status::intended)
      missed.insert(each->request.client_order_id);
  for (const auto* each : books_.orders().incomplete_orders())
    missed.insert(each->request.client_order_id);
  for (const auto& each : missed)
    if (!listed.contains(each)) {
      ++unlisted;
      look_up(each);
    }
  return unlisted;
}

std::vector<trading::adjustment> executor_role::differences_to(const venue_books& found) const {
  return trading::reconcile(books_, positions_in(found), found.account.cash, found.market_ns);
}

void executor_role::correct_books(std::vector<trading::adjustment> differences) {
  for (auto& each : differences) {
    if (new_account_ && each.kind == trading::adjustment_kind::position_corrected)
      each.kind = trading::adjustment_kind::position_adopted;
    const bool disagrees = each.kind == trading::adjustment_kind::position_corrected;
    differences_.add();
    runtime::log::write(disagrees ? runtime::log::level::error : runtime::log::level::warning,
                        "books_differ",
                        {{"kind", std::string(trading::to_text(each.kind))},
                         {"symbol", std::string(each.symbol.text())},
                         {"why", each.reason}});
    publish(each);
  }
}

// A stream that lives says nothing of an account that cannot be asked for: what is spent elsewhere,
// or taken away, would not be seen.
void executor_role::note_account_age() {
  const auto most_s = settings().executor.account_age_max_s;
  const auto age_s = (steady_ns() - account_told_ns_) / trading::second_ns;
  if (account_stale_ || !started_ || lockstep_ || most_s == 0 || age_s <= most_s)
    return;
  note_account(trading::command_kind::account_stale,
               "the venue told its account last " + std::to_string(age_s) + " s ago");
}

void executor_role::note_account(trading::command_kind kind, std::string why) {
  account_stale_ = kind == trading::command_kind::account_stale;
  runtime::log::write(runtime::log::level::warning, std::string(trading::to_text(kind)),
                      {{"why", why}});
  publish(trading::command{kind, "executor", std::move(why), venue_ns_});
}

void executor_role::compare_now_and_then() {
  if (lockstep_ || settings().executor.reconcile_interval_s == 0)
    return;
  audit_timer_.expires_after(std::chrono::seconds(settings().executor.reconcile_interval_s));
  audit_timer_.async_wait(guarded([this](const auto& failed) {
    if (failed)
      return;
    if (ready() && connected_)
      ask_books();
    compare_now_and_then();
  }));
}

} // namespace troupe::actors
