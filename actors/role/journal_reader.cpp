#include "actors/role/journal_reader.hpp"

#include <caf/send.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace troupe::actors {

namespace {

constexpr std::chrono::milliseconds check_interval{5};
constexpr std::chrono::milliseconds live_check_interval{50};
constexpr int silent_checks_first = 100;     // half a second, then twice as long each time,
constexpr int silent_checks_most = 64 * 100; // for asking anew throws away what is on its way

runtime::counter& drop_counter(const role_context& context) {
  return context.metrics->make_counter("troupe_role_drops_total",
                                       "Messages to a role that nobody played.",
                                       {{"from", context.key.role}, {"to", "journal"}});
}

} // namespace

journal_reader::journal_reader(const role_context& context, plan wanted)
    : context_(context), plan_(std::move(wanted)),
      journal_(*context.directory, {"journal", 0}, drop_counter(context)),
      timer_(context.lane->io()), alive_(std::make_shared<bool>(true)),
      silent_checks_max_(silent_checks_first) {}

journal_reader::~journal_reader() { stop(); }

void journal_reader::start() { check(); }

void journal_reader::stop() {
  *alive_ = false;
  timer_.cancel();
  journal_.release();
}

// The directory is asked again and again: cheap, and it needs no thread but this lane's.
void journal_reader::check() {
  const bool first = subscription_ == 0;
  if (const auto what = first ? missing() : std::string{}; !what.empty()) {
    if (plan_.on_waiting)
      plan_.on_waiting("waits for " + what);
  } else if (const auto entry = context_.directory->find({"journal", 0});
             entry && entry->ready && entry->incarnation != journal_incarnation_) {
    journal_incarnation_ = entry->incarnation;
    subscribe();
  } else if (!caught_up_ && entry && held_back_ == 0 &&
             ++silent_checks_ > silent_checks_max_) {
    silent_checks_max_ = std::min(2 * silent_checks_max_, silent_checks_most);
    subscribe();
  } else if (!entry) {
    journal_incarnation_ = 0;
  }
  if (caught_up_ && !plan_.live)
    return;
  timer_.expires_after(caught_up_ ? live_check_interval : check_interval);
  timer_.async_wait([this, alive = std::weak_ptr<bool>(alive_)](const auto& failed) {
    const auto still = alive.lock();
    if (!failed && still && *still)
      check();
  });
}

std::string journal_reader::missing() const {
  const auto own = context_.directory->find(context_.key);
  if (!own || own->incarnation != context_.incarnation)
    return "its own entry";
  for (const auto& each : plan_.waits_for) {
    const auto entry = context_.directory->find(each);
    if (!entry || !entry->ready)
      return each.role + (each.shard > 0 ? " " + std::to_string(each.shard) : "");
  }
  return {};
}

void journal_reader::subscribe() {
  // Unique among the incarnations of this role, so that no page of an older one is taken.
  silent_checks_ = 0;
  held_back_ = 0;
  subscription_ = (context_.incarnation << 16) + (subscription_ & 0xFFFF) + 1;
  if (auto* to = journal_.get())
    caf::anon_send(*to, subscribe_journal{context_.key.role, context_.key.shard, next_seq_,
                                          plan_.types, subscription_});
}

void journal_reader::accept(const journal_page& page) {
  if (!*alive_ || page.subscription != subscription_ || (caught_up_ && !plan_.live))
    return;
  silent_checks_ = 0;
  silent_checks_max_ = silent_checks_first;
  for (const auto& each : page.records)
    plan_.on_record(*each);
  next_seq_ = page.next_seq;
  if (page.caught_up && !caught_up_) {
    caught_up_ = true;
    plan_.on_caught_up();
  }
  if (!*alive_ || (!plan_.live && page.caught_up))
    return;
  if (plan_.has_room && !plan_.has_room())
    ++held_back_;
  else
    ask_for_more();
}

void journal_reader::ask_for_more() {
  if (auto* to = journal_.get())
    caf::anon_send(*to, page_done{context_.key.role, context_.key.shard, subscription_});
}

void journal_reader::go_on() {
  for (; held_back_ > 0; --held_back_)
    ask_for_more();
}

} // namespace troupe::actors
