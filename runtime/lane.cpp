#include "runtime/lane.hpp"

#include "runtime/log.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <caf/actor_system.hpp>
#include <caf/intrusive_ptr.hpp>
#include <caf/scheduler/abstract_coordinator.hpp>
#include <pthread.h>

#include <exception>
#include <stdexcept>
#include <utility>

namespace troupe::runtime {

namespace {

thread_local const lane* current = nullptr;

// While it lives, its thread belongs to the lane.
class occupation {
public:
  explicit occupation(const lane* occupant) : previous_(std::exchange(current, occupant)) {}
  ~occupation() { current = previous_; }
  occupation(const occupation&) = delete;
  occupation& operator=(const occupation&) = delete;

private:
  const lane* previous_;
};

} // namespace

lane::lane(caf::actor_system& system, std::string name, lane_options options)
    : caf::execution_unit(&system), name_(std::move(name)), options_(options) {
  if (!options_.driven) {
    thread_ = std::thread([this] { run(); });
    pthread_setname_np(thread_.native_handle(), name_.substr(0, 15).c_str());
  }
}

lane::~lane() {
  stop();
  for (auto* const job : queue_) {
    caf::intrusive_ptr_release(job);
  }
}

bool lane::is_current() const {
  return current == this;
}

void lane::stop() {
  if (thread_.joinable()) {
    boost::asio::post(io_, [this] { stopping_ = true; });
    thread_.join();
  }
}

void lane::exec_later(caf::resumable* job) {
  if (job->subtype() != caf::resumable::io_actor) {
    system().scheduler().enqueue(job);
    return;
  }
  if (is_current()) {
    queue_.push_back(job);
    return;
  }
  // The pointer owns the reference, should the lane end before the handler runs.
  boost::asio::post(io_, [this, owned = caf::intrusive_ptr<caf::resumable>{job, false}]() mutable {
    queue_.push_back(owned.detach());
  });
}

void lane::run() {
  const occupation here{this};
  const auto work = boost::asio::make_work_guard(io_);
  std::size_t last_turns = 0;
  try {
    while (!stopping_ || (!queue_.empty() && ++last_turns < turns_after_stop)) {
      run_actors();
      if (queue_.empty() && !stopping_) {
        wait_for_handler(); // one: what it sets going comes before the next
      } else {
        run_handlers();
      }
    }
  } catch (...) {
    fail();
  }
}

std::size_t lane::drive() {
  if (!options_.driven) {
    throw std::logic_error{"lane " + name_ + " runs by itself; only a driven lane can be driven"};
  }
  const occupation here{this};
  std::size_t total = 0;
  for (std::size_t ran = 1; ran > 0; total += ran) {
    io_.restart();
    ran = run_actors() + run_handlers();
  }
  return total;
}

std::size_t lane::run_actors() {
  std::size_t ran = 0;
  for (; ran < actors_per_turn && !queue_.empty(); ++ran) {
    auto* const job = queue_.front();
    queue_.pop_front();
    step(job);
  }
  return ran;
}

std::size_t lane::run_handlers() {
  std::size_t ran = 0;
  while (ran < handlers_per_turn && io_.poll_one() > 0) {
    ++ran;
  }
  return ran;
}

void lane::wait_for_handler() {
  if (!options_.spin) {
    io_.run_one();
    return;
  }
  while (io_.poll_one() == 0) {
    __builtin_ia32_pause();
  }
}

void lane::step(caf::resumable* job) {
  if (job->resume(this, messages_per_actor) == caf::resumable::resume_later) {
    queue_.push_back(job);
  } else {
    caf::intrusive_ptr_release(job);
  }
}

void lane::fail() const {
  std::string what = "an exception of unknown type";
  try {
    throw;
  } catch (const std::exception& thrown) {
    what = thrown.what();
  } catch (...) {
  }
  log::write(log::level::critical, "lane_handler_threw", {{"lane", name_}, {"what", what}});
  log::flush();
  std::terminate();
}

} // namespace troupe::runtime
