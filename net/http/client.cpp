#include "net/http/client.hpp"

#include "net/http/deadline.hpp"
#include "net/http/dial.hpp"
#include "net/http/wire.hpp"
#include "net/tls/dial.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <deque>
#include <optional>
#include <type_traits>

namespace troupe::net::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr std::size_t read_bytes = 16u << 10;
constexpr std::uint32_t header_bytes_max = 64u << 10;

struct exchange {
  request message;
  client::on_response done;
  client::on_leaving may_leave;
};

std::string name_of(const exchange& one) {
  return one.message.method + " " + one.message.target;
}

class channel;

// What a channel wants of the pool that it belongs to.
class pool {
public:
  virtual void freed(channel& which) = 0;
  virtual void gone(channel& which) = 0;

protected:
  ~pool() = default;
};

// One connection and the exchange under way on it.
class channel {
public:
  virtual ~channel() = default;
  virtual bool idle() const = 0;
  virtual void start(exchange next) = 0;
  virtual void stop() = 0;
};

struct channel_options {
  endpoint where;
  std::string fixed_head; // the header lines that every request carries
  milliseconds connect_timeout;
  milliseconds response_timeout;
  std::size_t response_bytes_max;
};

response to_response(beast::http::response<beast::http::string_body>&& message) {
  response answer;
  answer.status = static_cast<int>(message.result_int());
  for (const auto& line : message) {
    answer.headers.push_back({std::string(line.name_string()), std::string(line.value())});
  }
  answer.body = std::move(message.body());
  return answer;
}

