#include "runtime/cluster/link_state.hpp"
#include "runtime/log.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <map>
#include <set>
#include <utility>

namespace troupe::runtime::cluster {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t most_strangers = 64;
constexpr std::chrono::milliseconds hello_timeout{2'000};
constexpr std::chrono::milliseconds accept_retry{100};

} // namespace

class link_listener::acceptor final : public std::enable_shared_from_this<link_listener::acceptor> {
public:
  explicit acceptor(asio::io_context& io) : io_(io), socket_(io), retry_timer_(io) {}

  void open(const tcp::endpoint& where) {
    socket_.open(where.protocol());
    socket_.set_option(tcp::acceptor::reuse_address{true});
    socket_.bind(where);
    socket_.listen();
    port_ = socket_.local_endpoint().port();
  }

  void accept() {
    socket_.async_accept([self = shared_from_this()](const error_code& failed, tcp::socket peer) {
      if (!self->socket_.is_open()) {
        return;
      }
      if (failed) {
        return self->accept_later(failed.message());
      }
      self->receive(std::move(peer));
      self->accept();
    });
  }

  void close() {
    error_code ignored;
    socket_.close(ignored);
    retry_timer_.cancel();
    for (const auto& waiting : std::exchange(strangers_, {})) {
      waiting->close();
    }
    targets_.clear();
  }

  std::uint16_t port() const { return port_; }
  void add(const std::string& peer, std::weak_ptr<link::state_machine> target) {
    targets_[peer] = std::move(target);
  }
  void remove(const std::string& peer) { targets_.erase(peer); }

private:
  // A connection that has not said yet who it is.
  class stranger final : public connection_owner, public std::enable_shared_from_this<stranger> {
  public:
    stranger(const std::shared_ptr<acceptor>& host, tcp::socket socket)
        : host_(host), connection_(std::make_shared<connection>(std::move(socket))),
          timer_(host->io_, hello_timeout) {}

    void start() {
      connection_->start(*this);
      timer_.async_wait([self = shared_from_this()](const error_code& cancelled) {
        if (!cancelled) {
          self->leave();
        }
      });
    }

    void close() {
      timer_.cancel();
      connection_->close();
    }

    void on_frame(frame content) override {
      const auto self = shared_from_this();
      timer_.cancel();
      const auto host = host_.lock();
      const auto* const introduction = std::get_if<hello>(&content);
      if (host && introduction != nullptr) {
        host->strangers_.erase(self);
        host->introduce(connection_, *introduction);
      } else {
        leave();
      }
    }

    void on_closed(std::string_view) override { leave(); }

  private:
    void leave() {
      const auto self = shared_from_this();
      close();
      if (const auto host = host_.lock()) {
        host->strangers_.erase(self);
      }
    }

    std::weak_ptr<acceptor> host_;
    std::shared_ptr<connection> connection_;
    asio::steady_timer timer_;
  };

  void receive(tcp::socket peer) {
    if (strangers_.size() >= most_strangers) {
      log::write(log::level::error, "link_refused", {{"reason", "too many without a hello"}});
      return;
    }
    const auto arrived = std::make_shared<stranger>(shared_from_this(), std::move(peer));
    strangers_.insert(arrived);
    arrived->start();
  }

  void accept_later(const std::string& reason) {
    log::write(log::level::error, "link_accept_failed", {{"reason", reason}});
    retry_timer_.expires_after(accept_retry);
    retry_timer_.async_wait([self = shared_from_this()](const error_code& cancelled) {
      if (!cancelled) {
        self->accept();
      }
    });
  }

  void introduce(const std::shared_ptr<connection>& established, const hello& peer) {
    const auto found = targets_.find(peer.node);
    const auto target = found == targets_.end() ? nullptr : found->second.lock();
    const auto wrong =
        target ? target->objection(peer) : "node '" + peer.node + "' is unknown here";
    if (wrong.empty()) {
      return target->accept(established, peer);
    }
    log::write(
        log::level::error, "link_refused",
        {{"peer", peer.node}, {"address", established->remote_address()}, {"reason", wrong}});
    established->refuse(wrong);
  }

  asio::io_context& io_;
  tcp::acceptor socket_;
  asio::steady_timer retry_timer_;
  std::uint16_t port_ = 0;
  std::set<std::shared_ptr<stranger>> strangers_;
  std::map<std::string, std::weak_ptr<link::state_machine>> targets_;
};

result<std::unique_ptr<link_listener>> link_listener::open(lane& where, const std::string& host,
                                                           std::uint16_t port) {
  const auto place = host + ":" + std::to_string(port);
  error_code invalid;
  const auto address = asio::ip::make_address(host, invalid);
  if (invalid) {
    return error{"cannot_listen", place + " is no numeric address to listen on"};
  }
  auto implementation = std::make_shared<acceptor>(where.io());
  try {
    implementation->open({address, port});
  } catch (const boost::system::system_error& failure) {
    const bool in_use = failure.code() == asio::error::address_in_use;
    return error{in_use ? "address_in_use" : "cannot_listen",
                 "cannot listen on " + place + " for the other nodes: " + failure.what()};
  }
  implementation->accept();
  return std::unique_ptr<link_listener>{new link_listener{std::move(implementation)}};
}

link_listener::link_listener(std::shared_ptr<acceptor> implementation)
    : acceptor_(std::move(implementation)) {}

link_listener::~link_listener() {
  acceptor_->close();
}

std::uint16_t link_listener::port() const {
  return acceptor_->port();
}
void link_listener::add(link& target) {
  acceptor_->add(target.options().peer, target.machine_);
}
void link_listener::remove(const std::string& peer) {
  acceptor_->remove(peer);
}

} // namespace troupe::runtime::cluster
