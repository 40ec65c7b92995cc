#include "runtime/cluster/link_state.hpp"

#include "runtime/log.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace troupe::runtime::cluster {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr std::int64_t ns_per_ms = 1'000'000;
constexpr milliseconds congestion_recheck{5};
constexpr std::uint32_t most_doublings = 30;

} // namespace

link::state_machine::state_machine(lane& where, link_options options, link_handlers handlers)
    : lane_(where), options_(std::move(options)), handlers_(std::move(handlers)),
      random_(generator::mix(options_.seed)), resolver_(where.io()), attempt_timer_(where.io()),
      ping_timer_(where.io()), credit_timer_(where.io()) {}

void link::state_machine::start() {
  if (dials()) {
    asio::post(lane_.io(), [self = shared_from_this()] { self->dial(); });
  }
}

void link::state_machine::stop() {
  if (state_ != link_state::stopped) {
    note(link_state::stopped);
    end_session("stopped");
  }
}

bool link::state_machine::send(const envelope& message) {
  if (!outbox_) {
    const std::lock_guard lock{reading_mutex_};
    ++reading_.dropped;
    return false;
  }
  if (!outbox_->add(message)) {
    {
      const std::lock_guard lock{reading_mutex_};
      ++reading_.dropped;
    }
    on_closed("back_pressure");
    return false;
  }
  if (!std::exchange(pump_scheduled_, true)) {
    asio::post(lane_.io(), [self = shared_from_this()] {
      self->pump_scheduled_ = false;
      self->pump();
    });
  }
  return true;
}

void link::state_machine::announce(std::vector<announcement> list) {
  announced_ = std::move(list);
  if (state_ == link_state::up) {
    connection_->write(roles{announced_});
  }
}

link_reading link::state_machine::read() const {
  const std::lock_guard lock{reading_mutex_};
  return reading_;
}

std::string link::state_machine::objection(const hello& peer) const {
  if (peer.cluster != options_.cluster) {
    return "cluster '" + peer.cluster + "' is not '" + options_.cluster + "'";
  }
  if (peer.protocol_version != options_.protocol_version) {
    return "protocol version " + std::to_string(peer.protocol_version) + " is not " +
           std::to_string(options_.protocol_version) + "; run the same release on all nodes";
  }
  if (peer.node != options_.peer) {
    return "node '" + peer.node + "' is not '" + options_.peer + "'";
  }
  return {};
}

void link::state_machine::accept(std::shared_ptr<connection> established, const hello& peer) {
  const auto self = shared_from_this();
  if (state_ == link_state::stopped) {
    return established->refuse("node '" + options_.node + "' is stopping");
  }
  end_session("the peer connected anew");
  connection_ = std::move(established);
  connection_->hand_over(*this);
  connection_->write(
      hello{options_.protocol_version, options_.cluster, options_.node, peer.session});
  begin_session(peer.session);
}

void link::state_machine::on_frame(frame content) {
  const auto self = shared_from_this();
  if (state_ == link_state::connecting && content.index() > frame{refuse{}}.index()) {
    return on_closed("the peer did not say hello first");
  }
  std::visit([this](auto& body) { take(std::move(body)); }, content);
}

void link::state_machine::on_frames_read() {
  const auto self = shared_from_this();
  acknowledge();
}

void link::state_machine::on_closed(std::string_view reason) {
  const auto self = shared_from_this();
  end_session(reason);
  if (state_ == link_state::stopped) {
    return;
  }
  if (dials()) {
    retry_later(reason);
  } else {
    note(link_state::waiting);
  }
}

