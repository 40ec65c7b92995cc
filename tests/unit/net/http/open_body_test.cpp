#include "net/http/outlet.hpp"

#include "tests/unit/net/http/loopback.hpp"

namespace troupe::net::http::open_body_test {
namespace {

constexpr std::string_view last_chunk = "0\r\n\r\n";

class open_body_test : public testing::Test {
protected:
  void start(server_options options = {}) {
    server_ = must_start(
        io_,
        [this](const request&, const respond& answer) {
          response opened{200, {{"Content-Type", "text/event-stream"}}, {}};
          opened.open = std::make_shared<open_body>(
              open_body{.on_open = [this](auto out) { out_ = std::move(out); },
                        .on_drained = [this] { ++drained_; },
                        .on_close = [this] { ++closed_; }});
          answer(std::move(opened));
        },
        {}, std::move(options));
  }

  std::unique_ptr<raw_peer> ask() {
    auto peer = std::make_unique<raw_peer>(io_, server_->port());
    peer->say("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    run_until(io_, [this] { return out_ != nullptr; });
    return peer;
  }

  boost::asio::io_context io_{1};
  std::shared_ptr<outlet> out_;
  int drained_ = 0;
  int closed_ = 0;
  std::unique_ptr<server> server_;
};

TEST_F(open_body_test, sends_its_head_at_once_and_each_piece_as_a_chunk) {
  start();
  const auto peer = ask();
  peer->run_until_heard("Transfer-Encoding: chunked\r\n");
  peer->run_until_heard("\r\n\r\n");
  EXPECT_EQ(peer->heard().find("Content-Length"), std::string::npos);
  out_->send("a piece of more than sixteen letters");
  out_->send("");
  out_->send("another");
  peer->run_until_heard("24\r\na piece of more than sixteen letters\r\n7\r\nanother\r\n");
  run_until(io_, [this] { return out_->queued_bytes() == 0; });
  EXPECT_GT(drained_, 0);
  EXPECT_EQ(closed_, 0);
  EXPECT_EQ(server_->connections(), 1u);
}

TEST_F(open_body_test, ends_with_the_last_chunk_when_it_is_finished) {
  start();
  const auto peer = ask();
  out_->send("all");
  out_->finish();
  out_->send("too late");
  peer->run_until_ended();
  EXPECT_TRUE(peer->heard().ends_with("3\r\nall\r\n" + std::string(last_chunk)));
  peer->close();
  run_until(io_, [this] { return closed_ == 1; });
  EXPECT_EQ(server_->connections(), 0u);
}

TEST_F(open_body_test, breaks_off_without_a_last_chunk_when_the_server_stops) {
  start();
  const auto peer = ask();
  out_->send("some");
  peer->run_until_heard("some\r\n");
  server_->stop();
  peer->run_until_ended();
  EXPECT_FALSE(peer->heard().ends_with(last_chunk));
  EXPECT_EQ(closed_, 1);
}

TEST_F(open_body_test, hears_that_the_client_has_gone) {
  start();
  const auto peer = ask();
  peer->close();
  run_until(io_, [this] { return closed_ == 1; });
  out_->send("to nobody");
  out_->finish();
  out_->close();
  EXPECT_EQ(closed_, 1) << "once";
}

TEST_F(open_body_test, closes_a_client_that_is_too_far_behind) {
  server_options options;
  options.websocket_queue_bytes_max = 1000;
  start(options);
  const auto peer = ask();
  out_->send(std::string(1001, 'x'));
  EXPECT_EQ(closed_, 1);
}

} // namespace
} // namespace troupe::net::http::open_body_test
