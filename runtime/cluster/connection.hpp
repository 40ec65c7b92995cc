// One TCP connection that carries frames: reads them for its owner, gathers what is written during
// a turn of the loop into one write. Lives on the thread of its io_context.
//
// Bounds: it reads at most 256 KiB and one frame ahead of its owner; what is written is bounded by
// the owner, who holds batches back while `backlog_bytes` is high.
#pragma once

#include "runtime/cluster/wire.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace troupe::runtime::cluster {

// Whom a connection reports to; must close the connection before it goes.
class connection_owner {
public:
  virtual void on_frame(frame content) = 0;
  virtual void on_frames_read() {} // after the last of the frames that came together
  virtual void on_written() {}     // one write is done
  virtual void on_closed(std::string_view reason) = 0;

protected:
  ~connection_owner() = default;
};

class connection : public std::enable_shared_from_this<connection> {
public:
  explicit connection(boost::asio::ip::tcp::socket socket);

  // Begins to read, or hands the reports over to another owner.
  void start(connection_owner& owner);
  void hand_over(connection_owner& owner) { owner_ = &owner; }

  void write(const frame& content);
  void write_bytes(std::string_view frames);
  std::size_t backlog_bytes() const { return queued_.size() + in_flight_.size(); }

  // Ends it at once; the owner hears nothing more.
  void close();
  // Tells the peer why, then ends it; the owner hears nothing more.
  void refuse(const std::string& reason);

  std::string remote_address() const;

private:
  void read();
  void on_bytes(std::size_t count);
  void schedule_flush();
  void flush();
  void fail(std::string_view reason);

  boost::asio::ip::tcp::socket socket_;
  connection_owner* owner_ = nullptr;
  frame_reader reader_;
  std::array<char, 256 * 1024> arrived_{};
  std::string queued_;
  std::string in_flight_;
  bool flush_scheduled_ = false;
  bool closing_ = false; // after the last write
};

} // namespace troupe::runtime::cluster