void link::state_machine::dial() {
  if (state_ == link_state::stopped) {
    return;
  }
  note(link_state::connecting);
  limit(options_.connect_timeout_ms, "no connection in time");
  const auto current = attempt_;
  const auto self = shared_from_this();
  resolver_.async_resolve(
      options_.host, std::to_string(options_.port),
      [self, current](const error_code& failed, const tcp::resolver::results_type& found) {
        if (self->attempt_ != current) {
          return;
        }
        if (failed) {
          return self->on_closed(failed.message());
        }
        const auto socket = std::make_shared<tcp::socket>(self->lane_.io());
        self->dialled_ = socket;
        asio::async_connect(*socket, found,
                            [self, current, socket](const error_code& refused, const auto&) {
                              if (self->attempt_ != current) {
                                return;
                              }
                              if (refused) {
                                return self->on_closed(refused.message());
                              }
                              self->say_hello(std::move(*socket));
                            });
      });
}

void link::state_machine::say_hello(tcp::socket socket) {
  limit(options_.hello_timeout_ms, "no hello in time");
  connection_ = std::make_shared<connection>(std::move(socket));
  connection_->start(*this);
  offered_session_ = generator::mix(random_() ^ static_cast<std::uint64_t>(clock_.steady_ns())) | 1;
  connection_->write(
      hello{options_.protocol_version, options_.cluster, options_.node, offered_session_});
}

void link::state_machine::retry_later(std::string_view reason) {
  const auto doublings = std::min(failures_++, most_doublings);
  const auto delay = std::min(options_.initial_delay_ms << doublings, options_.maximum_delay_ms);
  const auto jitter = random_.below(static_cast<std::uint64_t>(delay / 5 + 1));
  const auto wait_ms = delay + static_cast<std::int64_t>(jitter);
  log::write(log::level::info, "link_waits",
             {{"peer", options_.peer}, {"reason", reason}, {"retry_in_ms", wait_ms}});
  note(link_state::waiting);
  attempt_timer_.expires_after(milliseconds{wait_ms});
  attempt_timer_.async_wait([self = shared_from_this(), current = attempt_](const error_code&) {
    if (self->attempt_ == current) {
      self->dial();
    }
  });
}

void link::state_machine::limit(std::int64_t timeout_ms, std::string_view what) {
  ++attempt_;
  attempt_timer_.expires_after(milliseconds{timeout_ms});
  attempt_timer_.async_wait(
      [self = shared_from_this(), current = attempt_, what](const error_code& cancelled) {
        if (!cancelled && self->attempt_ == current) {
          self->on_closed(what);
        }
      });
}

void link::state_machine::begin_session(std::uint64_t session) {
  ++attempt_;
  attempt_timer_.cancel();
  failures_ = 0;
  last_received_ = 0;
  last_acknowledged_ = 0;
  ping_nonce_ = 0;
  outbox_.emplace(options_.window, options_.batch_bytes, options_.max_pending_bytes);
  {
    const std::lock_guard lock{reading_mutex_};
    reading_.session = session;
    ++reading_.sessions;
  }
  note(link_state::up);
  log::write(
      log::level::info, "link_up",
      {{"peer", options_.peer}, {"session", session}, {"address", connection_->remote_address()}});
  connection_->write(roles{announced_});
  schedule_ping();
  if (handlers_.on_up) {
    handlers_.on_up();
  }
}

void link::state_machine::end_session(std::string_view reason) {
  ++attempt_;
  attempt_timer_.cancel();
  ping_timer_.cancel();
  credit_timer_.cancel();
  resolver_.cancel();
  if (const auto socket = dialled_.lock()) {
    error_code ignored;
    socket->close(ignored);
  }
  if (connection_) {
    connection_->close();
    connection_ = nullptr;
  }
  if (!outbox_) {
    return;
  }
  const auto lost = outbox_->pending_envelopes();
  outbox_.reset();
  {
    const std::lock_guard lock{reading_mutex_};
    reading_.dropped += lost;
    reading_.pending_bytes = 0;
    reading_.last_reason = reason;
  }
  log::write(log::level::warning, "link_down",
             {{"peer", options_.peer}, {"reason", reason}, {"dropped", lost}});
  if (state_ != link_state::stopped) {
    note(link_state::waiting);
    if (handlers_.on_down) {
      handlers_.on_down(reason);
    }
  }
}

