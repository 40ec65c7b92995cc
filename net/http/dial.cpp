#include "net/http/dial.hpp"

#include "net/http/deadline.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/basic_resolver.hpp>
#include <boost/asio/post.hpp>

#include <vector>

namespace troupe::net::http {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using boost::system::error_code;

class attempt final : public dial {
public:
  attempt(asio::io_context& io, const endpoint& where, on_connected done)
      : where_(where), resolver_(io.get_executor()), socket_(io.get_executor()),
        done_(std::move(done)), deadline_(io, [this] { expired(); }) {}

  void begin(std::chrono::milliseconds limit) {
    deadline_.set(limit);
    error_code not_an_address;
    const auto address = asio::ip::make_address(where_.host, not_an_address);
    if (!not_an_address) {
      connect({tcp::endpoint(address, where_.port)});
      return;
    }
    resolver_.async_resolve(
        where_.host, std::to_string(where_.port), tcp::resolver::numeric_service,
        [self = self_pointer()](error_code failed, const tcp::resolver::results_type& found) {
          self->resolved(failed, found);
        });
  }

  void cancel() override {
    done_ = nullptr;
    release();
  }

private:
  std::shared_ptr<attempt> self_pointer() {
    return std::static_pointer_cast<attempt>(shared_from_this());
  }

  void resolved(error_code failed, const tcp::resolver::results_type& found) {
    if (failed) {
      finish(error{"connect_failed", "cannot look up " + peer_name(where_) + ": " +
                                         failed.message() + "; check the host's name"});
      return;
    }
    connect({found.begin(), found.end()});
  }

  void connect(std::vector<tcp::endpoint> addresses) {
    if (!done_) {
      return;
    }
    addresses_ = std::move(addresses);
    asio::async_connect(socket_, addresses_,
                        [self = self_pointer()](error_code failed, const tcp::endpoint&) {
                          self->connected(failed);
                        });
  }

  void connected(error_code failed) {
    if (failed) {
      finish(error{"connect_failed",
                   "cannot connect to " + peer_name(where_) + ": " + failed.message()});
      return;
    }
    error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    finish(std::move(socket_));
  }

  void expired() {
    const auto self = shared_from_this();
    finish(error{"connect_timeout", "no connection to " + peer_name(where_) +
                                        " within the time limit; is the server reachable?"});
  }

  void finish(result<tcp_stream> outcome) {
    const on_connected done = std::exchange(done_, nullptr);
    release();
    if (done) {
      done(std::move(outcome));
    }
  }

  void release() {
    deadline_.stop();
    resolver_.cancel();
    error_code ignored;
    socket_.close(ignored);
  }

  endpoint where_;
  asio::ip::basic_resolver<tcp, asio::io_context::executor_type> resolver_;
  tcp_stream socket_;
  std::vector<tcp::endpoint> addresses_;
  on_connected done_;
  deadline deadline_;
};

} // namespace

std::shared_ptr<dial> dial::start(asio::io_context& io, const endpoint& where,
                                  std::chrono::milliseconds limit, on_connected done) {
  const auto begun = std::make_shared<attempt>(io, where, std::move(done));
  begun->begin(limit);
  return begun;
}

std::string peer_name(const endpoint& where) {
  return where.host + ":" + std::to_string(where.port);
}

} // namespace troupe::net::http
