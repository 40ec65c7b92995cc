// The last messages that a client was told, so that it can go on behind a connection that broke
// off: at most count_max, and at most bytes_max of data (or the last one alone). A place is used
// again, so that keeping one more costs neither memory nor a walk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::actors {

struct told_message {
  std::string_view type; // a literal
  std::int64_t utc_ns;
  std::shared_ptr<const std::string> data; // shared by all who were told
};

class kept_messages {
public:
  static constexpr std::size_t count_max = 512; // a power of two
  static constexpr std::size_t bytes_max = 1u << 20;

  void push(told_message told);
  std::size_t size() const { return size_; }
  // 0 is the oldest.
  const told_message& operator[](std::size_t index) const { return places_[place(index)]; }
  const told_message& back() const { return (*this)[size_ - 1]; }

private:
  std::size_t place(std::size_t index) const { return (first_ + index) & (places_.size() - 1); }
  void grow();
  void forget_oldest();

  std::vector<told_message> places_; // a power of two of them
  std::size_t first_ = 0;
  std::size_t size_ = 0;
  std::size_t bytes_ = 0;
};

} // namespace troupe::actors
