#include "net/venue/market_driver.hpp"

#include <algorithm>
#include <utility>

namespace troupe::net::venue {

namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds congestion_pause{1};
constexpr std::chrono::seconds refused_pause{1};

} // namespace

market_driver::market_driver(boost::asio::io_context& io, exchange& market, market_source& source,
                             std::optional<double> speed, driver_listeners listeners)
    : market_(market), source_(source), speed_(speed), tell_(std::move(listeners)), timer_(io) {}

void market_driver::start(std::optional<trading::time_ns> present) {
  if (!speed_ || way_ != way::waiting)
    return;
  way_ = way::paced;
  anchor_ = steady_clock::now();
  anchor_ns_ = std::max(market_.now(), present.value_or(market_.now()));
  schedule();
}

void market_driver::free_run() {
  if (speed_ || way_ != way::waiting)
    return;
  way_ = way::free;
  schedule();
}

void market_driver::stop() {
  way_ = way::stopped;
  timer_.cancel();
}

// -- lockstep ---------------------------------------------------------------------------------

void market_driver::barrier(client_id client, std::uint64_t step) {
  if (step == 0 && way_ == way::waiting && !speed_) {
    way_ = way::lockstep;
    answering_ = client;
    release();
  } else if (step == 0 && way_ == way::lockstep) {
    answering_ = client;
    if (phase_ != phase::taking)
      tell_outstanding();
  } else if (way_ == way::lockstep && client == answering_ && step == step_ &&
             phase_ != phase::taking && phase_ != phase::ended) {
    release();
  } else {
    ++ignored_answers_;
  }
}

void market_driver::release() {
  if (phase_ == phase::orders)
    return open_step(phase::data);
  if (phase_ == phase::end) {
    phase_ = phase::ended;
    tell_.end();
    return;
  }
  instant_ = source_.next();
  if (!instant_)
    return open_step(phase::end);
  phase_ = phase::taking;
  take_step();
}

void market_driver::take_step() {
  if (tell_.admit && !tell_.admit(*instant_))
    return wait_until(steady_clock::now() + refused_pause);
  market_.restate(*instant_);
  updates_ = market_.take(*instant_);
  open_step(updates_.empty() ? phase::data : phase::orders);
}

void market_driver::open_step(phase next) {
  phase_ = next;
  ++step_;
  tell_outstanding();
}

void market_driver::tell_outstanding() {
  if (phase_ == phase::orders) {
    tell_.orders(updates_);
    tell_.order_barrier(step_, instant_->at);
  } else if (phase_ == phase::data) {
    tell_.data(*instant_, step_, false);
  } else {
    tell_.data(end_instant(), step_, true);
  }
}

market_instant market_driver::end_instant() const {
  return {.at = market_.now(), .events = {}, .crosses_gap = false};
}

// -- paced and free ---------------------------------------------------------------------------

void market_driver::schedule() {
  instant_ = source_.next();
  if (!instant_)
    return finish();
  if (way_ == way::free)
    return wait_until(steady_clock::now());
  if (instant_->crosses_gap) {
    anchor_ = steady_clock::now();
    anchor_ns_ = instant_->at;
  }
  const std::chrono::duration<double, std::nano> ahead(
      static_cast<double>(instant_->at - anchor_ns_) / *speed_);
  wait_until(anchor_ + std::chrono::duration_cast<steady_clock::duration>(ahead));
}

void market_driver::wait_until(steady_clock::time_point due) {
  timer_.expires_at(due);
  timer_.async_wait([this, alive = std::weak_ptr(alive_)](const auto& failed) {
    if (!failed && !alive.expired() && way_ != way::stopped)
      way_ == way::lockstep ? take_step() : move();
  });
}

void market_driver::move() {
  if (way_ == way::free && tell_.congested())
    return wait_until(steady_clock::now() + congestion_pause);
  if (tell_.admit && !tell_.admit(*instant_))
    return wait_until(steady_clock::now() + refused_pause);
  market_.restate(*instant_);
  const auto updates = market_.take(*instant_);
  tell_.orders(updates);
  tell_.data(*instant_, 0, false);
  schedule();
}

void market_driver::finish() {
  way_ = way::stopped;
  tell_.data(end_instant(), 0, true);
  tell_.end();
}

} // namespace troupe::net::venue
