#include "tests/bench/stream_clients.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <fcntl.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace troupe::bench {

namespace {

constexpr std::size_t read_bytes = 256u << 10;

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(port);
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket < 0 || ::connect(socket, reinterpret_cast<sockaddr*>(&where), sizeof where) != 0)
    throw std::runtime_error("a client cannot connect");
  return socket;
}

void say(int socket, std::string_view text) {
  if (::send(socket, text.data(), text.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(text.size()))
    throw std::runtime_error("a client cannot speak");
}

// Byte by byte, so that no frame is read with it.
void read_answer(int socket) {
  std::string answer;
  char letter = 0;
  while (!answer.ends_with("\r\n\r\n")) {
    if (::recv(socket, &letter, 1, 0) != 1)
      throw std::runtime_error("a client was not let in: " + answer);
    answer += letter;
  }
  if (answer.find(" 101 ") == std::string::npos)
    throw std::runtime_error("a client was not let in: " + answer);
}

// Of a frame without a mask: the bytes of its head, or 0 where more are needed, and of its payload.
std::pair<std::size_t, std::uint64_t> frame_in(std::string_view head) {
  if (head.size() < 2)
    return {};
  const auto byte = [&head](std::size_t at) { return static_cast<unsigned char>(head[at]); };
  const std::size_t more = byte(1) == 126 ? 2 : byte(1) == 127 ? 8 : 0;
  if (head.size() < 2 + more)
    return {};
  std::uint64_t size = more == 0 ? byte(1) : 0;
  for (std::size_t at = 0; at < more; ++at)
    size = size << 8 | byte(2 + at);
  return {2 + more, size};
}

} // namespace

stream_clients::stream_clients(std::uint16_t port, std::size_t count, std::string_view greeting,
                               std::string_view first_frame)
    : poll_(::epoll_create1(EPOLL_CLOEXEC)) {
  clients_.resize(count);
  for (auto& each : clients_) {
    each.socket = connect_to(port);
    say(each.socket, greeting);
    read_answer(each.socket);
    if (!first_frame.empty())
      say(each.socket, first_frame);
    ::fcntl(each.socket, F_SETFL, ::fcntl(each.socket, F_GETFL) | O_NONBLOCK);
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.ptr = &each;
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, each.socket, &wanted);
  }
}

stream_clients::~stream_clients() {
  ending_ = true;
  if (thread_.joinable())
    thread_.join();
  for (const auto& each : clients_)
    ::close(each.socket);
  ::close(poll_);
}

void stream_clients::start(std::function<void()> reached) {
  reached_ = std::move(reached);
  thread_ = std::thread([this] { run(); });
}

std::uint64_t stream_clients::take(client& from, std::string_view bytes) {
  std::uint64_t seen = 0;
  while (!bytes.empty()) {
    const auto skipped = std::min<std::uint64_t>(from.skip, bytes.size());
    from.skip -= skipped;
    bytes.remove_prefix(static_cast<std::size_t>(skipped));
    while (from.skip == 0 && !bytes.empty()) {
      from.head += bytes.front();
      bytes.remove_prefix(1);
      if (const auto [head, payload] = frame_in(from.head); head > 0) {
        from.skip = payload;
        from.head.clear();
        ++seen; // its payload is on its way
      }
    }
  }
  return seen;
}

void stream_clients::read(client& from) {
  static thread_local std::array<char, read_bytes> buffer;
  for (;;) {
    const auto got = ::recv(from.socket, buffer.data(), buffer.size(), 0);
    if (got <= 0)
      return;
    auto seen = take(from, {buffer.data(), static_cast<std::size_t>(got)});
    for (; seen > 0; --seen)
      if (missing_ > 0 && --missing_ == 0)
        reached_();
    if (static_cast<std::size_t>(got) < buffer.size())
      return;
  }
}

void stream_clients::run() {
  std::array<epoll_event, 256> events{};
  while (!ending_) {
    const int count = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 50);
    for (int index = 0; index < count; ++index)
      read(*static_cast<client*>(events[static_cast<std::size_t>(index)].data.ptr));
  }
}

} // namespace troupe::bench
