// Between this process and its C library: what a machine answers, and everything else as ever.
//
// The definitions here come before the C library's for every object of the process, shared ones
// included, since the linker looks into the program first.
#include "tests/simulation/machine/machine.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstdarg>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <string>

using troupe::simulation::machine;
using troupe::simulation::network;

namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

machine* here() { return machine::current(); }
bool is_ours(int number) { return here() != nullptr && network::owns(number); }
bool is_stored(int number) { return here() != nullptr && here()->storage().knows(number); }

std::uint16_t port_in(const sockaddr* address) {
  sockaddr_in place{};
  std::memcpy(&place, address, sizeof place);
  return ntohs(place.sin_port);
}

void put_address(std::uint16_t port, sockaddr* into, socklen_t* size) {
  if (into == nullptr || size == nullptr)
    return;
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::memcpy(into, &place, std::min<std::size_t>(*size, sizeof place));
  *size = sizeof place;
}

std::int64_t receive_into(int number, const iovec* parts, std::size_t count) {
  std::int64_t total = 0;
  for (std::size_t each = 0; each < count; ++each) {
    if (parts[each].iov_len == 0)
      continue;
    const auto got = here()->wires().receive(number, static_cast<char*>(parts[each].iov_base),
                                             parts[each].iov_len);
    if (got <= 0)
      return total > 0 ? total : got;
    total += got;
    if (static_cast<std::size_t>(got) < parts[each].iov_len)
      break;
  }
  return total;
}

std::int64_t send_from(int number, const iovec* parts, std::size_t count) {
  std::string bytes;
  for (std::size_t each = 0; each < count; ++each)
    bytes.append(static_cast<const char*>(parts[each].iov_base), parts[each].iov_len);
  return here()->wires().send(number, bytes);
}

std::int64_t ns_of(const timespec& time) { return time.tv_sec * second_ns + time.tv_nsec; }

} // namespace

