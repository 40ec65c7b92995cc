#include "net/alpaca/token_bucket.hpp"

#include <algorithm>

namespace troupe::net::alpaca {

namespace {

constexpr token_bucket::duration window = std::chrono::minutes(1);

} // namespace

token_bucket::duration token_bucket::credit(time_point now) const {
  return std::min<duration>(credit_ + (now - counted_at_), window);
}

token_bucket::duration token_bucket::wait(time_point now) const {
  const duration held = held_until_ - now;
  const duration missing = cost_ - (cost_ > duration::zero() ? credit(now) : duration::zero());
  return std::max({held, missing, duration::zero()});
}

void token_bucket::take(time_point now) {
  if (cost_ == duration::zero())
    return;
  credit_ = credit(now) - cost_;
  counted_at_ = now;
}

void token_bucket::learn(std::int64_t limit, std::int64_t remaining, std::int64_t in_flight,
                         time_point now) {
  if (limit <= 0)
    return;
  cost_ = window / limit;
  credit_ = cost_ * std::clamp<std::int64_t>(remaining - in_flight, 0, limit);
  counted_at_ = now;
}

void token_bucket::hold(duration length, time_point now) {
  held_until_ = std::max(held_until_, now + length);
}

} // namespace troupe::net::alpaca
