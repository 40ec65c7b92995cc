#include "net/websocket/client.hpp"

#include "tests/unit/net/http/loopback.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>
#include <vector>

namespace troupe::net::websocket::websocket_test {
namespace {

// The answer that opens a WebSocket, for a server that the test plays by hand.
std::string accept_upgrade(std::string_view request) {
  constexpr std::string_view field = "Sec-WebSocket-Key: ";
  const auto begin = request.find(field) + field.size();
  const std::string key(request.substr(begin, request.find("\r\n", begin) - begin));
  const std::string seed = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
  SHA1(reinterpret_cast<const unsigned char*>(seed.data()), seed.size(), digest.data());
  std::array<unsigned char, 4 * (SHA_DIGEST_LENGTH + 2) / 3 + 1> text{};
  EVP_EncodeBlock(text.data(), digest.data(), SHA_DIGEST_LENGTH);
  return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Accept: " +
         std::string(reinterpret_cast<const char*>(text.data())) + "\r\n\r\n";
}

struct heard_message {
  std::string payload;
  opcode kind;
};

// What one side of a connection lived through, in order.
struct diary {
  std::shared_ptr<connection> opened;
  std::vector<heard_message> messages;
  std::vector<std::pair<std::uint16_t, std::string>> closings;

  handlers as_handlers() {
    return {[this](std::shared_ptr<connection> one) { opened = std::move(one); },
            [this](std::string_view payload, opcode kind) {
              messages.push_back({std::string(payload), kind});
            },
            [this](std::uint16_t code, std::string_view reason) {
              closings.emplace_back(code, reason);
            }};
  }
};

class websocket_test : public testing::Test {
protected:
  void start(http::server_options options = {}) {
    server_ = must_start(
        io_,
        [](http::request, http::respond answer) {
          answer({404, {}, ""});
        },
        [this](const http::request& asked) {
          upgrades_.push_back(asked);
          return on_upgrade_(asked);
        },
        std::move(options));
  }

  void open(client_options options = {}) {
    websocket::open(io_, at_port(server_->port()), "/stream", std::move(options),
                    client_.as_handlers());
  }

  void run_until_open() {
    run_until(io_, [this] { return client_.opened && here_.opened; });
  }
  void run_until_closed(const diary& side) {
    run_until(io_, [&side] { return !side.closings.empty(); });
    if (side.closings.size() != 1) {
      throw std::runtime_error("closed " + std::to_string(side.closings.size()) + " times");
    }
  }