extern "C" {

// -- clocks -----------------------------------------------------------------------------------

int clock_gettime(clockid_t id, timespec* into) noexcept {
  const bool is_day = id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE;
  const bool is_steady = id == CLOCK_MONOTONIC || id == CLOCK_MONOTONIC_COARSE;
  if (here() == nullptr || (!is_day && !is_steady))
    return static_cast<int>(::syscall(SYS_clock_gettime, id, into));
  const auto now = is_day ? here()->utc_ns() : here()->steady_ns();
  into->tv_sec = now / second_ns;
  into->tv_nsec = now % second_ns;
  return 0;
}

int timerfd_create(int clock, int flags) noexcept {
  return here() == nullptr ? static_cast<int>(::syscall(SYS_timerfd_create, clock, flags))
                           : here()->wires().open_timer();
}

int timerfd_settime(int number, int flags, const itimerspec* wanted, itimerspec* old) noexcept {
  if (!is_ours(number))
    return static_cast<int>(::syscall(SYS_timerfd_settime, number, flags, wanted, old));
  const auto value = ns_of(wanted->it_value);
  const bool absolute = (flags & TFD_TIMER_ABSTIME) != 0;
  return here()->wires().set_timer(
      number, value == 0 || absolute ? value : here()->steady_ns() + value);
}

// -- waiting ----------------------------------------------------------------------------------

int epoll_create1(int flags) noexcept {
  return here() == nullptr ? static_cast<int>(::syscall(SYS_epoll_create1, flags))
                           : here()->wires().open_poller();
}

int epoll_ctl(int poller, int operation, int number, epoll_event* wanted) noexcept {
  return is_ours(poller)
             ? here()->wires().control(poller, operation, number, wanted)
             : static_cast<int>(::syscall(SYS_epoll_ctl, poller, operation, number, wanted));
}

int epoll_wait(int poller, epoll_event* into, int most, int timeout) {
  return is_ours(poller)
             ? here()->wires().wait(poller, into, most)
             : static_cast<int>(::syscall(SYS_epoll_wait, poller, into, most, timeout));
}

// Under a name of its own: the header says of poll that it only writes to `watched`.
int answer_poll(pollfd* watched, nfds_t count, int timeout) __asm__("poll");
int answer_poll(pollfd* watched, nfds_t count, int timeout) {
  if (count != 1 || !is_ours(watched->fd))
    return static_cast<int>(::syscall(SYS_poll, watched, count, timeout));
  const auto ready = here()->wires().readiness(watched->fd);
  watched->revents = static_cast<short>(((ready & EPOLLIN) != 0 ? POLLIN : 0) |
                                        ((ready & EPOLLOUT) != 0 ? POLLOUT : 0) |
                                        ((ready & EPOLLERR) != 0 ? POLLERR : 0));
  watched->revents = static_cast<short>(watched->revents & (watched->events | POLLERR));
  return watched->revents == 0 ? 0 : 1;
}

int eventfd(unsigned value, int flags) noexcept {
  return here() == nullptr ? static_cast<int>(::syscall(SYS_eventfd2, value, flags))
                           : here()->wires().open_counter(value);
}

// -- sockets ----------------------------------------------------------------------------------

int socket(int family, int type, int protocol) noexcept {
  return here() == nullptr || family == AF_UNIX
             ? static_cast<int>(::syscall(SYS_socket, family, type, protocol))
             : here()->wires().open_socket();
}

int bind(int number, const sockaddr* address, socklen_t size) noexcept {
  return is_ours(number) ? here()->wires().bind(number, port_in(address))
                         : static_cast<int>(::syscall(SYS_bind, number, address, size));
}

int listen(int number, int backlog) noexcept {
  return is_ours(number) ? here()->wires().listen(number)
                         : static_cast<int>(::syscall(SYS_listen, number, backlog));
}

int connect(int number, const sockaddr* address, socklen_t size) {
  return is_ours(number) ? here()->wires().connect(number, port_in(address))
                         : static_cast<int>(::syscall(SYS_connect, number, address, size));
}

int accept(int number, sockaddr* address, socklen_t* size) {
  if (!is_ours(number))
    return static_cast<int>(::syscall(SYS_accept, number, address, size));
  std::uint16_t port = 0;
  const int made = here()->wires().accept(number, port);
  if (made >= 0)
    put_address(port, address, size);
  return made;
}

int accept4(int number, sockaddr* address, socklen_t* size, int flags) {
  return is_ours(number) ? accept(number, address, size)
                         : static_cast<int>(::syscall(SYS_accept4, number, address, size, flags));
}

ssize_t recvmsg(int number, msghdr* message, int flags) {
  return is_ours(number) ? receive_into(number, message->msg_iov, message->msg_iovlen)
                         : ::syscall(SYS_recvmsg, number, message, flags);
}

ssize_t recv(int number, void* into, size_t size, int flags) {
  return is_ours(number) ? here()->wires().receive(number, static_cast<char*>(into), size)
                         : ::syscall(SYS_recvfrom, number, into, size, flags, nullptr, nullptr);
}

ssize_t sendmsg(int number, const msghdr* message, int flags) {
  return is_ours(number) ? send_from(number, message->msg_iov, message->msg_iovlen)
                         : ::syscall(SYS_sendmsg, number, message, flags);
}

ssize_t send(int number, const void* from, size_t size, int flags) {
  return is_ours(number)
             ? here()->wires().send(number, {static_cast<const char*>(from), size})
             : ::syscall(SYS_sendto, number, from, size, flags, nullptr, 0);
}

int shutdown(int number, int how) noexcept {
  return is_ours(number) ? here()->wires().shut_down(number, how != SHUT_WR, how != SHUT_RD)
                         : static_cast<int>(::syscall(SYS_shutdown, number, how));
}

int getsockopt(int number, int level, int name, void* value, socklen_t* size) noexcept {
  if (!is_ours(number))
    return static_cast<int>(::syscall(SYS_getsockopt, number, level, name, value, size));
  const int answer =
      level == SOL_SOCKET && name == SO_ERROR ? here()->wires().take_error(number) : 0;
  std::memcpy(value, &answer, std::min<std::size_t>(*size, sizeof answer));
  return 0;
}

int setsockopt(int number, int level, int name, const void* value, socklen_t size) noexcept {
  return is_ours(number)
             ? 0
             : static_cast<int>(::syscall(SYS_setsockopt, number, level, name, value, size));
}

int getsockname(int number, sockaddr* address, socklen_t* size) noexcept {
  if (!is_ours(number))
    return static_cast<int>(::syscall(SYS_getsockname, number, address, size));
  std::uint16_t port = 0;
  here()->wires().port_of(number, false, port);
  put_address(port, address, size);
  return 0;
}

int getpeername(int number, sockaddr* address, socklen_t* size) noexcept {
  if (!is_ours(number))
    return static_cast<int>(::syscall(SYS_getpeername, number, address, size));
  std::uint16_t port = 0;
  if (!here()->wires().port_of(number, true, port)) {
    errno = ENOTCONN;
    return -1;
  }
  put_address(port, address, size);
  return 0;
}

int ioctl(int number, unsigned long request, ...) noexcept {
  va_list rest;
  va_start(rest, request);
  void* argument = va_arg(rest, void*);
  va_end(rest);
  return is_ours(number) ? 0 : static_cast<int>(::syscall(SYS_ioctl, number, request, argument));
}

int fcntl(int number, int command, ...) {
  va_list rest;
  va_start(rest, command);
  void* argument = va_arg(rest, void*);
  va_end(rest);
  return is_ours(number) ? 0 : static_cast<int>(::syscall(SYS_fcntl, number, command, argument));
}

// -- files ------------------------------------------------------------------------------------

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const unsigned mode = va_arg(rest, unsigned);
  va_end(rest);
  if (here() != nullptr && here()->storage().owns(path))
    return here()->storage().open(path, flags, mode);
  return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

ssize_t read(int number, void* into, size_t size) {
  return is_ours(number) ? recv(number, into, size, 0) : ::syscall(SYS_read, number, into, size);
}

ssize_t write(int number, const void* from, size_t size) {
  const std::string_view bytes(static_cast<const char*>(from), size);
  if (is_ours(number)) // a counter's: its value does not matter, only that it is not zero
    return static_cast<ssize_t>(size);
  return is_stored(number) ? here()->storage().write(number, bytes, std::nullopt)
                           : ::syscall(SYS_write, number, from, size);
}

ssize_t pwrite(int number, const void* from, size_t size, off_t offset) {
  return is_stored(number)
             ? here()->storage().write(number, {static_cast<const char*>(from), size},
                                       static_cast<std::uint64_t>(offset))
             : ::syscall(SYS_pwrite64, number, from, size, offset);
}

int ftruncate(int number, off_t size) noexcept {
  return is_stored(number)
             ? here()->storage().truncate(number, static_cast<std::uint64_t>(size))
             : static_cast<int>(::syscall(SYS_ftruncate, number, size));
}

int fallocate(int number, int mode, off_t offset, off_t size) {
  return is_stored(number)
             ? here()->storage().allocate(number, static_cast<std::uint64_t>(offset + size))
             : static_cast<int>(::syscall(SYS_fallocate, number, mode, offset, size));
}

int fdatasync(int number) {
  return is_stored(number) ? here()->storage().sync(number)
                           : static_cast<int>(::syscall(SYS_fdatasync, number));
}

int fsync(int number) {
  return is_stored(number) ? here()->storage().sync(number)
                           : static_cast<int>(::syscall(SYS_fsync, number));
}

int rename(const char* from, const char* to) noexcept {
  return here() != nullptr && here()->storage().owns(from)
             ? here()->storage().rename(from, to)
             : static_cast<int>(::syscall(SYS_rename, from, to));
}

int close(int number) {
  if (is_ours(number))
    return here()->wires().close(number);
  if (is_stored(number))
    here()->storage().close(number);
  return static_cast<int>(::syscall(SYS_close, number));
}

} // extern "C"
