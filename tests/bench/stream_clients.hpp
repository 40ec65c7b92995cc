// Many WebSocket clients that only count what they are told, on one thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace troupe::bench {

class stream_clients {
public:
  // Connects them all and sends each one's greeting; an answer ends with an empty line, and what
  // follows are frames. Throws std::runtime_error.
  stream_clients(std::uint16_t port, std::size_t count, std::string_view greeting,
                 std::string_view first_frame);
  ~stream_clients();
  stream_clients(const stream_clients&) = delete;
  stream_clients& operator=(const stream_clients&) = delete;

  // From the next on; called when none are under way.
  void expect(std::uint64_t messages) { missing_ = messages; }
  // `reached` is called on the clients' thread each time as many as expected have come, of all
  // clients together.
  void start(std::function<void()> reached);

private:
  struct client {
    int socket = -1;
    std::uint64_t skip = 0; // bytes of the frame under way
    std::string head;       // of a frame, as far as it came
  };

  void read(client& from);
  std::uint64_t take(client& from, std::string_view bytes);
  void run();

  std::vector<client> clients_;
  int poll_ = -1;
  std::atomic<std::uint64_t> missing_ = 0;
  std::function<void()> reached_;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

} // namespace troupe::bench
