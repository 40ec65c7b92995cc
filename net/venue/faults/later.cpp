#include "net/venue/faults/later.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <map>
#include <utility>

namespace troupe::net::venue {

class later::state : public std::enable_shared_from_this<state> {
public:
  explicit state(boost::asio::io_context& io) : io_(io) {}

  void call_after(std::int64_t delay_ms, std::function<void()> what) {
    if (waiting_.size() >= waiting_max)
      return what();
    const auto key = ++keys_;
    auto& timer = waiting_.try_emplace(key, io_).first->second;
    timer.expires_after(std::chrono::milliseconds(delay_ms));
    timer.async_wait(
        [weak = weak_from_this(), key, made = std::move(what)](boost::system::error_code failed) {
          const auto self = weak.lock();
          if (self && !failed && self->waiting_.erase(key) > 0)
            made();
        });
  }

  void forget() { waiting_.clear(); }

private:
  boost::asio::io_context& io_;
  std::uint64_t keys_ = 0;
  std::map<std::uint64_t, boost::asio::steady_timer> waiting_; // at most waiting_max
};

later::later(boost::asio::io_context& io) : state_(std::make_shared<state>(io)) {}

later::~later() {
  forget();
}

void later::call_after(std::int64_t delay_ms, std::function<void()> what) {
  state_->call_after(delay_ms, std::move(what));
}

void later::forget() {
  state_->forget();
}

} // namespace troupe::net::venue
