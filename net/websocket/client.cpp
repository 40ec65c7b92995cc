#include "net/websocket/client.hpp"

#include "net/http/dial.hpp"
#include "net/tls/dial.hpp"
#include "net/websocket/session.hpp"

#include <type_traits>

namespace troupe::net::websocket {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

std::string refusal_cause(error_code failed, unsigned status, const std::string& peer) {
  if (failed == beast::websocket::error::upgrade_declined) {
    return peer + " refused the upgrade with status " + std::to_string(status);
  }
  return "no WebSocket with " + peer + ": " + failed.message();
}

template <class Stream>
class opening : public std::enable_shared_from_this<opening<Stream>> {
  using dial_type =
      std::conditional_t<std::is_same_v<Stream, http::tcp_stream>, http::dial, tls::dial>;

public:
  opening(asio::io_context& io, const http::endpoint& where, std::string path,
          client_options options, handlers on)
      : io_(io), where_(where), path_(where.base_path + std::move(path)),
        options_(std::move(options)), on_(std::move(on)) {}

  void begin() {
    dial_type::start(io_, where_, options_.connect_timeout,
                     [self = this->shared_from_this()](result<Stream> outcome) {
                       self->connected(std::move(outcome));
                     });
  }

private:
  void connected(result<Stream> outcome) {
    if (!outcome) {
      if (on_.on_close) {
        on_.on_close(close_code::lost, outcome.failure().message);
      }
      return;
    }
    session_ = std::make_shared<session<Stream>>(
        io_, std::move(outcome).value(), http::peer_name(where_),
        session_limits{options_.message_bytes_max, options_.queue_bytes_max,
                       options_.connect_timeout, options_.idle_timeout},
        std::move(on_));
    session_->stream().set_option(beast::websocket::stream_base::decorator(
        [headers = options_.headers](beast::websocket::request_type& upgrade) {
          for (const http::header& line : headers) {
            upgrade.set(line.name, line.value);
          }
        }));
    session_->stream().async_handshake(
        answer_, where_.authority(), path_,
        [self = this->shared_from_this()](error_code failed) { self->shaken(failed); });
  }

  void shaken(error_code failed) {
    if (failed) {
      session_->failed(refusal_cause(failed, answer_.result_int(), http::peer_name(where_)));
    } else {
      session_->opened();
    }
  }

  asio::io_context& io_;
  http::endpoint where_;
  std::string path_;
  client_options options_;
  handlers on_;
  std::shared_ptr<session<Stream>> session_;
  beast::websocket::response_type answer_;
};

} // namespace

void open(asio::io_context& io, const http::endpoint& where, std::string path,
          client_options options, handlers on) {
  if (where.tls) {
    std::make_shared<opening<tls::stream>>(io, where, std::move(path), std::move(options),
                                           std::move(on))
        ->begin();
  } else {
    std::make_shared<opening<http::tcp_stream>>(io, where, std::move(path), std::move(options),
                                                std::move(on))
        ->begin();
  }
}

} // namespace troupe::net::websocket
