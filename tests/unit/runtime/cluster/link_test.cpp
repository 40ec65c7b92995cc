#include "runtime/cluster/link.hpp"
#include "runtime/log.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <optional>
#include <thread>

namespace troupe::runtime::cluster::link_test {
namespace {

using boost::asio::ip::tcp;

// One end of a link and what it was told.
struct end {
  link_handlers handlers() {
    return {[this] { ++ups; }, [this](std::string_view reason) { downs.emplace_back(reason); },
            [this](envelope message) { received.push_back(std::move(message)); },
            [this](std::vector<announcement> roles) { announced = std::move(roles); },
            [this] { return congested; }};
  }

  int ups = 0;
  bool congested = false;
  std::vector<std::string> downs;
  std::vector<envelope> received;
  std::vector<announcement> announced;
};

// Node a dials node b over real sockets, both on one lane that the test drives.
class link_test : public testing::Test {
protected:
  bool eventually(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{5};
    while (!condition()) {
      if (where.drive() == 0) {
        std::this_thread::sleep_for(std::chrono::microseconds{200});
      }
      if (std::chrono::steady_clock::now() > deadline) {
        return false;
      }
    }
    return true;
  }

  void listen(std::uint16_t port = 0) {
    auto opened = link_listener::open(where, "127.0.0.1", port);
    ASSERT_TRUE(opened) << opened.failure().message;
    listener = std::move(opened).value();
  }

  link_options options(const std::string& node, const std::string& peer) const {
    link_options chosen;
    chosen.node = node;
    chosen.peer = peer;
    chosen.host = "127.0.0.1";
    chosen.port = listener->port();
    chosen.initial_delay_ms = 1;
    chosen.maximum_delay_ms = 20;
    chosen.ping_interval_ms = 20;
    chosen.peer_timeout_ms = 100;
    return chosen;
  }

  void make_b(const std::function<void(link_options&)>& change = {}) {
    auto chosen = options("b", "a");
    if (change) {
      change(chosen);
    }
    b.emplace(where, chosen, at_b.handlers());
    listener->add(*b);
  }

  void make_a(const std::function<void(link_options&)>& change = {}) {
    auto chosen = options("a", "b");
    if (change) {
      change(chosen);
    }
    a.emplace(where, chosen, at_a.handlers());
  }

  bool both_up() {
    return eventually(
        [this] { return a->read().state == link_state::up && b->read().state == link_state::up; });
  }

  void connect() {
    listen();
    make_b();
    make_a();
    ASSERT_TRUE(both_up());
  }

