#include "actors/journal/outbox.hpp"

#include <boost/asio/post.hpp>
#include <caf/send.hpp>

#include <chrono>
#include <utility>

namespace troupe::actors {

namespace {

constexpr std::chrono::microseconds gathering{50};
constexpr std::size_t usual_events = 16; // of a tick that ends in an order, and of its fill

} // namespace

journal_outbox::journal_outbox(runtime::lane& where, const runtime::directory& directory,
                               runtime::metrics& metrics)
    : lane_(where), timer_(where.io()),
      dropped_(metrics.make_counter("troupe_journal_lost_records_total",
                                    "Events recorded while there was no journal.",
                                    {{"lane", where.name()}})),
      journal_(directory, {"journal", 0}, dropped_) {}

void journal_outbox::add(trading::event happened) {
  if (waiting_.capacity() == 0) // the last buffer went away with its message
    waiting_.reserve(usual_events);
  waiting_.push_back(std::move(happened));
  if (scheduled_)
    return;
  scheduled_ = true;
  boost::asio::post(lane_.io(), [this] { wait_a_little(); });
}

// From behind the turn on: to set the timer costs a system call, which the order need not wait for.
void journal_outbox::wait_a_little() {
  if (waiting_.empty()) {
    scheduled_ = false;
    return;
  }
  timer_.expires_after(gathering);
  timer_.async_wait([this](const boost::system::error_code& ended) {
    if (ended)
      return;
    scheduled_ = false;
    flush();
  });
}

void journal_outbox::flush() {
  if (waiting_.empty())
    return;
  if (auto* to = journal_.get())
    caf::anon_send(*to, record_events{std::exchange(waiting_, {})});
  else
    dropped_.add(std::exchange(waiting_, {}).size());
}

} // namespace troupe::actors