template <class Stream>
class basic_channel final : public channel,
                            public std::enable_shared_from_this<basic_channel<Stream>> {
  static constexpr bool is_plain = std::is_same_v<Stream, tcp_stream>;
  using dial_type = std::conditional_t<is_plain, dial, tls::dial>;
  using parser_type = beast::http::response_parser<beast::http::string_body>;

public:
  basic_channel(asio::io_context& io, std::weak_ptr<pool> owner,
                std::shared_ptr<const channel_options> options)
      : io_(io), owner_(std::move(owner)), options_(std::move(options)),
        deadline_(io, [this] { expired(); }) {}

  void open(exchange first) {
    current_ = std::move(first);
    dial_ = dial_type::start(io_, options_->where, options_->connect_timeout,
                             [self = this->shared_from_this()](result<Stream> outcome) {
                               self->connected(std::move(outcome));
                             });
  }

  bool idle() const override { return open_ && !current_; }

  void start(exchange next) override {
    current_ = std::move(next);
    write();
  }

  void stop() override {
    std::optional<exchange> unfinished = std::exchange(current_, std::nullopt);
    const bool sent = open_;
    release();
    if (unfinished) {
      const error failure =
          sent ? error{"connection_lost", name_of(*unfinished) + ": the client to " + peer() +
                                              " was stopped before the response came"}
               : error{"client_stopped", name_of(*unfinished) + ": the client to " + peer() +
                                             " was stopped before the request was sent"};
      asio::post(io_, [done = std::move(unfinished->done), failure] { done(failure); });
    }
  }

private:
  std::string peer() const { return peer_name(options_->where); }

  void connected(result<Stream> outcome) {
    dial_.reset();
    if (!outcome) {
      fail(outcome.failure().code, outcome.failure().message);
      return;
    }
    stream_.emplace(std::move(outcome).value());
    open_ = true;
    error_code ignored;
    stream_->lowest_layer().non_blocking(true, ignored);
    write();
    read();
  }

  void write() {
    if (current_->may_leave)
      if (const auto allowed = current_->may_leave(); !allowed)
        return keep_back(allowed.failure());
    out_.clear();
    append_request(out_, options_->where.base_path, options_->fixed_head, current_->message);
    std::size_t written = 0;
    if constexpr (is_plain) {
      error_code refused;
      written = stream_->write_some(asio::buffer(out_), refused);
    }
    if (written < out_.size()) {
      write_rest(written);
    }
    deadline_.set(options_->response_timeout);
    expect_response();
  }

  // Nothing was written: the connection is as it was.
  void keep_back(const error& why) {
    exchange kept = *std::exchange(current_, std::nullopt);
    asio::post(io_, [done = std::move(kept.done), why] { done(why); });
    if (const auto owner = owner_.lock())
      owner->freed(*this);
  }

  void expect_response() {
    parser_.emplace();
    parser_->header_limit(header_bytes_max);
    parser_->body_limit(options_->response_bytes_max);
    parser_->skip(current_->message.method == "HEAD");
  }

  void write_rest(std::size_t written) {
    writing_ = true;
    asio::async_write(*stream_, asio::buffer(out_) + written,
                      [self = this->shared_from_this()](error_code failed, std::size_t) {
                        self->writing_ = false;
                        if (failed && self->current_) {
                          self->fail("connection_lost",
                                     self->lost_while("the request was sent", failed));
                        }
                      });
  }

  void read() {
    stream_->async_read_some(in_.prepare(read_bytes),
                             [self = this->shared_from_this()](error_code failed, std::size_t n) {
                               self->received(failed, n);
                             });
  }

  void received(error_code failed, std::size_t n) {
    if (!open_) {
      return;
    }
    in_.commit(n);
    if (!current_) {
      drop();
    } else if (failed) {
      ended(failed);
    } else {
      parse();
    }
  }

  void ended(error_code cause) {
    if (cause == asio::error::eof && parser_->is_header_done() && parser_->need_eof()) {
      error_code incomplete;
      parser_->put_eof(incomplete);
      if (!incomplete) {
        complete();
        return;
      }
    }
    fail("connection_lost", lost_while("the response was awaited", cause));
  }

  void parse() {
    error_code failed;
    std::size_t used = 0;
    do { // step by step: the eager mode of Beast 1.74 runs on past its own body limit
      used = parser_->put(in_.data(), failed);
      in_.consume(used);
    } while (!failed && used > 0 && in_.size() > 0 && !parser_->is_done());

    if (failed && failed != beast::http::error::need_more) {
      fail("invalid_response", name_of(*current_) + ": " + peer() +
                                   " answered what is not HTTP or too long: " + failed.message());
    } else if (!parser_->is_done()) {
      read();
    } else if (is_interim()) {
      expect_response();
      in_.size() > 0 ? parse() : read();
    } else {
      complete();
    }
  }

  bool is_interim() const {
    const unsigned status = parser_->get().result_int();
    return status >= 100 && status < 200 && status != 101;
  }

  void complete() {
    const auto self = this->shared_from_this();
    const bool reusable = parser_->get().keep_alive() && !parser_->need_eof() && !writing_ &&
                          in_.size() == 0 && parser_->get().result_int() != 101;
    const exchange finished = *std::exchange(current_, std::nullopt);
    response answer = to_response(parser_->release());
    deadline_.clear();
    if (reusable) {
      if (const auto owner = owner_.lock()) {
        owner->freed(*this);
      }
      read();
    } else {
      drop();
    }
    finished.done(std::move(answer));
  }

  void expired() {
    const auto self = this->shared_from_this();
    if (current_) {
      fail("response_timeout", name_of(*current_) + ": no response from " + peer() + " within " +
                                   std::to_string(options_->response_timeout.count()) + " ms");
    }
  }

  std::string lost_while(std::string_view what, error_code cause) const {
    return name_of(*current_) + ": the connection to " + peer() + " was lost while " +
           std::string(what) + ": " + cause.message();
  }

  void fail(std::string code, std::string message) {
    const exchange failed = *std::exchange(current_, std::nullopt);
    drop();
    failed.done(error{std::move(code), std::move(message)});
  }

  void drop() {
    const auto self = this->shared_from_this();
    release();
    if (const auto owner = owner_.lock()) {
      owner->gone(*this);
    }
  }

  void release() {
    deadline_.stop();
    if (dial_) {
      std::exchange(dial_, nullptr)->cancel();
    }
    if (std::exchange(open_, false)) {
      error_code ignored;
      stream_->lowest_layer().close(ignored);
    }
  }

  asio::io_context& io_;
  std::weak_ptr<pool> owner_;
  std::shared_ptr<const channel_options> options_;
  std::shared_ptr<dial_type> dial_;
  std::optional<Stream> stream_; // kept when closed: its operations end later
  bool open_ = false;
  std::optional<exchange> current_;
  std::optional<parser_type> parser_;
  std::string out_;
  beast::flat_buffer in_;
  bool writing_ = false;
  deadline deadline_;
};