void link::state_machine::take(const hello& peer) {
  auto wrong = state_ == link_state::connecting ? objection(peer) : "a second hello";
  if (wrong.empty() && peer.session != offered_session_) {
    wrong = "the session is not the one offered";
  }
  if (!wrong.empty()) {
    log::write(log::level::error, "link_refused", {{"peer", options_.peer}, {"reason", wrong}});
    std::exchange(connection_, nullptr)->refuse(wrong);
    return on_closed("refused: " + wrong);
  }
  begin_session(peer.session);
}

void link::state_machine::take(const refuse& answer) {
  log::write(log::level::error, "link_refused",
             {{"peer", options_.peer}, {"reason", answer.reason}});
  on_closed("refused by the peer: " + answer.reason);
}

void link::state_machine::take(const ping& question) {
  connection_->write(pong{question.nonce});
}

void link::state_machine::take(const pong& answer) {
  if (answer.nonce == ping_nonce_) {
    ping_nonce_ = 0;
    const std::lock_guard lock{reading_mutex_};
    reading_.round_trip_ns = clock_.steady_ns() - static_cast<std::int64_t>(answer.nonce);
  }
}

void link::state_machine::take(batch received) {
  if (received.number != last_received_ + 1) {
    return on_closed("batch " + std::to_string(received.number) + " after " +
                     std::to_string(last_received_));
  }
  last_received_ = received.number;
  {
    const std::lock_guard lock{reading_mutex_};
    reading_.delivered += received.envelopes.size();
  }
  for (auto& message : received.envelopes) {
    if (outbox_ && handlers_.on_envelope) { // a handler may have ended the session
      handlers_.on_envelope(std::move(message));
    }
  }
}

void link::state_machine::take(const ack& credit) {
  if (!outbox_->acknowledge(credit.number)) {
    return on_closed("an acknowledgement of batch " + std::to_string(credit.number) +
                     ", which was not sent");
  }
  pump();
}

void link::state_machine::take(roles announced) {
  if (handlers_.on_announcement) {
    handlers_.on_announcement(std::move(announced.list));
  }
}

void link::state_machine::pump() {
  std::uint64_t sent = 0;
  while (outbox_ && connection_->backlog_bytes() < options_.batch_bytes) {
    const auto leaving = outbox_->next();
    if (!leaving) {
      break;
    }
    connection_->write_bytes(leaving->bytes);
    sent += leaving->count;
  }
  const std::lock_guard lock{reading_mutex_};
  reading_.sent += sent;
  reading_.pending_bytes = outbox_ ? outbox_->pending_bytes() : 0;
}

void link::state_machine::acknowledge() {
  if (state_ != link_state::up || last_acknowledged_ == last_received_) {
    return;
  }
  if (handlers_.congested && handlers_.congested()) {
    credit_timer_.expires_after(congestion_recheck);
    credit_timer_.async_wait([self = shared_from_this()](const error_code& cancelled) {
      if (!cancelled) {
        self->acknowledge();
      }
    });
    return;
  }
  last_acknowledged_ = last_received_;
  connection_->write(ack{last_acknowledged_});
}

void link::state_machine::schedule_ping() {
  ping_timer_.expires_after(milliseconds{options_.ping_interval_ms});
  ping_timer_.async_wait(
      [self = shared_from_this(), current = attempt_](const error_code& cancelled) {
        if (!cancelled && self->attempt_ == current) {
          self->check_peer();
        }
      });
}

void link::state_machine::check_peer() {
  const auto now_ns = clock_.steady_ns();
  if (ping_nonce_ == 0) {
    ping_nonce_ = static_cast<std::uint64_t>(now_ns);
    connection_->write(ping{ping_nonce_});
  } else if (now_ns - static_cast<std::int64_t>(ping_nonce_) >=
             options_.peer_timeout_ms * ns_per_ms) {
    return on_closed("ping_timeout");
  }
  schedule_ping();
}

void link::state_machine::note(link_state state) {
  state_ = state;
  const std::lock_guard lock{reading_mutex_};
  reading_.state = state;
}

} // namespace troupe::runtime::cluster
