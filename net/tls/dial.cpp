#include "net/tls/dial.hpp"

#include "net/http/deadline.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>

#include <optional>
#include <string>

namespace troupe::net::tls {
namespace {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using boost::system::error_code;

void forbid_old_protocols(ssl::context& context) {
  context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 |
                      ssl::context::no_sslv3 | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
}

class attempt final : public dial {
public:
  attempt(asio::io_context& io, const http::endpoint& where, on_connected done)
      : io_(io), where_(where), context_(ssl::context::tls_client), done_(std::move(done)),
        deadline_(io, [this] { expired(); }) {}

  void begin(std::chrono::milliseconds limit) {
    forbid_old_protocols(context_);
    error_code ignored;
    context_.set_default_verify_paths(ignored);
    deadline_.set(limit);
    connecting_ =
        http::dial::start(io_, where_, limit, [self = self_pointer()](result<http::tcp_stream> to) {
          self->connected(std::move(to));
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

  void connected(result<http::tcp_stream> to) {
    if (!to) {
      fail(to.failure());
      return;
    }
    stream_.emplace(std::move(to).value(), context_);
    SSL_set_tlsext_host_name(stream_->native_handle(), where_.host.c_str());
    stream_->set_verify_mode(ssl::verify_peer);
    stream_->set_verify_callback(ssl::host_name_verification(where_.host));
    stream_->async_handshake(ssl::stream_base::client,
                             [self = self_pointer()](error_code failed) { self->shaken(failed); });
  }

  void shaken(error_code failed) {
    if (failed) {
      fail({"connect_failed", "no TLS with " + http::peer_name(where_) + ": " + cause(failed)});
      return;
    }
    const on_connected done = std::exchange(done_, nullptr);
    if (done) {
      deadline_.stop();
      done(*std::move(stream_));
    }
  }

  std::string cause(error_code failed) {
    const long verdict = SSL_get_verify_result(stream_->native_handle());
    return verdict == X509_V_OK ? failed.message()
                                : "its certificate is refused (" +
                                      std::string(X509_verify_cert_error_string(verdict)) + ")";
  }

  void expired() {
    const auto self = shared_from_this();
    fail({"connect_timeout", "no TLS connection to " + http::peer_name(where_) +
                                 " within the time limit; is the server reachable?"});
  }

  void fail(error failure) {
    const on_connected done = std::exchange(done_, nullptr);
    release();
    if (done) {
      done(std::move(failure));
    }
  }

  void release() {
    deadline_.stop();
    if (connecting_) {
      std::exchange(connecting_, nullptr)->cancel();
    }
    if (stream_) {
      error_code ignored;
      stream_->lowest_layer().close(ignored);
    }
  }

  asio::io_context& io_;
  http::endpoint where_;
  ssl::context context_;
  std::shared_ptr<http::dial> connecting_;
  std::optional<stream> stream_;
  on_connected done_;
  http::deadline deadline_;
};

} // namespace

std::shared_ptr<dial> dial::start(asio::io_context& io, const http::endpoint& where,
                                  std::chrono::milliseconds limit, on_connected done) {
  const auto begun = std::make_shared<attempt>(io, where, std::move(done));
  begun->begin(limit);
  return begun;
}

} // namespace troupe::net::tls
