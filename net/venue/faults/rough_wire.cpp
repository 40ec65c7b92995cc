#include "net/venue/faults/rough_wire.hpp"

#include "net/http/deadline.hpp"
#include "net/http/socket_pair.hpp"

#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace troupe::net::venue {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t smooth_bytes = 16u << 10;

class wire;

class wire_owner {
public:
  virtual void gone(const std::shared_ptr<wire>& which) = 0;

protected:
  ~wire_owner() = default;
};

// One connection: the client's socket, our end of the server's, and a way for each direction.
class wire : public std::enable_shared_from_this<wire> {
public:
  wire(asio::io_context& io, http::tcp_stream client, http::tcp_stream inner, const roughness& how,
       std::weak_ptr<wire_owner> owner)
      : client_(std::move(client)), inner_(std::move(inner)), how_(how), owner_(std::move(owner)),
        in_(io, *this, client_, inner_, how.slow_in),
        out_(io, *this, inner_, client_, how.slow_out) {
    out_.left = how.reset_after_bytes;
  }

  void begin() {
    in_.read();
    out_.read();
  }

  void close(bool abruptly) {
    if (std::exchange(closed_, true))
      return;
    const auto self = shared_from_this();
    in_.pause.stop();
    out_.pause.stop();
    if (abruptly) {
      http::reset(client_);
      http::reset(inner_);
    }
    error_code ignored;
    client_.close(ignored);
    inner_.close(ignored);
    if (const auto owner = owner_.lock())
      owner->gone(self);
  }

private:
  struct way {
    way(asio::io_context& io, wire& whole, http::tcp_stream& from, http::tcp_stream& to, bool slow)
        : of(whole), source(from), sink(to),
          piece(slow ? std::min(whole.how_.piece_bytes, smooth_bytes) : smooth_bytes), waits(slow),
          pause(io, [this] { read(); }) {}

    void read() {
      source.async_read_some(
          asio::buffer(bytes.data(), piece),
          [this, self = of.shared_from_this()](error_code failed, std::size_t count) {
            failed ? ended(failed) : carry(count);
          });
    }

    void carry(std::size_t count) {
      const bool breaks = left && count > *left;
      const auto told = breaks ? *left : count;
      if (left)
        *left -= told;
      asio::async_write(
          sink, asio::buffer(bytes.data(), told),
          [this, breaks, self = of.shared_from_this()](error_code failed, std::size_t) {
            if (failed || breaks)
              self->close(true);
            else if (!self->closed_)
              waits ? pause.set(self->how_.pause) : read();
          });
    }

    void ended(error_code why) {
      if (why != asio::error::eof)
        return of.close(true);
      over = true;
      error_code ignored;
      sink.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
      if (of.in_.over && of.out_.over)
        of.close(false);
    }

    wire& of;
    http::tcp_stream& source;
    http::tcp_stream& sink;
    std::size_t piece;
    bool waits;
    std::optional<std::size_t> left; // until the reset
    bool over = false;
    std::array<char, smooth_bytes> bytes{};
    http::deadline pause;
  };

  http::tcp_stream client_;
  http::tcp_stream inner_;
  roughness how_;
  std::weak_ptr<wire_owner> owner_;
  bool closed_ = false;
  way in_;
  way out_;
};

} // namespace

class rough_wires::state final : public wire_owner, public std::enable_shared_from_this<state> {
public:
  explicit state(asio::io_context& io) : io_(io) {}

  void lay(http::tcp_stream accepted, const roughness& how, const on_connection& enter) {
    if (wires_.size() >= wires_max)
      return enter(std::move(accepted));
    auto ends = http::make_socket_pair(io_);
    if (!ends)
      return enter(std::move(accepted));
    const auto laid = std::make_shared<wire>(io_, std::move(accepted), std::move(ends->first), how,
                                             weak_from_this());
    wires_.insert(laid);
    laid->begin();
    enter(std::move(ends->second));
  }

  void stop() {
    for (const auto& one : std::exchange(wires_, {}))
      one->close(false);
  }

  void gone(const std::shared_ptr<wire>& which) override { wires_.erase(which); }

private:
  asio::io_context& io_;
  std::set<std::shared_ptr<wire>> wires_; // at most wires_max
};

rough_wires::rough_wires(asio::io_context& io) : state_(std::make_shared<state>(io)) {}

rough_wires::~rough_wires() {
  stop();
}

void rough_wires::lay(http::tcp_stream accepted, const roughness& how, const on_connection& enter) {
  state_->lay(std::move(accepted), how, enter);
}

void rough_wires::stop() {
  state_->stop();
}

} // namespace troupe::net::venue