std::string fixed_head(const endpoint& where, const std::vector<header>& headers) {
  std::string head;
  append_header(head, "Host", where.authority());
  for (const header& line : headers) {
    append_header(head, line.name, line.value);
  }
  return head;
}

} // namespace

class client::state final : public pool, public std::enable_shared_from_this<state> {
public:
  state(asio::io_context& io, endpoint where, const client_options& options)
      : io_(io), connections_max_(options.connections_max), waiting_max_(options.waiting_max),
        options_(std::make_shared<channel_options>(
            channel_options{where, fixed_head(where, options.headers), options.connect_timeout,
                            options.response_timeout, options.response_bytes_max})) {}

  void send(exchange next) {
    if (stopped_) {
      refuse(std::move(next), "client_stopped", "was stopped");
      return;
    }
    const auto free = std::find_if(channels_.begin(), channels_.end(),
                                   [](const auto& candidate) { return candidate->idle(); });
    if (free != channels_.end()) {
      (*free)->start(std::move(next));
    } else if (channels_.size() < connections_max_) {
      open(std::move(next));
    } else if (waiting_.size() < waiting_max_) {
      waiting_.push_back(std::move(next));
    } else {
      refuse(std::move(next), "queue_full", "has too many requests waiting; send fewer at a time");
    }
  }

  void stop() {
    stopped_ = true;
    for (const auto& one : std::exchange(channels_, {})) {
      one->stop();
    }
    for (exchange& one : std::exchange(waiting_, {})) {
      refuse(std::move(one), "client_stopped", "was stopped before the request was sent");
    }
  }

  void freed(channel& which) override {
    if (!waiting_.empty()) {
      which.start(take_waiting());
    }
  }

  void gone(channel& which) override {
    std::erase_if(channels_, [&which](const auto& one) { return one.get() == &which; });
    if (!stopped_ && !waiting_.empty()) {
      open(take_waiting());
    }
  }

private:
  void open(exchange first) {
    options_->where.tls ? open_as<tls::stream>(std::move(first))
                        : open_as<tcp_stream>(std::move(first));
  }

  template <class Stream>
  void open_as(exchange first) {
    const auto opened =
        std::make_shared<basic_channel<Stream>>(io_, this->weak_from_this(), options_);
    channels_.push_back(opened);
    opened->open(std::move(first));
  }

  exchange take_waiting() {
    exchange next = std::move(waiting_.front());
    waiting_.pop_front();
    return next;
  }

  void refuse(exchange refused, std::string code, std::string_view why) {
    error failure{std::move(code), name_of(refused) + ": the client to " +
                                       peer_name(options_->where) + " " + std::string(why)};
    asio::post(io_, [done = std::move(refused.done), failure] { done(failure); });
  }

  asio::io_context& io_;
  std::size_t connections_max_;
  std::size_t waiting_max_;
  std::shared_ptr<const channel_options> options_;
  std::vector<std::shared_ptr<channel>> channels_; // at most connections_max_
  std::deque<exchange> waiting_;                   // at most waiting_max_
  bool stopped_ = false;
};

client::client(asio::io_context& io, endpoint where, client_options options)
    : state_(std::make_shared<state>(io, std::move(where), options)) {}

client::~client() {
  stop();
}

void client::send(request message, on_response done, on_leaving may_leave) {
  state_->send({std::move(message), std::move(done), std::move(may_leave)});
}

void client::stop() {
  state_->stop();
}

bool may_have_been_sent(const error& failure) {
  return failure.code == "connection_lost" || failure.code == "response_timeout" ||
         failure.code == "invalid_response";
}

} // namespace troupe::net::http
