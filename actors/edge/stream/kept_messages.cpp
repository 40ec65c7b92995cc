#include "actors/edge/stream/kept_messages.hpp"

#include <algorithm>
#include <utility>

namespace troupe::actors {

void kept_messages::push(told_message told) {
  if (size_ == count_max)
    forget_oldest();
  else if (size_ == places_.size())
    grow();
  bytes_ += told.data->size();
  places_[place(size_++)] = std::move(told);
  while (bytes_ > bytes_max && size_ > 1)
    forget_oldest();
}

void kept_messages::grow() {
  constexpr std::size_t least = 16;
  std::rotate(places_.begin(), places_.begin() + static_cast<std::ptrdiff_t>(first_),
              places_.end());
  first_ = 0;
  places_.resize(std::max(least, 2 * places_.size()));
}

void kept_messages::forget_oldest() {
  auto& oldest = places_[first_];
  bytes_ -= oldest.data->size();
  oldest.data.reset();
  first_ = place(1);
  --size_;
}

} // namespace troupe::actors