  boost::asio::io_context io_{1};
  diary here_; // the server's side
  diary client_;
  std::vector<http::request> upgrades_;
  http::upgrade_handler on_upgrade_ = [this](const http::request&) { return here_.as_handlers(); };
  std::unique_ptr<http::server> server_;
};

TEST_F(websocket_test, carries_text_and_binary_both_ways_as_they_are) {
  start();
  open();
  run_until_open();
  const std::string binary("\x00\xff\xfe\r\n", 5);
  client_.opened->send_text("hello");
  client_.opened->send(std::make_shared<const std::string>(binary), opcode::binary);
  run_until(io_, [this] { return here_.messages.size() == 2; });
  for (const heard_message& heard : here_.messages) {
    here_.opened->send(std::make_shared<const std::string>(heard.payload), heard.kind);
  }
  run_until(io_, [this] { return client_.messages.size() == 2; });
  EXPECT_EQ(client_.messages[0].payload, "hello");
  EXPECT_EQ(client_.messages[0].kind, opcode::text);
  EXPECT_EQ(client_.messages[1].payload, binary);
  EXPECT_EQ(client_.messages[1].kind, opcode::binary);
}

TEST_F(websocket_test, sends_the_headers_it_was_given_and_asks_for_its_path) {
  start();
  client_options options;
  options.headers = {{"APCA-API-KEY-ID", "key"}};
  open(options);
  run_until_open();
  ASSERT_EQ(upgrades_.size(), 1u);
  EXPECT_EQ(upgrades_[0].target, "/stream");
  EXPECT_EQ(http::header_value(upgrades_[0].headers, "APCA-API-KEY-ID"), "key");
}

TEST_F(websocket_test, keeps_the_order_of_many_small_messages_and_empties_its_queue) {
  start();
  open();
  run_until_open();
  constexpr std::size_t count = 5000;
  for (std::size_t i = 0; i < count; ++i) {
    here_.opened->send_text(std::to_string(i));
  }
  EXPECT_GT(here_.opened->queued_bytes(), 0u);
  run_until(io_, [this] { return client_.messages.size() == count; });
  for (std::size_t i = 0; i < count; ++i) {
    ASSERT_EQ(client_.messages[i].payload, std::to_string(i));
  }
  run_until(io_, [this] { return here_.opened->queued_bytes() == 0; });
}

TEST_F(websocket_test, compresses_for_who_offers_it_where_that_is_granted) {
  for (const bool granted : {false, true}) {
    here_ = {};
    http::server_options options;
    options.websocket_deflate = granted;
    start(options);
    raw_peer peer(io_, server_->port());
    peer.say(upgrade_request("/s", "Sec-WebSocket-Extensions: permessage-deflate\r\n"));
    peer.run_until_heard("\r\n\r\n");
    EXPECT_EQ(peer.heard().find("permessage-deflate") != std::string::npos, granted);
    run_until(io_, [this] { return here_.opened != nullptr; });
    const auto head = peer.heard().size();
    const std::string text(10'000, 'a');
    here_.opened->send_text(text);
    run_until(io_, [&] { return peer.heard().size() > head + (granted ? 10 : text.size()); });
    EXPECT_EQ(static_cast<unsigned char>(peer.heard()[head]), granted ? 0xc1 : 0x81);
    EXPECT_EQ(peer.heard().size() - head < 200, granted);
    here_.opened->close(1000, "");
    here_.opened.reset();
    server_.reset();
  }
}

TEST_F(websocket_test, sends_what_one_turn_of_the_loop_wrote_whole_and_in_order) {
  start();
  open();
  run_until_open();
  constexpr int count = 20'000; // more than the kernel takes at once
  const std::string filler(500, 'x');
  for (int index = 0; index < count; ++index) {
    here_.opened->send_text(std::to_string(index) + filler);
    if (here_.opened->queued_bytes() > (1u << 20))
      run_until(io_, [this] { return here_.opened->queued_bytes() == 0; });
  }
  run_until(io_, [this] { return client_.messages.size() == count; });
  for (int index = 0; index < count; ++index)
    ASSERT_EQ(client_.messages[static_cast<std::size_t>(index)].payload,
              std::to_string(index) + filler);
}

TEST_F(websocket_test, carries_empty_and_large_messages) {
  http::server_options options;
  options.websocket_message_bytes_max = 8u << 20;
  start(options);
  open();
  run_until_open();
  std::string large(4u << 20, 'x');
  large.back() = 'y';
  client_.opened->send_text("");
  client_.opened->send_text(large);
  run_until(io_, [this] { return here_.messages.size() == 2; });
  EXPECT_EQ(here_.messages[0].payload, "");
  EXPECT_TRUE(here_.messages[1].payload == large);
}

TEST_F(websocket_test, tells_both_sides_code_and_reason_of_a_close) {
  start();
  open();
  run_until_open();
  client_.opened->close(4001, "done here");
  client_.opened->close(4002, "a second close changes nothing");
  run_until_closed(client_);
  run_until_closed(here_);
  EXPECT_EQ(here_.closings[0], (std::pair<std::uint16_t, std::string>(4001, "done here")));
  EXPECT_EQ(client_.closings[0], (std::pair<std::uint16_t, std::string>(4001, "done here")));
}

TEST_F(websocket_test, sends_what_was_queued_before_it_closes) {
  start();
  open();
  run_until_open();
  for (int i = 0; i < 100; ++i) {
    here_.opened->send_text("message");
  }
  here_.opened->close(1000, "all said");
  here_.opened->send_text("too late");
  run_until_closed(client_);
  EXPECT_EQ(client_.messages.size(), 100u);
  EXPECT_EQ(client_.closings[0].first, 1000);
}

TEST_F(websocket_test, cuts_a_long_reason_to_what_a_close_frame_holds) {
  start();
  open();
  run_until_open();
  here_.opened->close(1000, std::string(500, 'r'));
  run_until_closed(client_);
  EXPECT_EQ(client_.closings[0].second, std::string(123, 'r'));
}

TEST_F(websocket_test, calls_a_connection_that_breaks_off_lost) {
  start();
  open();
  run_until_open();
  raw_peer peer(io_, server_->port());
  here_ = {};
  peer.say(upgrade_request("/stream"));
  peer.run_until_heard("101 Switching Protocols");
  peer.close();
  run_until_closed(here_);
  EXPECT_EQ(here_.closings[0].first, 1006);
  EXPECT_NE(here_.closings[0].second.find("127.0.0.1:"), std::string::npos);
}

TEST_F(websocket_test, closes_with_1002_on_frames_that_break_the_protocol) {
  start();
  raw_peer peer(io_, server_->port());
  peer.say(upgrade_request("/stream"));
  peer.run_until_heard("101 Switching Protocols");
  peer.say("\x81\x05hello");                // not masked
  peer.run_until_heard("\x88\x02\x03\xea"); // the close frame, 1002
  peer.close();
  run_until_closed(here_);
  EXPECT_EQ(here_.closings[0].first, 1002);
}

TEST_F(websocket_test, closes_with_1009_on_a_message_that_is_too_big) {
  http::server_options options;
  options.websocket_message_bytes_max = 100;
  start(options);
  open();
  run_until_open();
  client_.opened->send_text(std::string(101, 'x'));
  run_until_closed(client_);
  run_until_closed(here_);
  EXPECT_EQ(client_.closings[0].first, 1009);
  EXPECT_EQ(here_.closings[0].first, 1009);
  EXPECT_TRUE(here_.messages.empty());
}

TEST_F(websocket_test, closes_with_1007_on_text_that_is_not_utf8) {
  start();
  open();
  run_until_open();
  client_.opened->send_text("\xff\xfe");
  run_until_closed(here_);
  EXPECT_EQ(here_.closings[0].first, 1007);
}

TEST_F(websocket_test, closes_a_slow_reader_with_1008_and_never_lets_the_sender_wait) {
  http::server_options options;
  options.websocket_queue_bytes_max = 1u << 20;
  start(options);
  raw_peer peer(io_, server_->port());
  peer.say(upgrade_request("/stream"));
  peer.run_until_heard("101 Switching Protocols");
  const auto chunk = std::make_shared<const std::string>(64u << 10, 'x');
  for (int i = 0; i < 100; ++i) {
    here_.opened->send(chunk, opcode::text);
  }
  EXPECT_LE(here_.opened->queued_bytes(), options.websocket_queue_bytes_max);
  peer.run_until_heard("reads too slowly"); // the reason within the close frame
  peer.close();
  run_until_closed(here_);
  EXPECT_EQ(here_.closings[0].first, 1008);
}

TEST_F(websocket_test, reports_a_refused_upgrade_with_its_status) {
  on_upgrade_ = [](const http::request&) {
    return http::response{404, {{"Content-Type", "application/json"}}, R"({"message":"no"})"};
  };
  start();
  open();
  run_until_closed(client_);
  EXPECT_EQ(client_.closings[0].first, 1006);
  EXPECT_NE(client_.closings[0].second.find("404"), std::string::npos);
  EXPECT_EQ(client_.opened, nullptr);
}

TEST_F(websocket_test, answers_a_refused_upgrade_as_plain_http_and_keeps_the_connection) {
  on_upgrade_ = [](const http::request&) { return http::response{404, {}, "nothing here"}; };
  start();
  raw_peer peer(io_, server_->port());
  peer.say(upgrade_request("/none"));
  peer.run_until_heard("nothing here");
  EXPECT_TRUE(peer.heard().starts_with("HTTP/1.1 404 "));
  peer.say("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  peer.run_until_ended();
}

TEST_F(websocket_test, accepts_the_subprotocol_msgpack_and_no_other) {
  start();
  for (const auto& [offered, accepted] : std::vector<std::pair<std::string, bool>>{
           {"msgpack", true}, {"msgpack, json", true}, {"json", false}, {"json, msgpack", false}}) {
    SCOPED_TRACE(offered);
    raw_peer peer(io_, server_->port());
    peer.say(upgrade_request("/stream", "Sec-WebSocket-Protocol: " + offered + "\r\n"));
    peer.run_until_heard("\r\n\r\n");
    EXPECT_TRUE(peer.heard().starts_with("HTTP/1.1 101 "));
    EXPECT_EQ(peer.heard().find("Sec-WebSocket-Protocol: msgpack\r\n") != std::string::npos,
              accepted);
  }
}

TEST_F(websocket_test, names_host_port_and_cause_when_nobody_listens) {
  std::uint16_t closed_port = 0;
  {
    raw_listener listener(io_);
    closed_port = listener.port();
  }
  websocket::open(io_, at_port(closed_port), "/", {}, client_.as_handlers());
  EXPECT_TRUE(client_.closings.empty());
  run_until_closed(client_);
  EXPECT_EQ(client_.closings[0].first, 1006);
  EXPECT_NE(client_.closings[0].second.find("127.0.0.1:" + std::to_string(closed_port)),
            std::string::npos);
}

TEST_F(websocket_test, gives_up_on_a_server_that_does_not_answer_the_upgrade) {
  raw_listener listener(io_);
  client_options options;
  options.connect_timeout = std::chrono::milliseconds(40);
  websocket::open(io_, at_port(listener.port()), "/", options, client_.as_handlers());
  run_until_closed(client_);
  EXPECT_EQ(client_.closings[0].first, 1006);
}

TEST_F(websocket_test, pings_a_silent_peer_and_keeps_the_connection_while_it_answers) {
  start();
  client_options options;
  options.idle_timeout = std::chrono::milliseconds(40);
  open(options);
  run_until_open();
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
  run_until(io_, [until] { return std::chrono::steady_clock::now() > until; });
  EXPECT_TRUE(client_.closings.empty());
  client_.opened->send_text("still here");
  run_until(io_, [this] { return here_.messages.size() == 1; });
}

TEST_F(websocket_test, takes_a_peer_that_does_not_answer_pings_for_lost) {
  raw_listener listener(io_);
  client_options options;
  options.idle_timeout = std::chrono::milliseconds(60);
  websocket::open(io_, at_port(listener.port()), "/", options, client_.as_handlers());
  auto socket = listener.accept();
  socket.write_some(boost::asio::buffer(accept_upgrade(listener.read_head(socket))));
  run_until(io_, [this] { return client_.opened != nullptr; });
  run_until_closed(client_);
  EXPECT_EQ(client_.closings[0].first, 1006);
  EXPECT_NE(client_.closings[0].second.find("nothing heard"), std::string::npos);
}

TEST_F(websocket_test, ends_with_1001_when_the_server_stops_and_leaves_the_loop_free_to_end) {
  start();
  open();
  run_until_open();
  server_->stop();
  ASSERT_EQ(here_.closings.size(), 1u) << "told before stop() returns";
  EXPECT_EQ(here_.closings[0].first, 1001);
  EXPECT_EQ(server_->connections(), 0u);
  run_to_end(io_);
  ASSERT_EQ(client_.closings.size(), 1u);
  EXPECT_EQ(client_.closings[0].first, 1001);
  EXPECT_EQ(here_.closings.size(), 1u);
}

TEST_F(websocket_test, may_stop_the_server_from_a_message_handler) {
  on_upgrade_ = [this](const http::request&) {
    handlers on = here_.as_handlers();
    on.on_message = [this](std::string_view, opcode) { server_->stop(); };
    return on;
  };
  start();
  open();
  run_until_open();
  client_.opened->send_text("stop");
  run_until_closed(client_);
  EXPECT_EQ(client_.closings[0].first, 1001);
  run_to_end(io_);
}

} // namespace
} // namespace troupe::net::websocket::websocket_test