  caf::actor_system_config config;
  caf::actor_system system{config};
  lane where{system, "links", {.driven = true}};
  end at_a;
  end at_b;
  std::unique_ptr<link_listener> listener;
  std::optional<link> a;
  std::optional<link> b;
};

TEST_F(link_test, delivers_in_order_once_and_both_ways) {
  connect();
  std::vector<envelope> to_b;
  std::vector<envelope> to_a;
  for (std::uint32_t index = 0; index < 20'000; ++index) {
    to_b.push_back({"risk", index % 7, std::to_string(index)});
    to_a.push_back({"feed", index, std::string(index % 100, 'x')});
    EXPECT_TRUE(a->send(to_b.back()));
    EXPECT_TRUE(b->send(to_a.back()));
    if (index % 1'000 == 0) {
      where.drive();
    }
  }
  ASSERT_TRUE(eventually(
      [&] { return at_b.received.size() >= to_b.size() && at_a.received.size() >= to_a.size(); }));
  where.drive();
  EXPECT_EQ(at_b.received, to_b);
  EXPECT_EQ(at_a.received, to_a);
  EXPECT_EQ(a->read().sent, to_b.size());
  EXPECT_EQ(b->read().delivered, to_b.size());
  EXPECT_EQ(a->read().dropped, 0U);
}

TEST_F(link_test, carries_a_hundred_thousand_small_envelopes_within_its_bounds) {
  connect();
  constexpr std::size_t count = 100'000;
  const envelope message{"risk", 0, std::string(64, 'x')};
  const auto begun = std::chrono::steady_clock::now();
  for (std::size_t index = 0; index < count; ++index) {
    a->send(message);
    if (index % 256 == 0) {
      where.drive();
    }
  }
  ASSERT_TRUE(eventually([&] { return at_b.received.size() == count; }));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  RecordProperty("envelopes_per_second", static_cast<int>(count / took.count()));
  EXPECT_EQ(a->read().dropped, 0U);
}

TEST_F(link_test, tells_the_peer_its_roles_now_and_after_every_reconnect) {
  connect();
  const std::vector<announcement> roles = {{"feed", 0, 1, true}, {"signal", 3, 2, false}};
  a->announce(roles);
  ASSERT_TRUE(eventually([&] { return at_b.announced == roles; }));
  at_b.announced.clear();
  b.reset();
  make_b();
  EXPECT_TRUE(eventually([&] { return at_b.announced == roles; }));
}

TEST_F(link_test, reconnects_with_a_new_session_after_the_peers_end) {
  connect();
  const auto first_session = a->read().session;
  EXPECT_EQ(b->read().session, first_session);
  b.reset();
  ASSERT_TRUE(eventually([&] { return at_a.downs.size() == 1; }));
  EXPECT_FALSE(a->send({"risk", 0, "lost"}));
  EXPECT_EQ(a->read().dropped, 1U);
  make_b();
  ASSERT_TRUE(both_up());
  EXPECT_NE(a->read().session, first_session);
  EXPECT_TRUE(a->send({"risk", 0, "kept"}));
  ASSERT_TRUE(eventually([&] { return !at_b.received.empty(); }));
  EXPECT_EQ(at_b.received, (std::vector<envelope>{{"risk", 0, "kept"}}));
  EXPECT_EQ(at_a.ups, 2);
}

TEST_F(link_test, waits_for_a_listener_that_comes_later) {
  listen();
  const auto port = listener->port();
  make_a();
  listener.reset();
  ASSERT_TRUE(eventually([&] { return a->read().state == link_state::waiting; }));
  listen(port);
  make_b();
  EXPECT_TRUE(both_up());
}

TEST_F(link_test, replaces_a_session_when_the_peer_connects_anew) {
  connect();
  end at_other;
  link other{where, options("a", "b"), at_other.handlers()};
  ASSERT_TRUE(eventually([&] { return at_other.ups == 1; }));
  EXPECT_GE(at_b.downs.size(), 1U);
  EXPECT_EQ(at_b.downs.front(), "the peer connected anew");
}

TEST_F(link_test, refuses_another_protocol_version_cluster_or_node) {
  struct refusal {
    std::function<void(link_options&)> change;
    std::string word;
  };
  listen();
  make_b();
  for (const auto& [change, word] : std::vector<refusal>{
           {[](link_options& chosen) { chosen.protocol_version = 2; }, "protocol version 2"},
           {[](link_options& chosen) { chosen.cluster = "other"; }, "cluster 'other'"},
           {[](link_options& chosen) { chosen.node = "aa"; }, "node 'aa' is unknown"}}) {
    SCOPED_TRACE(word);
    testing::internal::CaptureStderr();
    ASSERT_TRUE(log::open({.lowest = log::level::error}));
    make_a(change);
    const auto begun = std::chrono::steady_clock::now();
    eventually(
        [&] { return std::chrono::steady_clock::now() - begun > std::chrono::milliseconds{30}; });
    a.reset();
    ASSERT_TRUE(log::open({.lowest = log::level::critical}));
    const auto logged = testing::internal::GetCapturedStderr();
    EXPECT_NE(logged.find("link_refused"), std::string::npos) << logged;
    EXPECT_NE(logged.find(word), std::string::npos) << logged;
    EXPECT_EQ(at_a.ups, 0);
    EXPECT_EQ(at_b.ups, 0);
  }
}

TEST_F(link_test, ends_the_session_when_more_waits_than_its_bound) {
  listen();
  make_b();
  make_a([](link_options& chosen) {
    chosen.window = 2;
    chosen.batch_bytes = 1'000;
    chosen.max_pending_bytes = 20'000;
  });
  ASSERT_TRUE(both_up());
  at_b.congested = true;
  bool taken = true;
  for (int index = 0; index < 100 && taken; ++index) {
    taken = a->send({"risk", 0, std::string(1'000, 'x')});
    where.drive();
    EXPECT_LE(a->read().pending_bytes, 22'000U);
  }
  EXPECT_FALSE(taken);
  EXPECT_EQ(at_a.downs, std::vector<std::string>{"back_pressure"});
  EXPECT_GE(a->read().dropped, 18U);
  at_b.congested = false;
  EXPECT_TRUE(both_up()) << "it starts over with a new session";
}

TEST_F(link_test, goes_on_when_a_congested_receiver_has_room_again) {
  listen();
  make_b();
  make_a([](link_options& chosen) {
    chosen.window = 1;
    chosen.batch_bytes = 1;
  });
  ASSERT_TRUE(both_up());
  at_b.congested = true;
  for (int index = 0; index < 10; ++index) {
    a->send({"risk", 0, std::to_string(index)});
  }
  ASSERT_TRUE(eventually([&] { return at_b.received.size() == 1; }));
  where.drive();
  EXPECT_EQ(at_b.received.size(), 1U);
  at_b.congested = false;
  EXPECT_TRUE(eventually([&] { return at_b.received.size() == 10; }));
}

// A peer that says hello and then neither reads nor answers.
TEST_F(link_test, gives_a_peer_up_that_answers_no_ping) {
  listen();
  tcp::acceptor frozen{where.io(), {boost::asio::ip::address_v4::loopback(), 0}};
  tcp::socket peer{where.io()};
  frozen.async_accept(peer, [](const boost::system::error_code&) {});
  make_a([&](link_options& chosen) { chosen.port = frozen.local_endpoint().port(); });
  std::string arrived;
  frame_reader reader;
  std::optional<frame> introduction;
  ASSERT_TRUE(eventually([&] {
    boost::system::error_code none_yet;
    if (peer.is_open() && peer.available(none_yet) > 0) {
      arrived.resize(peer.available());
      reader.append({arrived.data(), peer.read_some(boost::asio::buffer(arrived))});
      introduction = *reader.next();
    }
    return introduction.has_value();
  }));
  auto answer = std::get<hello>(*introduction);
  answer.node = "b";
  std::string bytes;
  encode(answer, bytes);
  boost::asio::write(peer, boost::asio::buffer(bytes));
  ASSERT_TRUE(eventually([&] { return at_a.ups == 1; }));
  frozen.close();
  ASSERT_TRUE(eventually([&] { return at_a.downs.size() == 1; }));
  EXPECT_EQ(at_a.downs.front(), "ping_timeout");
}

TEST_F(link_test, measures_the_round_trip) {
  connect();
  EXPECT_TRUE(eventually([&] { return a->read().round_trip_ns > 0; }));
}

TEST_F(link_test, calls_no_handler_after_it_is_stopped_even_from_within_one) {
  listen();
  int calls = 0;
  b.emplace(where, options("b", "a"),
            link_handlers{{},
                          {},
                          [&](envelope) {
                            ++calls;
                            b->stop();
                          },
                          {},
                          {}});
  listener->add(*b);
  make_a();
  ASSERT_TRUE(both_up());
  for (int index = 0; index < 10; ++index) {
    a->send({"risk", 0, "x"});
  }
  ASSERT_TRUE(eventually([&] { return at_a.downs.size() == 1; }));
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(b->read().state, link_state::stopped);
}

TEST_F(link_test, says_so_when_it_cannot_listen) {
  listen();
  const auto second = link_listener::open(where, "127.0.0.1", listener->port());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.failure().code, "address_in_use");
  const auto nowhere = link_listener::open(where, "nowhere", 1);
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.failure().code, "cannot_listen");
}

} // namespace
} // namespace troupe::runtime::cluster::link_test
