// Posts JSON to one URL and does not give up at the first failure.
//
// Posts go out one at a time, in order. No connection, a lost or late answer, 429 and 5xx are tried
// again after a pause that doubles (429 may name its own with Retry-After), so a receiver may see
// the same post twice; any other status but 2xx is final. The URL's path may hold a secret and
// appears in no message.
#pragma once

#include "net/http/message.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::notify {

struct webhook_options {
  std::vector<http::header> headers; // sent with every post, besides Content-Type
  std::size_t waiting_max = 256;     // posts not yet delivered; more are refused
  int attempts_max = 5;
  std::chrono::milliseconds first_pause{500};
  std::chrono::milliseconds pause_max{30000};
  std::chrono::milliseconds attempt_timeout{10000};
};

class webhook {
public:
  // Errors: `queue_full`, `webhook_refused` (the receiver does not want it), `webhook_failed`
  // (every attempt failed), `webhook_stopped`.
  using on_done = std::function<void(result<void>)>;

  // Error: `invalid_url`.
  static result<std::unique_ptr<webhook>> create(boost::asio::io_context& io, std::string_view url,
                                                 webhook_options options);
  ~webhook(); // as stop()
  webhook(const webhook&) = delete;
  webhook& operator=(const webhook&) = delete;

  // Call on the io_context's thread; `done` runs there too, once, never inside this call.
  void post(std::string json, on_done done);
  void stop();

private:
  class state;
  explicit webhook(std::shared_ptr<state> shared);
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::notify
