// Reads a socket, and says when the kernel received what is read.
//
// On the loopback interface that is while the other side is still in its call of send: the instant
// at which the bytes are out of its socket, however long the reader's thread takes to be woken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace troupe::bench {

struct stamped_bytes {
  std::size_t size = 0;     // 0: nothing is there
  bool is_open = true;      // false: the other side has closed, or the connection broke
  std::int64_t utc_ns = 0;  // of the last segment that was read; 0 where the kernel says nothing
};

// From now on arrivals are stamped.
void stamp_arrivals(int socket);

stamped_bytes read_stamped(int socket, std::span<char> into);

std::int64_t utc_now_ns();

} // namespace troupe::bench
