#include "runtime/cluster/outbox.hpp"

#include <utility>

namespace troupe::runtime::cluster {

bool outbox::add(const envelope& message) {
  const auto size = message.role.size() + message.payload.size();
  if (pending_bytes() + size > max_pending_bytes_) {
    return false;
  }
  open_.add(message);
  if (open_.size() >= batch_bytes_) {
    close_batch();
  }
  return true;
}

std::optional<outbox::parcel> outbox::next() {
  if (last_sent_ - last_acknowledged_ >= window_) {
    return std::nullopt;
  }
  if (closed_.empty()) {
    if (open_.empty()) {
      return std::nullopt;
    }
    close_batch();
  }
  auto leaving = std::move(closed_.front());
  closed_.pop_front();
  closed_bytes_ -= leaving.bytes.size();
  closed_envelopes_ -= leaving.count;
  ++last_sent_;
  return leaving;
}

bool outbox::acknowledge(std::uint64_t number) {
  if (number > last_sent_ || number < last_acknowledged_) {
    return false;
  }
  last_acknowledged_ = number;
  return true;
}

void outbox::close_batch() {
  const auto count = open_.count();
  closed_.push_back({open_.take(++last_closed_), count});
  closed_bytes_ += closed_.back().bytes.size();
  closed_envelopes_ += count;
}

} // namespace troupe::runtime::cluster
