#include "tests/bench/stamped_read.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <sys/socket.h>

namespace troupe::bench {

void stamp_arrivals(int socket) {
  const int on = 1;
  setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
}

stamped_bytes read_stamped(int socket, std::span<char> into) {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(timespec))> control{};
  iovec place{into.data(), into.size()};
  msghdr message{};
  message.msg_iov = &place;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const auto got = recvmsg(socket, &message, MSG_DONTWAIT);
  if (got <= 0)
    return {0, got < 0 && (errno == EAGAIN || errno == EINTR), 0};
  stamped_bytes read{static_cast<std::size_t>(got), true, 0};
  for (auto* each = CMSG_FIRSTHDR(&message); each != nullptr; each = CMSG_NXTHDR(&message, each)) {
    if (each->cmsg_level != SOL_SOCKET || each->cmsg_type != SCM_TIMESTAMPNS)
      continue;
    timespec at{};
    std::memcpy(&at, CMSG_DATA(each), sizeof at);
    read.utc_ns = (std::chrono::seconds{at.tv_sec} + std::chrono::nanoseconds{at.tv_nsec}).count();
  }
  return read;
}

std::int64_t utc_now_ns() {
  return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace troupe::bench
