#include "net/http/server.hpp"

#include "tests/unit/net/http/loopback.hpp"

#include <vector>

namespace troupe::net::http::server_test {
namespace {

constexpr std::string_view get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

std::size_t occurrences(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
    ++count;
  }
  return count;
}

class server_test : public testing::Test {
protected:
  void start(server_options options = {}) {
    server_ = must_start(
        io_, [this](request asked, respond answer) { on_request_(std::move(asked), answer); }, {},
        std::move(options));
  }

  boost::asio::io_context io_{1};
  std::vector<request> asked_;
  request_handler on_request_ = [this](request asked, respond answer) {
    answer(text_response(asked.method + " " + asked.target + " " + asked.body));
    asked_.push_back(std::move(asked));
  };
  std::unique_ptr<server> server_;
};

TEST_F(server_test, hands_over_method_target_headers_body_and_address) {
  start();
  raw_peer peer(io_, server_->port());
  peer.say("POST /a/b?c=d HTTP/1.1\r\nHost: h\r\nX-Key: v\r\nContent-Length: 4\r\n\r\nbody");
  peer.run_until_heard("POST /a/b?c=d body");
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(header_value(asked_[0].headers, "x-key"), "v");
  EXPECT_EQ(asked_[0].remote_address, "127.0.0.1");
}

TEST_F(server_test, takes_a_request_that_comes_byte_by_byte) {
  start();
  raw_peer peer(io_, server_->port());
  for (const char letter :
       std::string("PUT /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok")) {
    peer.say({&letter, 1});
    io_.restart();
    io_.poll();
  }
  peer.run_until_heard("PUT /x ok");
}

TEST_F(server_test, takes_a_chunked_body) {
  start();
  raw_peer peer(io_, server_->port());
  peer.say("POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
           "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  peer.run_until_heard("POST /c abcde");
}

TEST_F(server_test, answers_pipelined_requests_in_order_even_when_a_handler_takes_its_time) {
  std::vector<respond> waiting;
  on_request_ = [&waiting](request asked, respond answer) {
    if (asked.target == "/slow") {
      waiting.push_back(std::move(answer));
    } else {
      answer(text_response("answer to " + asked.target + ";"));
    }
  };
  start();
  raw_peer peer(io_, server_->port());
  peer.say("GET /slow HTTP/1.1\r\nHost: h\r\n\r\nGET /fast HTTP/1.1\r\nHost: h\r\n\r\n");
  run_until(io_, [&waiting] { return !waiting.empty(); });
  io_.restart();
  io_.poll();
  EXPECT_EQ(peer.heard(), "");
  waiting.front()(text_response("answer to /slow;"));
  peer.run_until_heard("answer to /fast;");
  EXPECT_LT(peer.heard().find("answer to /slow;"), peer.heard().find("answer to /fast;"));
}

TEST_F(server_test, answers_a_thousand_pipelined_requests) {
  start();
  raw_peer peer(io_, server_->port());
  std::string many;
  for (int i = 0; i < 1000; ++i) {
    many += get;
  }
  peer.say(many);
  run_until(io_, [&peer] { return occurrences(peer.heard(), "HTTP/1.1 200 OK") == 1000; });
}

TEST_F(server_test, ignores_a_second_answer) {
  on_request_ = [](request, respond answer) {
    answer(text_response("first;"));
    answer(text_response("second;"));
  };
  start();
  raw_peer peer(io_, server_->port());
  peer.say(std::string(get) + std::string(get));
  run_until(io_, [&peer] { return occurrences(peer.heard(), "first;") == 2; });
  EXPECT_EQ(occurrences(peer.heard(), "second;"), 0u);
}

TEST_F(server_test, closes_after_its_answer_when_the_client_asked_for_it) {
  start();
  raw_peer peer(io_, server_->port());
  peer.say("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  peer.run_until_ended();
  EXPECT_NE(peer.heard().find("200 OK"), std::string::npos);
  EXPECT_NE(peer.heard().find("Connection: close"), std::string::npos);
}

TEST_F(server_test, answers_head_with_the_length_and_no_body) {
  start();
  raw_peer peer(io_, server_->port());
  peer.say("HEAD /h HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  peer.run_until_ended();
  EXPECT_NE(peer.heard().find("Content-Length: 8\r\n"), std::string::npos);
  EXPECT_TRUE(peer.heard().ends_with("\r\n\r\n"));
}

TEST_F(server_test, invites_the_body_of_a_client_that_waits_to_be_asked) {
  start();
  raw_peer peer(io_, server_->port());
  peer.say("POST /e HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  peer.run_until_heard("100 Continue");
  peer.say("ok");
  peer.run_until_heard("POST /e ok");
}

TEST_F(server_test, refuses_garbage_with_400_and_closes) {
  start();
  for (const std::string_view garbage :
       {"hello\r\n\r\n", "\x16\x03\x01\x02\x01\x01\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "GET / HTTP/1.1\r\nbad header\r\n\r\n"}) {
    SCOPED_TRACE(garbage);
    raw_peer peer(io_, server_->port());
    peer.say(garbage);
    peer.run_until_ended();
    EXPECT_TRUE(peer.heard().starts_with("HTTP/1.1 400 ")) << peer.heard();
    EXPECT_NE(peer.heard().find(R"({"message":")"), std::string::npos);
  }
  EXPECT_TRUE(asked_.empty());
}

TEST_F(server_test, refuses_an_oversize_header_with_431) {
  server_options options;
  options.header_bytes_max = 512;
  start(options);
  raw_peer peer(io_, server_->port());
  peer.say("GET / HTTP/1.1\r\nX: " + std::string(2000, 'x') + "\r\n\r\n");
  peer.run_until_ended();
  EXPECT_TRUE(peer.heard().starts_with("HTTP/1.1 431 ")) << peer.heard();
}

TEST_F(server_test, refuses_an_oversize_body_with_413_whether_announced_or_not) {
  server_options options;
  options.body_bytes_max = 10;
  start(options);
  raw_peer announced(io_, server_->port());
  announced.say("POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n12345678901");
  announced.run_until_ended();
  EXPECT_TRUE(announced.heard().starts_with("HTTP/1.1 413 ")) << announced.heard();

  raw_peer chunked(io_, server_->port());
  chunked.say("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
              "b\r\n12345678901\r\n0\r\n\r\n");
  chunked.run_until_ended();
  EXPECT_TRUE(chunked.heard().starts_with("HTTP/1.1 413 ")) << chunked.heard();
  EXPECT_TRUE(asked_.empty());
}

TEST_F(server_test, answers_408_when_a_request_does_not_arrive_whole_and_just_closes_when_idle) {
  server_options options;
  options.request_timeout = std::chrono::milliseconds(50);
  start(options);
  raw_peer half(io_, server_->port());
  raw_peer silent(io_, server_->port());
  half.say("GET / HT");
  half.run_until_ended();
  silent.run_until_ended();
  EXPECT_TRUE(half.heard().starts_with("HTTP/1.1 408 ")) << half.heard();
  EXPECT_EQ(silent.heard(), "");
}

TEST_F(server_test, closes_a_connection_whose_handler_never_answers) {
  server_options options;
  options.request_timeout = std::chrono::milliseconds(50);
  respond kept;
  on_request_ = [&kept](request, respond answer) { kept = std::move(answer); };
  start(options);
  raw_peer peer(io_, server_->port());
  peer.say(get);
  peer.run_until_ended();
  EXPECT_EQ(server_->connections(), 0u);
  kept(text_response("too late"));
  EXPECT_EQ(peer.heard(), "");
}

TEST_F(server_test, drops_an_answer_whose_peer_has_gone) {
  respond kept;
  on_request_ = [&kept](request, respond answer) { kept = std::move(answer); };
  start();
  raw_peer peer(io_, server_->port());
  peer.say(get);
  run_until(io_, [&kept] { return kept != nullptr; });
  peer.close();
  kept(text_response(std::string(1u << 20, 'x')));
  run_until(io_, [this] { return server_->connections() == 0; });
}

TEST_F(server_test, answers_503_beyond_its_connections) {
  server_options options;
  options.connections_max = 1;
  start(options);
  raw_peer first(io_, server_->port());
  run_until(io_, [this] { return server_->connections() == 1; });
  raw_peer second(io_, server_->port());
  second.run_until_ended();
  EXPECT_TRUE(second.heard().starts_with("HTTP/1.1 503 ")) << second.heard();
  first.say(get);
  first.run_until_heard("200 OK");
}

TEST_F(server_test, lets_a_newcomer_in_where_all_others_say_nothing) {
  server_options options;
  options.connections_max = 3;
  options.idle_protected = std::chrono::milliseconds(20);
  start(options);
  raw_peer longest(io_, server_->port());
  run_until(io_, [this] { return server_->connections() == 1; });
  raw_peer half(io_, server_->port());
  half.say("GET / HT");
  raw_peer waiting(io_, server_->port());
  run_until(io_, [this] { return server_->connections() == 3; });
  const auto soon = std::chrono::steady_clock::now() + 2 * options.idle_protected;
  run_until(io_, [soon] { return std::chrono::steady_clock::now() > soon; });
  raw_peer newcomer(io_, server_->port());
  newcomer.say(get);
  newcomer.run_until_heard("200 OK");
  longest.run_until_ended();
  EXPECT_EQ(longest.heard(), "");
  EXPECT_FALSE(half.ended());
}

TEST_F(server_test, answers_408_to_a_header_that_trickles_in_though_each_byte_comes_soon) {
  server_options options;
  options.header_timeout = std::chrono::milliseconds(100);
  options.request_timeout = std::chrono::milliseconds(60'000);
  start(options);
  raw_peer slow(io_, server_->port());
  slow.say("GET / HTTP/1.1\r\nX: ");
  // A byte that is under way when the connection is closed would take the answer with it.
  constexpr std::chrono::milliseconds pause(40);
  auto next = std::chrono::steady_clock::now() + pause;
  int said = 0;
  run_until(io_, [&] {
    if (!slow.ended() && said < 2 && std::chrono::steady_clock::now() >= next) {
      slow.say("x");
      next += pause;
      ++said;
    }
    return slow.ended();
  });
  EXPECT_TRUE(slow.heard().starts_with("HTTP/1.1 408 ")) << slow.heard();
}

TEST_F(server_test, answers_408_to_a_body_that_does_not_come_whole) {
  server_options options;
  options.request_timeout = std::chrono::milliseconds(50);
  start(options);
  raw_peer slow(io_, server_->port());
  slow.say("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n123");
  slow.run_until_ended();
  EXPECT_TRUE(slow.heard().starts_with("HTTP/1.1 408 ")) << slow.heard();
  EXPECT_TRUE(asked_.empty());
}

// What a proxy before the server could read otherwise than the server does, and so let pass a
// request inside another one's body.
TEST_F(server_test, takes_no_request_that_two_readers_could_take_for_different_ones) {
  start();
  const std::string inner = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
  const std::string post = "POST / HTTP/1.1\r\nHost: h\r\n";
  for (const auto& header : std::vector<std::string>{
           "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
           "Content-Length: 0\r\nContent-Length: 41\r\n",
           "Content-Length: 41\r\nContent-Length: 0\r\n",
           "Content-Length: 5, 5\r\n",
           "Content-Length: +5\r\n",
           "Content-Length: 0x5\r\n",
           "Content-Length: -1\r\n",
           "Content-Length: 99999999999999999999\r\n",
           "Content-Length : 5\r\n",
           "Transfer-Encoding : chunked\r\n",
           "Transfer-Encoding: xchunked\r\n",
           "Transfer-Encoding: identity\r\n",
           "Transfer-Encoding: gzip\r\n",
           "Transfer-Encoding: chunked, identity\r\n",
           "Transfer-Encoding: \x0b" "chunked\r\n",
           "Host: other\r\n",
           " Content-Length: 5\r\n",
           "X: a\rContent-Length: 5\r\n"}) {
    SCOPED_TRACE(header);
    raw_peer peer(io_, server_->port());
    peer.say(post + header + "\r\n0\r\n\r\n" + inner);
    peer.run_until_ended();
    EXPECT_TRUE(peer.heard().starts_with("HTTP/1.1 400 ")) << peer.heard();
    EXPECT_EQ(occurrences(peer.heard(), "HTTP/1.1"), 1u) << peer.heard();
  }
  for (const auto& whole : std::vector<std::string>{
           "GET / HTTP/1.1\r\n\r\n",
           "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           "GET / HTTP/1.1\nHost: h\n\n",
           "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
           "GET  / HTTP/1.1\r\nHost: h\r\n\r\n"}) {
    SCOPED_TRACE(whole);
    raw_peer peer(io_, server_->port());
    peer.say(whole + inner);
    peer.run_until_ended();
    EXPECT_TRUE(peer.heard().starts_with("HTTP/1.1 400 ")) << peer.heard();
  }
  for (const auto& each : asked_) {
    EXPECT_NE(each.target, "/smuggled");
  }
}

TEST_F(server_test, takes_a_folded_header_as_one_line) {
  start();
  raw_peer peer(io_, server_->port());
  peer.say("POST /f HTTP/1.1\r\nHost: h\r\nX: a\r\n Content-Length: 5\r\n\r\n");
  peer.run_until_heard("200 OK");
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(header_value(asked_[0].headers, "X"), "a Content-Length: 5");
  EXPECT_EQ(asked_[0].body, "");
}

TEST_F(server_test, takes_no_chunk_whose_length_can_be_misread) {
  start();
  for (const std::string chunk : {"5;\r\nabcde\r\n", "0x5\r\nabcde\r\n", "-5\r\nabcde\r\n",
                                  "fffffffffffffffff\r\nabcde\r\n", "5\r\nabcdefg\r\n",
                                  " 5\r\nabcde\r\n", "5\nabcde\n"}) {
    SCOPED_TRACE(chunk);
    asked_.clear();
    raw_peer peer(io_, server_->port());
    peer.say("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk +
             "0\r\n\r\n");
    peer.run_until_heard("HTTP/1.1 ");
    if (asked_.empty()) {
      EXPECT_TRUE(peer.heard().starts_with("HTTP/1.1 4")) << peer.heard();
    } else {
      EXPECT_EQ(asked_[0].body, "abcde");
    }
  }
}

TEST_F(server_test, names_address_and_port_when_the_port_is_taken) {
  start();
  server_options options;
  options.port = server_->port();
  const auto second = server::start(io_, options, on_request_, {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.failure().code, "port_taken");
  EXPECT_NE(second.failure().message.find("127.0.0.1:" + std::to_string(options.port)),
            std::string::npos);
}

TEST_F(server_test, leaves_nothing_that_keeps_the_loop_running_once_stopped) {
  respond kept;
  on_request_ = [&kept](request, respond answer) { kept = std::move(answer); };
  start();
  raw_peer idle(io_, server_->port());
  raw_peer waiting(io_, server_->port());
  waiting.say(get);
  run_until(io_, [&kept] { return kept != nullptr; });
  server_->stop();
  EXPECT_EQ(server_->connections(), 0u);
  run_to_end(io_);
  EXPECT_TRUE(idle.ended());
  EXPECT_TRUE(waiting.ended());
  kept(text_response("nobody hears this"));
}

TEST_F(server_test, may_be_stopped_by_one_of_its_handlers) {
  on_request_ = [this](request, respond answer) {
    server_->stop();
    answer(text_response("gone"));
  };
  start();
  raw_peer peer(io_, server_->port());
  peer.say(get);
  run_to_end(io_);
  EXPECT_TRUE(peer.ended());
}

} // namespace
} // namespace troupe::net::http::server_test
